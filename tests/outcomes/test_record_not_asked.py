from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import NotAskedReason
from enquiries.errors import HappenedInTheFuture
from outcomes import actions
from outcomes.choices import Phase
from outcomes.errors import TryAgainMissing
from outcomes.models import Conversation

pytestmark = pytest.mark.django_db


def say_why(actor, case, reason=NotAskedReason.TOO_UNWELL, days=3, **changes):
    fields = {
        "phase": Phase.START,
        "happened_at": clock.now() - timedelta(minutes=1),
        "try_again_on": None if days is None else clock.today() + timedelta(days=days),
        **changes,
    }
    return actions.record_not_asked(actor=actor, case_id=case.pk, reason=reason, **fields)


def test_why_nobody_asked_and_when_somebody_will_is_recorded(worker, case):
    conversation = say_why(worker, case, detail="Asleep all day.")

    assert not conversation.asked
    assert conversation.try_again_on == clock.today() + timedelta(days=3)
    entry = AuditEntry.objects.get(event=Event.NOT_ASKED)
    assert (entry.actor, entry.data) == (worker, {"code": "too-unwell"})


def test_a_date_to_try_again_is_needed(worker, case):
    for days in (None, 0, -1):
        with pytest.raises(TryAgainMissing):
            say_why(worker, case, days=days)
    assert not Conversation.objects.exists()


def test_nobody_is_asked_again_after_they_died(worker, case):
    assert say_why(worker, case, NotAskedReason.DIED, days=None).try_again_on is None
    assert say_why(worker, case, NotAskedReason.DIED).try_again_on is None


def test_lacking_capacity_is_not_among_the_reasons():
    assert not [reason for reason in NotAskedReason if "capacity" in f"{reason.value} {reason.label}".lower()]


def test_it_cannot_have_happened_in_the_future(worker, case):
    with pytest.raises(HappenedInTheFuture):
        say_why(worker, case, happened_at=clock.now() + timedelta(hours=1))


def test_only_who_records_voices_may(outsider, auditor, open_case):
    with pytest.raises(ObjectDoesNotExist):
        say_why(outsider, open_case)
    with pytest.raises(PermissionDenied):
        say_why(auditor, open_case)
    assert not Conversation.objects.exists()
