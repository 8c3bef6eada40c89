from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import set_reminders
from casefile.models import ReminderSetting
from tests.hand import Hand
from ui.errors import EditConflict

CHOSEN = {"weekly_on": 3, "same_day_overdue": False, "quiet_from": time(17), "quiet_until": time(9)}
TYPED = {"weekly_on": "3", "same_day_overdue": "no", "quiet_from": "17:00", "quiet_until": "09:00"}


def test_settings_are_kept_and_audited(worker):
    set_reminders(actor=worker, version=1, **CHOSEN)

    setting = ReminderSetting.objects.get(user=worker)
    assert (setting.weekly_on, setting.same_day_overdue, setting.quiet_from) == (3, False, time(17))
    assert AuditEntry.objects.get(event=Event.REMINDER_SETTINGS).actor == worker


def test_settings_changed_meanwhile_are_not_written_over(worker):
    set_reminders(actor=worker, version=1, **CHOSEN)

    with pytest.raises(EditConflict), transaction.atomic():
        set_reminders(actor=worker, version=1, **{**CHOSEN, "weekly_on": 0})
    assert ReminderSetting.objects.get().weekly_on == 3


def test_whoever_is_never_reminded_has_no_settings(advocate):
    with pytest.raises(PermissionDenied), transaction.atomic():
        set_reminders(actor=advocate, version=1, **CHOSEN)
    assert not ReminderSetting.objects.exists()


def test_the_page_keeps_them_twice_in_a_row(worker):
    hand = Hand(worker)
    for day in ("3", "4"):
        hand.open("/reminders/settings/")
        response = hand.send("/reminders/settings/", **{**TYPED, "weekly_on": day})
        assert (response.status_code, response["Location"]) == (302, "/reminders/")

    assert ReminderSetting.objects.get().weekly_on == 4


def test_a_form_that_is_not_whole_comes_back_with_what_was_typed(worker):
    hand = Hand(worker)
    hand.open("/reminders/settings/")

    response = hand.send("/reminders/settings/", weekly_on="3", quiet_from="17:00", quiet_until="25:00")

    assert response.status_code == 422
    assert not ReminderSetting.objects.exists()
