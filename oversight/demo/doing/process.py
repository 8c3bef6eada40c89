"""What the council does: concern, decision, allocation, advocates, closing, and the record beside it."""

from datetime import datetime, timedelta
from typing import Any

import casefile.actions
import enquiries.actions
import people.actions
from casefile.checklist import Checklist, Line, standing_lines
from casefile.models import Report, ReportKind, ReportState
from casefile.reports.making import make_due
from enquiries.choices import (
    AdvocateKind,
    AllocationRole,
    ClosingReason,
    DecisionKind,
    FeedbackResult,
    GlassFinding,
    GlassReason,
    NoteKind,
    RestrictionKind,
    Stage,
)
from enquiries.closing import CheckState, ClosingItem, SarAnswer
from enquiries.models import Case, Enquiry
from oversight.demo.days import moment
from oversight.demo.doing import person
from oversight.demo.doing.play import Play, yes_or_no
from oversight.demo.threads import Step
from people.choices import Channel
from people.models import Person

RAISED = {
    "by": "raised_by",
    "name": "raised_by_name",
    "role": "raised_by_role",
    "contact": "raised_by_contact",
    "protect": "protect_identity",
    "source": "source_description",
    "why_not_told": "not_told_reason",
    "agree_detail": "agreement_detail",
    "police": "police_reference",
}
SAME = (
    "fact",
    "opinion",
    "hearsay",
    "happened",
    "types",
    "places",
    "sources",
    "told_by",
    "own_words",
    "others_detail",
)


def concern(play: Play, step: Step) -> None:
    """Raise a concern; the first adds the person. Later ones join the open case, or open another."""
    actor, first = play.actor(step), play.person_id is None
    if first:
        person.add(play, actor)
    team = play.council.teams[step.fields.get("at_team", "front-door")]
    raised = enquiries.actions.raise_concern(
        actor=actor, person_id=play.person, team_id=team.pk, **_reported(play, step)
    )
    play.concerns.append(raised.pk)
    play.case_id = raised.case_id
    if first:
        person.tell_more(play, actor)


def _reported(play: Play, step: Step) -> Any:
    told = step.fields
    fields: dict[str, Any] = {column: told[name] for name, column in RAISED.items() if name in told}
    fields |= {name: told[name] for name in SAME if name in told}
    fields |= {
        "received_at": step.happened,
        "adult_knows": yes_or_no(told.get("knows", "no")),
        "adult_agrees": yes_or_no(told.get("agrees", "not-asked")),
        "own_words_voice": told.get("own_voice", "adult") if told.get("own_words") else "",
        "immediate_danger": "danger" in told,
        "safety_steps": told.get("danger") or told.get("steps", ""),
        "others_at_risk": yes_or_no(told.get("others", "no")),
    }
    if fields["adult_knows"] == "no" and not fields.get("not_told_reason"):
        fields["not_told_reason"] = "Nobody has spoken with them about it yet."
    if "told_day" in told:
        fields["told_on"] = min(play.thread.day(told["told_day"]), step.on)
    return fields


def pass_on(play: Play, step: Step) -> None:
    team = play.council.teams[step.fields["team"]]
    enquiries.actions.pass_case(
        actor=play.actor(step),
        case_id=play.case,
        team_id=team.pk,
        reason=step.fields.get("why", "Lives in the team's area"),
    )


def allocate(play: Play, step: Step) -> None:
    enquiries.actions.allocate_case(
        actor=play.actor(step),
        case_id=play.case,
        user_id=play.user(step.fields["to"]).pk,
        role=AllocationRole(step.fields["role"]),
        reason=step.fields.get("why", ""),
    )


def handover(play: Play, step: Step) -> None:
    enquiries.actions.allocate_case(
        actor=play.actor(step),
        case_id=play.case,
        user_id=play.user(step.fields["to"]).pk,
        role=AllocationRole.LEAD,
        reason=step.fields["why"],
    )


def decide(play: Play, step: Step) -> None:
    told = step.fields
    kind = DecisionKind(told["kind"])
    asks = {
        "not_asked_reason": told.get("not_asked", ""),
        "not_asked_detail": told.get("not_asked_detail", ""),
        "ask_on": play.due(told["ask"]) if "ask" in told else None,
    }
    casefile.actions.decide(
        actor=play.actor(step),
        case_id=play.case,
        decided_on=step.on,
        kind=kind,
        has_needs="needs" in told,
        has_needs_reasons=told.get("needs") or told["no_needs"],
        at_risk="risk" in told,
        at_risk_reasons=told.get("risk") or told["no_risk"],
        cannot_protect="protect" in told,
        cannot_protect_reasons=told.get("protect") or told["can_protect"],
        reasons=told["why"],
        instead=told.get("instead", ""),
        instead_detail=told.get("instead_detail", ""),
        **asks,
    )


def feedback(play: Play, step: Step) -> None:
    said, why_not = step.fields.get("said", ""), step.fields.get("why_not", "")
    enquiries.actions.record_concern_feedback(
        actor=play.actor(step),
        concern_id=play.concerns[step.fields.get("concern", 1) - 1],
        result=FeedbackResult.TOLD if said else FeedbackResult.NOT_TOLD,
        on=step.on,
        said=said,
        why_not=why_not,
    )


def restrict(play: Play, step: Step) -> None:
    enquiries.actions.restrict_case(
        actor=play.actor(step),
        case_id=play.case,
        reason=step.fields["why"],
        kind=RestrictionKind(step.fields.get("kind", RestrictionKind.OTHER)),
    )


def break_glass(play: Play, step: Step) -> None:
    play.glass_id = enquiries.actions.break_glass(
        actor=play.actor(step),
        case_id=play.case,
        kind=GlassReason(step.fields["kind"]),
        reason=step.fields["why"],
    ).pk


def judge_glass(play: Play, step: Step) -> None:
    if play.glass_id is None:
        raise LookupError(f"{play.thread.key}: nobody broke the glass")
    enquiries.actions.review_glass(
        actor=play.actor(step),
        glass_id=play.glass_id,
        finding=GlassFinding(step.fields["finding"]),
        note=step.fields["note"],
    )


def name(play: Play, step: Step) -> None:
    enquiries.actions.name_on_case(
        actor=play.actor(step),
        case_id=play.case,
        user_id=play.user(step.fields["whom"]).pk,
        reason=step.fields["why"],
    )


def ask_for_advocate(play: Play, step: Step) -> None:
    enquiries.actions.ask_for_advocate(
        actor=play.actor(step), case_id=play.case, asked_on=step.on, reason=step.fields["why"]
    )


def instruct(play: Play, step: Step) -> None:
    told = step.fields
    advocate = play.user(told.get("whom") or play.thread.told.get("advocate", "advocate"))
    play.instruction_id = enquiries.actions.instruct_advocate(
        actor=play.actor(step),
        case_id=play.case,
        advocate_id=advocate.pk,
        kind=AdvocateKind(told.get("kind", "care-act")),
        organisation=advocate.organisation_name,
        instructed=told.get("instructed", True),
        from_on=step.on,
        until_on=play.thread.day(told["until"]) if "until" in told else None,
    ).pk


def end_instruction(play: Play, step: Step) -> None:
    if play.instruction_id is None:
        raise LookupError(f"{play.thread.key}: no advocate was instructed")
    enquiries.actions.end_instruction(
        actor=play.actor(step),
        instruction_id=play.instruction_id,
        until_on=step.on,
        reason=step.fields["why"],
    )


def note(play: Play, step: Step) -> None:
    enquiries.actions.add_note(
        actor=play.actor(step),
        case_id=play.case,
        kind=NoteKind(step.fields["kind"]),
        happened_at=step.happened,
        text=step.fields["text"],
        third_party=step.fields.get("third_party", False),
    )


def participant(play: Play, step: Step) -> None:
    told = step.fields
    enquiries.actions.add_participant(
        actor=play.actor(step),
        case_id=play.case,
        name=told["name"],
        role=told["role"],
        knows=told.get("knows", ""),
        may_be_told=told.get("may_be_told", False),
        may_be_told_detail=told.get("detail", ""),
    )


def meeting(play: Play, step: Step) -> None:
    told = step.fields
    when: datetime = moment(play.due(told["held"]), told.get("time", "10:30"))
    enquiries.actions.plan_meeting(
        actor=play.actor(step),
        case_id=play.case,
        purpose=told["purpose"],
        at=when,
        place=told.get("place", ""),
        who=told.get("whom", ""),
    )


def contact_rule(play: Play, step: Step) -> None:
    told = step.fields
    keep = ("channel", "place", "days_and_hours", "speak_with", "subject", "words_to_use")
    fields = {key: told[key] for key in keep if key in told}
    if "never" in told:
        fields["who"] = told["never"]
    people.actions.add_safe_contact(
        actor=play.actor(step), person_id=play.person, kind=told["kind"], reason=told["reason"], **fields
    )


def died(play: Play, step: Step) -> None:
    version = Person.objects.visible_to(play.actor(step)).get(pk=play.person).version
    people.actions.change_person(
        actor=play.actor(step), person_id=play.person, version=version, died_on=step.on
    )


def stage(play: Play, step: Step) -> None:
    enquiries.actions.move_stage(
        actor=play.actor(step),
        case_id=play.case,
        version=_enquiry_version(play, step),
        stage=Stage(step.fields["stage"]),
        moved_on=step.on,
        reason=step.fields["why"],
    )


def _enquiry_version(play: Play, step: Step) -> int:
    enquiry: Enquiry = Enquiry.objects.visible_to(play.actor(step)).get(case_id=play.case)
    return enquiry.version


def close(play: Play, step: Step) -> None:
    told = step.fields
    casefile.actions.close_enquiry(
        actor=play.actor(step),
        case_id=play.case,
        version=_enquiry_version(play, step),
        closed_on=step.on,
        reason=ClosingReason(told["reason"]),
        reason_detail=told.get("detail", ""),
        person_view=told.get("view", ""),
        person_view_voice=told.get("voice", play.voice) if "view" in told else "",
        person_view_missing_reason=told.get("no_view", ""),
        checklist=_checklist(play, step),
    )


def _checklist(play: Play, step: Step) -> Checklist:
    """What is looked at before closing; now and then something is left to do."""
    case = Case.objects.get(pk=play.case)
    known = standing_lines(play.actor(step), case)
    lines = {
        item: Line(CheckState.NOT_NEEDED, "Nobody else is affected, and nothing more is needed.")
        for item in ClosingItem
        if item not in known
    }
    lines[ClosingItem.ADVICE] = Line(CheckState.DONE, "Told how to raise it again, by telephone or online.")
    if step.on.day % 3 == 0:
        later = step.on + timedelta(days=90)
        lines[ClosingItem.LATER] = Line(CheckState.TO_DO, who=play.actor(step).name, by_on=later)
    return Checklist(
        sar=SarAnswer.NOT_MET,
        sar_reason="Nobody died or was seriously harmed, and agencies worked well together.",
        lines=lines,
        would_change="Money goes missing again, or they say that they no longer feel safe.",
    )


def reopen(play: Play, step: Step) -> None:
    casefile.actions.reopen_enquiry(
        actor=play.actor(step), case_id=play.case, reopened_on=step.on, reason=step.fields["why"]
    )


def ask_for_report(play: Play, step: Step) -> None:
    """Ask for the outcome report; where the story gives it to the person, it is made there and then."""
    kind = ReportKind(step.fields.get("kind", "person"))
    report = casefile.actions.request_report(actor=play.actor(step), case_id=play.case, kind=kind)
    play.report_id = report.pk
    if "given" in step.fields:
        make_due()


def given(play: Play, step: Step) -> None:
    """A machine that cannot make PDFs has no report to give."""
    report = Report.objects.visible_to(play.actor(step)).without_bytes().get(pk=play.report_id)
    if report.state == ReportState.MADE:
        casefile.actions.record_report_given(
            actor=play.actor(step),
            report_id=report.pk,
            given_on=step.on,
            how=Channel(step.fields["how"]),
            note=step.fields.get("note", ""),
        )
