from datetime import timedelta

import pytest

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from principles import actions
from principles.errors import NotOpen, WithdrawnInTheFuture
from principles.models import Action
from tests.principles.given import fields, make_action
from ui.errors import EditConflict

pytestmark = pytest.mark.django_db


def test_a_change_is_kept_and_counted(worker, open_case):
    action = make_action(worker, open_case)
    actions.change_action(
        actor=worker,
        action_id=action.pk,
        version=1,
        **fields(worker, duty="safety", principle="protection", what="Visit at eleven"),
    )
    action.refresh_from_db()
    assert (action.what, action.principle, action.version) == ("Visit at eleven", "protection", 2)
    assert AuditEntry.objects.filter(event=Event.ACTION_CHANGED).count() == 1


def test_a_change_made_on_an_older_version_is_a_conflict(worker, open_case):
    action = make_action(worker, open_case)
    change = {"actor": worker, "action_id": action.pk, "version": 1}
    actions.change_action(**change, **fields(worker, duty="safety", what="First"))
    with pytest.raises(EditConflict):
        actions.change_action(**change, **fields(worker, duty="safety", what="Second"))
    assert Action.objects.get().what == "First"


def test_a_withdrawn_action_stays_readable_with_its_reason(worker, open_case):
    action = make_action(worker, open_case)
    actions.withdraw_action(
        actor=worker, action_id=action.pk, withdrawn_on=clock.today(), reason="She asked us not to."
    )
    action.refresh_from_db()
    assert (action.status, action.withdrawn_reason) == ("withdrawn", "She asked us not to.")
    with pytest.raises(NotOpen):
        actions.complete_action(
            actor=worker, action_id=action.pk, done_on=clock.today(), what_was_done="Too late"
        )


def test_another_team_does_not_find_it(outsider, worker, open_case):
    action = make_action(worker, open_case)
    with pytest.raises(Action.DoesNotExist):
        actions.withdraw_action(actor=outsider, action_id=action.pk, withdrawn_on=clock.today(), reason="No")


def test_it_is_not_withdrawn_from_a_day_to_come(worker, open_case):
    action = make_action(worker, open_case)
    with pytest.raises(WithdrawnInTheFuture):
        actions.withdraw_action(
            actor=worker, action_id=action.pk, withdrawn_on=clock.today() + timedelta(days=1), reason="No"
        )
    assert Action.objects.get().is_open


def test_withdrawn_twice_is_refused_the_second_time(worker, open_case):
    action = make_action(worker, open_case)
    given = {"actor": worker, "action_id": action.pk, "withdrawn_on": clock.today(), "reason": "No"}
    actions.withdraw_action(**given)
    with pytest.raises(NotOpen):
        actions.withdraw_action(**given)
    assert AuditEntry.objects.filter(event=Event.ACTION_WITHDRAWN).count() == 1
