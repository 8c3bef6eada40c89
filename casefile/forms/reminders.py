from datetime import time
from typing import Any

from casefile.reminders.choices import Weekday
from ui.forms import ChoiceRadios, DayField, KitForm, SelectField, YesNoField

HOURS = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]


def hour(text: str) -> time:
    return time(int(text[:2]))


class ReminderSettingForm(KitForm):
    weekly_on = ChoiceRadios(
        label="On which day do you want your weekly email?",
        choices=Weekday.choices,
        inline=True,
        error_messages={"required": "Choose a day"},
    )
    same_day_overdue = YesNoField(
        label="Do you want an email on the day that something becomes overdue?",
        hint="If you choose no, it is in your weekly email",
        error_messages={"required": "Choose whether you want an email on that day"},
    )
    quiet_from = SelectField(
        label="No email from",
        choices=HOURS,
        blank="",
        error_messages={"required": "Choose when your quiet hours begin"},
    )
    quiet_until = SelectField(
        label="until",
        choices=HOURS,
        blank="",
        hint="Choose the same hour twice to have no quiet hours",
        error_messages={"required": "Choose when your quiet hours end"},
    )
    away_until = DayField(
        label="If you are away, until when?",
        hint="No email comes up to and on this day. Your list here stays as it is.",
        subject="The day you are away until",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("quiet_from", "quiet_until"):
            if data.get(name):
                data[name] = hour(data[name])
        data["weekly_on"] = int(data["weekly_on"]) if data.get("weekly_on") else 0
        return data
