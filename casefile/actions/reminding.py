from datetime import date, time

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.errors import require
from audit.events import Event
from casefile.models import ReminderSetting
from casefile.permissions import can_set_reminders
from ui.errors import EditConflict


@transaction.atomic
def set_reminders(
    *,
    actor: User,
    version: int,
    weekly_on: int,
    same_day_overdue: bool,
    quiet_from: time,
    quiet_until: time,
    away_until: date | None = None,
) -> ReminderSetting:
    """Keep how `actor` wants to be told. Raises PermissionDenied, or EditConflict where it was changed meanwhile."""
    require(can_set_reminders, actor)
    setting, _made = ReminderSetting.objects.select_for_update().get_or_create(user=actor)
    if setting.version != version:
        raise EditConflict(setting)
    setting.weekly_on, setting.same_day_overdue = weekly_on, same_day_overdue
    setting.quiet_from, setting.quiet_until, setting.away_until = quiet_from, quiet_until, away_until
    setting.version += 1
    setting.save(
        update_fields=[
            "weekly_on",
            "same_day_overdue",
            "quiet_from",
            "quiet_until",
            "away_until",
            "version",
        ]
    )
    record(Event.REMINDER_SETTINGS, actor=actor, weekly_on=weekly_on, same_day=same_day_overdue)
    return setting
