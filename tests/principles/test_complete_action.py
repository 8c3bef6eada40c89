from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from principles import actions
from principles.errors import AlreadyDoneForThatDay, DoneInTheFuture, NotOpen
from principles.models import Action, ActionDone
from tests.principles.given import make_action

pytestmark = pytest.mark.django_db


def complete(actor, action, **changes):
    given = {"done_on": clock.today(), "what_was_done": "Shona stepped out after ten minutes."} | changes
    return actions.complete_action(actor=actor, action_id=action.pk, **given)


def test_what_was_done_is_kept_and_the_action_is_done(worker, open_case):
    action = make_action(worker, open_case)
    done = complete(worker, action)
    action.refresh_from_db()
    assert (action.status, done.due_on, done.what_was_done) == (
        "done",
        action.due_on,
        "Shona stepped out after ten minutes.",
    )
    assert AuditEntry.objects.get(event=Event.ACTION_DONE).subject_id == action.pk


def test_one_that_repeats_is_due_again_until_its_last_day(worker, open_case):
    first = clock.today() - timedelta(days=28)
    action = make_action(
        worker, open_case, due_on=first, repeats="fortnightly", repeats_until=first + timedelta(days=27)
    )
    complete(worker, action)
    action.refresh_from_db()
    assert (action.status, action.due_on) == ("open", first + timedelta(days=14))
    complete(worker, action)
    action.refresh_from_db()
    assert action.status == "done"
    assert [done.due_on for done in action.done.all()] == [first, first + timedelta(days=14)]


def test_done_twice_is_refused_the_second_time(worker, open_case):
    action = make_action(worker, open_case)
    complete(worker, action)
    with pytest.raises(NotOpen):
        complete(worker, action)
    assert ActionDone.objects.count() == 1


def test_nothing_is_done_in_the_future(worker, open_case):
    action = make_action(worker, open_case)
    with pytest.raises(DoneInTheFuture):
        complete(worker, action, done_on=clock.today() + timedelta(days=1))
    assert not ActionDone.objects.exists()


def test_another_team_does_not_find_it_and_a_manager_may_not(outsider, manager, worker, open_case):
    action = make_action(worker, open_case)
    with pytest.raises(Action.DoesNotExist):
        complete(outsider, action)
    with pytest.raises(PermissionDenied):
        complete(manager, action)
    assert not ActionDone.objects.exists()


def test_two_people_who_record_the_same_day_make_one_row(worker, colleague, open_case):
    first = clock.today() - timedelta(days=7)
    action = make_action(
        worker, open_case, due_on=first, repeats="weekly", repeats_until=first + timedelta(days=30)
    )
    complete(worker, action, due_on=first)
    with pytest.raises(AlreadyDoneForThatDay):
        complete(colleague, action, due_on=first)
    assert ActionDone.objects.count() == 1
