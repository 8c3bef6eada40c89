"""Risk, capacity and the check on advocacy of ordinary enquiries."""

from itertools import product

import enquiries.actions
from enquiries.capacity import Capacity, CapacityDecision, CheckOutcome
from enquiries.choices import AbuseType, Place, Source, Voice
from enquiries.models import Risk
from enquiries.risks import Assessment, Impact, Likelihood, RiskOutcome
from oversight.demo.doing.play import Play
from oversight.demo.threads import Step


def risks(play: Play, step: Step) -> None:
    """Confirm what the first concern named, assess it, and write down how the person sees it."""
    told = step.fields
    named = product(told["types"], told["places"], told["sources"])
    found = enquiries.actions.confirm_risks(
        actor=play.actor(step),
        concern_id=play.concerns[0],
        chosen=[(AbuseType(kind), Place(place), Source(source)) for kind, place, source in named],
        descriptions={Source(source): told["source"] for source in told["sources"]},
    )
    for risk in found:
        enquiries.actions.assess_risk(
            actor=play.actor(step),
            risk_id=risk.pk,
            version=risk.version,
            assessment=Assessment(told["assessment"]),
            assessed_on=step.on,
            reasons=told["why"],
            likelihood_before=Likelihood(told["likelihood"]),
            impact_before=Impact(told["impact"]),
        )
        if "says" in told:
            enquiries.actions.record_risk_view(
                actor=play.actor(step),
                risk_id=risk.pk,
                words=told["says"],
                voice=Voice.ADULT,
                said_on=step.on,
            )


def became(play: Play, step: Step) -> None:
    """What became of every risk that was identified."""
    rows = Risk.objects.visible_to(play.actor(step)).filter(case=play.case).standing()
    for risk in rows:
        if risk.was_identified:
            enquiries.actions.record_risk_outcome(
                actor=play.actor(step),
                risk_id=risk.pk,
                version=risk.version,
                outcome=RiskOutcome(step.fields["outcome"]),
                outcome_on=step.on,
                reasons=step.fields["why"],
                likelihood_after=Likelihood.UNLIKELY,
                impact_after=Impact(risk.impact_before or Impact.SOME),
            )


def capacity(play: Play, step: Step) -> None:
    """Presumed, or assessed for one decision of the enquiry."""
    shared = {
        "kind": CapacityDecision.ENQUIRY,
        "decision": "What happens in this enquiry",
        "of_enquiry": True,
    }
    actor = play.actor(step)
    if step.fields["answer"] == Capacity.PRESUMED:
        enquiries.actions.presume_capacity(actor=actor, case_id=play.case, on=step.on, **shared)  # type: ignore[arg-type]  # a row of the demo
        return
    enquiries.actions.assess_capacity(
        actor=actor,
        case_id=play.case,
        answer=Capacity.LACKS,
        assessed_on=step.on,
        assessor=actor.name,
        findings={
            "why_doubted": "They could not say later what had been explained.",
            "information": "What was reported, and what an enquiry does.",
            "support_given": "A quiet room, short pieces, a picture sheet.",
            "can_understand": True,
            "can_retain": False,
            "retain_evidence": "After ten minutes they did not know what had been said.",
            "can_weigh": False,
            "weigh_evidence": "They could not compare what may follow.",
            "can_communicate": True,
            "impairment": True,
            "impairment_detail": "Dementia, as their GP has written.",
            "causal_link": "They forget it because of the dementia.",
            "reasons": "On the balance of probabilities.",
        },
        **shared,  # type: ignore[arg-type]  # a row of the demo
    )


def advocacy(play: Play, step: Step) -> None:
    """The check of section 68: nothing is hard, or somebody suitable is there, or they said no."""
    outcome = CheckOutcome(step.fields["outcome"])
    somebody = {
        "individual_name": "Somebody close to them",
        "individual_relationship": "Family",
        "is_paid": False,
        "is_implicated": False,
        "is_willing": True,
        "person_agrees": "yes",
        "individual_reasons": "They help them say what they want, and do not speak for them.",
    }
    enquiries.actions.check_advocacy(
        actor=play.actor(step),
        case_id=play.case,
        checked_on=step.on,
        hard=step.fields.get("hard", []),
        difficulty_detail="As it was when we spoke.",
        outcome=outcome,
        individual=somebody if outcome == CheckOutcome.INDIVIDUAL else None,  # type: ignore[arg-type]  # a row of the demo
        offered=outcome == CheckOutcome.DECLINED,
    )
