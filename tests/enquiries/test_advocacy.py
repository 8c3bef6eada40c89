from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, errors
from enquiries.models import AdvocacyCheck, AdvocateRequest, Case

SISTER = {
    "individual_name": "Nerys",
    "individual_relationship": "Sister",
    "is_paid": False,
    "is_implicated": False,
    "is_willing": True,
    "person_agrees": "yes",
    "individual_reasons": "She helps him say what he wants, and does not speak for him.",
}


def check(actor, case, **changes):
    fields = {
        "checked_on": clock.today(),
        "hard": ["retain", "weigh"],
        "difficulty_detail": "In short pieces.",
    }
    return actions.check_advocacy(actor=actor, case_id=case.pk, **fields | changes)


def test_somebody_appropriate_means_that_no_advocate_is_needed(worker, open_case):
    found = check(worker, open_case, outcome="individual", individual=SISTER)
    assert found.hard == ["Keep it in mind for long enough", "Use it or weigh it"]
    entry = AuditEntry.objects.order_by("at").last()
    assert (entry.event, entry.data["hard"]) == (Event.ADVOCACY_CHECKED, ["retain", "weigh"])


@pytest.mark.parametrize(
    "change",
    [
        {"is_paid": True},
        {"is_implicated": True},
        {"is_willing": False},
        {"person_agrees": "no"},
        {"individual_name": ""},
    ],
)
def test_nobody_paid_implicated_unwilling_or_unwanted_is_appropriate(worker, open_case, change):
    with pytest.raises(errors.NotAppropriate):
        check(worker, open_case, outcome="individual", individual=SISTER | change)
    assert not AdvocacyCheck.objects.exists()


def test_what_follows_must_fit_what_was_found(worker, open_case):
    with pytest.raises(errors.NeedsAnswerOnIndividual):
        check(worker, open_case, outcome="no-difficulty")
    with pytest.raises(errors.NoDifficultyThere):
        check(worker, open_case, hard=[], outcome="refer")
    with pytest.raises(errors.OfferFirst):
        check(worker, open_case, outcome="declined")


def test_an_advocate_can_be_offered_and_declined_without_difficulty(worker, open_case):
    found = check(
        worker, open_case, hard=[], outcome="declined", offered=True, words="No need.", voice="adult"
    )
    assert (found.hard, found.words) == ([], "No need.")


def test_the_way_of_a_request_has_its_days(worker, open_case, advocate):
    today = clock.today()
    asked = actions.ask_for_advocate(
        actor=worker,
        case_id=open_case.pk,
        asked_on=today - timedelta(days=9),
        reason="Retaining",
        asked_of="Voices",
    )
    with pytest.raises(errors.AllocatedBeforeAsked):
        actions.record_advocate_allocated(
            actor=worker, request_id=asked.pk, allocated_on=today - timedelta(days=10), allocated_to="Ada"
        )
    actions.record_advocate_allocated(
        actor=worker, request_id=asked.pk, allocated_on=today - timedelta(days=4), allocated_to="Ada"
    )
    instruction = actions.instruct_advocate(
        actor=worker,
        case_id=open_case.pk,
        advocate_id=advocate.pk,
        kind="care-act",
        organisation="Voices",
        instructed=True,
        from_on=today - timedelta(days=2),
    )
    with pytest.raises(errors.MetBeforeInstructed):
        actions.record_first_meeting(
            actor=worker, instruction_id=instruction.pk, met_on=today - timedelta(days=3)
        )
    met = actions.record_first_meeting(actor=worker, instruction_id=instruction.pk, met_on=today)
    assert met.first_met_on == today
    with pytest.raises(errors.RequestEnded):
        actions.record_advocate_allocated(
            actor=worker, request_id=asked.pk, allocated_on=today, allocated_to="Ada"
        )


def test_an_imca_is_the_managers_to_decide_and_begins_a_request(worker, sam, open_case):
    fields = {
        "case_id": open_case.pk,
        "moment": "planning",
        "considered_on": clock.today(),
        "triggers": ["financial", "conflict"],
        "instruct": True,
        "reasons": "The family cannot agree.",
    }
    with pytest.raises(PermissionDenied):
        actions.consider_imca(actor=worker, **fields)
    row = actions.consider_imca(actor=sam, **fields)
    assert row.triggers == ["conflict", "financial"]
    assert AdvocateRequest.objects.get().kind == "imca"
    actions.consider_imca(actor=sam, **fields)
    assert AdvocateRequest.objects.count() == 1


def test_other_teams_and_onlookers_write_nothing(outsider, auditor, open_case):
    with pytest.raises(Case.DoesNotExist):
        check(outsider, open_case, outcome="refer")
    with pytest.raises(PermissionDenied):
        check(auditor, open_case, outcome="refer")
    assert not AdvocacyCheck.objects.exists()
