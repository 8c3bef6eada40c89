import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import people.actions
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, errors
from enquiries.models import BestInterestsDecision, CapacityAssessment, Case

FINDINGS = {
    "why_doubted": "He believes he has won three and a half million.",
    "information": "That the callers are not real, and the money does not come back.",
    "support_given": "Picture cards, two visits, his sister beside him.",
    "can_understand": True,
    "can_retain": True,
    "can_weigh": False,
    "weigh_evidence": "He said it is a lucky number each time.",
    "can_communicate": True,
    "impairment": True,
    "impairment_detail": "A learning disability.",
    "causal_link": "He cannot weigh what the cards show because of it.",
    "words": "The phone man says I am lucky.",
    "voice": "adult-supported",
    "reasons": "On the balance of probabilities.",
}
BEST = {
    "decided_by": "council",
    "decision_maker": "Wyn Worker, social worker",
    "can_wait": "It cannot wait: money leaves each week.",
    "wishes": "I want the man to go away.",
    "voice": "adult-supported",
    "took_part": "At his kitchen table.",
    "decision": "Calls are blocked for six weeks.",
    "reasons": "It stops the loss and leaves his own calls alone.",
    "less_restrictive": "Talking alone did not stop it.",
    "consulted": [("Nerys, sister", "Block them."), ("Support worker", "He will be calmer.")],
    "options": [{"what": "Do nothing", "least_restrictive": True}, {"what": "Block calls", "chosen": True}],
}


def assess(actor, case, answer="lacks", findings=None, **changes):
    fields = {
        "kind": "money",
        "decision": "To send money to prize and lottery callers",
        "of_enquiry": True,
        "answer": answer,
        "assessed_on": clock.today(),
        "assessor": "Wyn Worker, social worker",
        "findings": FINDINGS | (findings or {}),
    }
    return actions.assess_capacity(actor=actor, case_id=case.pk, **fields | changes)


def decide(actor, assessment, **changes):
    fields = {"decided_on": clock.today(), **BEST, **changes}
    return actions.decide_best_interests(actor=actor, assessment_id=assessment.pk, **fields)


def test_an_assessment_is_of_one_decision_and_audited(worker, open_case):
    lacks = assess(worker, open_case)
    has = assess(
        worker, open_case, "has", {"can_weigh": True}, decision="Day-to-day spending", of_enquiry=False
    )
    assert {row.answer for row in CapacityAssessment.objects.governing()} == {"lacks", "has"}
    assert lacks.abilities[2] == ("Use it or weigh it", False, "He said it is a lucky number each time.")
    entry = AuditEntry.objects.order_by("at").last()
    assert (entry.event, entry.data) == (Event.CAPACITY_ASSESSED, {"answer": "has", "of_enquiry": False})
    assert (entry.subject_id, entry.case_id) == (has.pk, open_case.pk)


@pytest.mark.parametrize(
    "findings", [{"can_weigh": True}, {"impairment": False}, {"impairment": None}, {"causal_link": " "}]
)
def test_lacking_capacity_needs_all_three_steps(worker, open_case, findings):
    with pytest.raises(errors.ThreeSteps):
        assess(worker, open_case, findings=findings)
    assert not CapacityAssessment.objects.exists()


def test_the_database_refuses_what_skips_a_step(worker, open_case):
    row = assess(worker, open_case)
    for column in ({"impairment": False}, {"can_weigh": True}, {"support_given": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CapacityAssessment.objects.filter(pk=row.pk).update(**column)


def test_presumed_is_an_answer_of_its_own(worker, open_case):
    row = actions.presume_capacity(
        actor=worker,
        case_id=open_case.pk,
        kind="enquiry",
        decision="What happens in the enquiry",
        of_enquiry=True,
        on=clock.today(),
    )
    assert row.get_answer_display() == "Presumed, never doubted"
    with pytest.raises(errors.PresumedIsNotAssessed):
        assess(worker, open_case, "presumed")


def test_a_later_assessment_takes_the_place_of_the_earlier_once(worker, open_case):
    first = assess(worker, open_case)
    second = assess(worker, open_case, "has", {"can_weigh": True}, supersedes_id=first.pk)
    assert list(CapacityAssessment.objects.governing()) == [second]
    with pytest.raises(errors.AlreadySuperseded):
        assess(worker, open_case, supersedes_id=first.pk)
    with pytest.raises(errors.AlreadySuperseded):
        decide(worker, first)


def test_a_best_interests_decision_tells_who_was_asked_and_what_was_considered(worker, open_case):
    row = decide(worker, assess(worker, open_case))
    assert [one.who for one in row.consulted.all()] == ["Nerys, sister", "Support worker"]
    assert [(one.what, one.chosen) for one in row.options.all()] == [
        ("Do nothing", False),
        ("Block calls", True),
    ]
    assert AuditEntry.objects.order_by("at").last().event == Event.BEST_INTERESTS


def test_it_is_only_for_a_decision_that_they_lack_capacity_for(worker, open_case):
    has = assess(worker, open_case, "has", {"can_weigh": True})
    with pytest.raises(errors.OnlyWhereLacking):
        decide(worker, has)
    row = decide(worker, assess(worker, open_case))
    with pytest.raises(IntegrityError), transaction.atomic():
        BestInterestsDecision.objects.filter(pk=row.pk).update(assessment=has)


def test_an_attorney_decides_only_when_verified_and_not_a_source_of_risk(worker, open_case):
    assessment = assess(worker, open_case)
    attorney = people.actions.add_relationship(
        actor=worker, person_id=open_case.person_id, name="Rufus", kind="attorney-property"
    )
    deciding = {"decided_by": "attorney", "attorney_id": attorney.pk}
    with pytest.raises(errors.NotVerified):
        decide(worker, assessment, **deciding)
    checked = {"actor": worker, "row_id": attorney.pk, "verified": True, "scope": "Money, alone"}
    people.actions.check_powers(**checked, source_of_risk=True, risk_reasons="Money went to him.")
    with pytest.raises(errors.AttorneyAndRisk):
        decide(worker, assessment, **deciding)
    people.actions.check_powers(**checked, source_of_risk=False)
    assert decide(worker, assessment, **deciding).attorney == attorney


def test_other_teams_and_onlookers_write_nothing(outsider, auditor, manager, front_door, open_case):
    for stranger in (outsider, front_door):
        with pytest.raises(Case.DoesNotExist):
            assess(stranger, open_case)
    for onlooker in (auditor, manager):
        with pytest.raises(PermissionDenied):
            assess(onlooker, open_case)
    assert not CapacityAssessment.objects.exists()
