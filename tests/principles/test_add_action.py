import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.events import Event
from audit.models import AuditEntry
from enquiries.models import Case
from principles import actions
from principles.errors import (
    NeedsAnOwner,
    NeitherOutcomeNorDuty,
    NotOfThisCase,
    OutcomeNoLongerWanted,
    RepeatsUntilWhen,
)
from principles.models import Action
from tests.principles.given import fields, make_action, make_outcome

pytestmark = pytest.mark.django_db


def test_an_action_stands_on_one_principle_and_serves_an_outcome(worker, open_case):
    first, second = make_outcome(worker, open_case), make_outcome(worker, open_case, "People talk to me")

    action = actions.add_action(
        actor=worker,
        case_id=open_case.pk,
        **fields(worker, outcome_id=first.pk, further=[second.pk]),
    )

    action.refresh_from_db()
    assert (action.principle, action.outcome, list(action.further_outcomes.all())) == (
        "empowerment",
        first,
        [second],
    )
    entry = AuditEntry.objects.get(event=Event.ACTION_ADDED)
    assert (entry.actor, entry.subject_id, entry.case_id) == (worker, action.pk, open_case.pk)
    assert "account" not in str(entry.data)


def test_an_action_may_rest_on_a_duty_instead(worker, open_case):
    assert make_action(worker, open_case, duty="safety").outcome is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, NeitherOutcomeNorDuty),
        ({"duty": "safety", "owner_id": None}, NeedsAnOwner),
        ({"duty": "safety", "repeats": "weekly"}, RepeatsUntilWhen),
    ],
)
def test_what_is_missing_is_refused_with_nothing_written(worker, open_case, changes, refusal):
    with pytest.raises(refusal):
        actions.add_action(actor=worker, case_id=open_case.pk, **fields(worker, **changes))
    assert not Action.objects.exists()
    assert not AuditEntry.objects.filter(event=Event.ACTION_ADDED).exists()


def test_an_outcome_of_another_person_is_refused(worker, open_case, front_door, front_door_case):
    theirs = make_outcome(front_door, front_door_case)
    with pytest.raises(NotOfThisCase):
        make_action(worker, open_case, outcome_id=theirs.pk)


def test_a_wish_that_is_gone_is_refused(worker, open_case):
    outcome = make_outcome(worker, open_case)
    outcome.state, outcome.state_on, outcome.state_reason = (
        "no-longer-wanted",
        outcome.recorded_at.date(),
        "Changed",
    )
    outcome.save()
    with pytest.raises(OutcomeNoLongerWanted):
        make_action(worker, open_case, outcome_id=outcome.pk)


def test_another_team_does_not_find_the_case(outsider, open_case):
    with pytest.raises(Case.DoesNotExist):
        make_action(outsider, open_case)


def test_a_manager_sees_the_case_but_adds_no_action(manager, open_case):
    with pytest.raises(PermissionDenied):
        make_action(manager, open_case)
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("principle", "", "action_stands_on_one_principle"),
        ("principle", "kindness", "action_stands_on_one_principle"),
        ("how_it_serves", "", "action_says_how_it_serves"),
        ("how_it_serves", "  \n ", "action_says_how_it_serves"),
        ("duty", "", "action_serves_outcome_or_duty"),
    ],
)
def test_the_database_itself_refuses_an_action_that_stands_on_nothing(
    worker, open_case, column, value, constraint
):
    action = make_action(worker, open_case, duty="safety")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**{column: value})
