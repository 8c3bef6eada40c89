import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import restrict_case
from enquiries.models import Case
from principles import actions
from principles.errors import (
    NeedsAnOwner,
    NeitherOutcomeNorDuty,
    NotOfThisCase,
    OutcomeNoLongerWanted,
    OwnerMayNotSee,
    RepeatsUntilWhen,
)
from principles.forms import owner_choices
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


def test_the_owner_is_somebody_who_may_see_it(worker, outsider, advocate, instructed_case):
    for stranger in (outsider, advocate):
        with pytest.raises(OwnerMayNotSee):
            make_action(worker, instructed_case, owner_id=stranger.pk)
    assert not Action.objects.exists()


def test_an_owner_outside_the_council_is_named(worker, open_case):
    action = make_action(worker, open_case, owner_id=None, owner_name="Trading Standards")
    assert action.who == "Trading Standards"


def test_the_form_offers_only_those_who_may_see_the_record(worker, colleague, sam, outsider, open_case):
    assert [name for _, name in owner_choices(open_case)] == [colleague.name, sam.name, worker.name]


def test_of_a_restricted_record_only_those_who_are_named(worker, sam, colleague, manager, open_case):
    restrict_case(actor=sam, case_id=open_case.pk, reason="A relative works here.")
    open_case.refresh_from_db()
    assert colleague.name not in [name for _, name in owner_choices(open_case)]
    assert sam.name in [name for _, name in owner_choices(open_case)]


def test_the_database_itself_refuses_the_outcome_of_another_person(
    worker, open_case, front_door, front_door_case
):
    action = make_action(worker, open_case)
    theirs = make_outcome(front_door, front_door_case)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS action_outcome_of_the_same_case IMMEDIATE")
    with pytest.raises(IntegrityError, match="action_outcome_of_the_same_case"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(outcome=theirs)


def test_the_database_itself_wants_all_three(worker, open_case):
    """Straight into the table: no principle, no sentence, neither outcome nor duty."""
    action = make_action(worker, open_case)
    columns = "id, case_id, recorded_by_id, recorded_at, what, owner_name, due_on, repeats, status, version"
    values = "gen_random_uuid(), case_id, recorded_by_id, now(), 'x', 'somebody', now(), 'no', 'open', 1"
    more = "principle, how_it_serves, duty, duty_detail, withdrawn_reason"
    for principle, sentence, duty in [
        ("NULL", "'So.'", "'safety'"),
        ("'empowerment'", "NULL", "'safety'"),
        ("'empowerment'", "'So.'", "''"),
        ("'two of them'", "'So.'", "'safety'"),
    ]:
        statement = (
            f"INSERT INTO principles_action ({columns}, {more}) "  # noqa: S608 -- constants of this test
            f"SELECT {values}, {principle}, {sentence}, {duty}, '', '' FROM principles_action WHERE id = %s"
        )
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [action.pk])
    assert Action.objects.count() == 1
