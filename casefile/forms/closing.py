from typing import Any

from enquiries.choices import ClosingReason, Voice
from ui.forms import ChoiceRadios, DayField, KitForm, SelectField, WordsField

SAID, NOT_SAID = "said", "not-said"


class ReasonForm(KitForm):
    closed_on = DayField(
        label="When was it closed?",
        subject="The closing date",
        future=False,
        error_messages={"required": "Enter the date the enquiry was closed"},
    )
    reason = ChoiceRadios(
        label="Why is it closed?",
        choices=ClosingReason.choices,
        error_messages={"required": "Choose why it is closed"},
    )
    reason_detail = WordsField(
        label="What should be known about it?",
        hint="What goes on, who does it, when it is looked at again, how to raise it once more",
        rows=5,
        max_length=5000,
        required=False,
    )


class TheirViewForm(KitForm):
    has_view = ChoiceRadios(
        label="Did the person say what they think of closing it?",
        choices=[(SAID, "Yes, they or somebody who speaks for them did"), (NOT_SAID, "No")],
        reveals={SAID: ["person_view", "person_view_voice"], NOT_SAID: ["person_view_missing_reason"]},
        error_messages={"required": "Say whether the person said what they think of closing it"},
    )
    person_view = WordsField(
        label="What did they say?",
        hint="As they said it",
        error_messages={"required": "Enter what they said about closing it"},
    )
    person_view_voice = SelectField(
        label="Whose words are these?",
        choices=[choice for choice in Voice.choices if choice[0] != Voice.PROFESSIONAL],
        error_messages={"required": "Choose whose words these are"},
    )
    person_view_missing_reason = WordsField(
        label="Why not?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why there is no view from the person"},
    )


class ReopenForm(KitForm):
    reopened_on = DayField(
        label="When is it reopened?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day it is reopened"},
    )
    reason = WordsField(
        label="Why is it reopened?",
        hint="What has happened, and what the person wants now",
        max_length=5000,
        error_messages={"required": "Enter why it is reopened"},
    )


def closing_fields(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the act takes them."""
    return {name: value for name, value in data.items() if name != "has_view"} | {
        "reason": ClosingReason(data["reason"])
    }
