"""Questions that several forms ask in the same words."""

from collections.abc import Iterable
from typing import Any

from enquiries.choices import Voice
from enquiries.forms import fields
from outcomes.choices import Involvement, Overall, SafetyLevel
from ui.forms import ChoiceRadios, DayField, WordsField


def voice_field(voices: Iterable[Voice], **options: Any) -> ChoiceRadios:
    """Whose words, among `voices`."""
    return fields.voice_field(choices=[(voice.value, voice.label) for voice in voices], **options)


def said_on_field() -> DayField:
    return DayField(
        label="When was it said?",
        subject="The day it was said",
        future=False,
        error_messages={"required": "Enter the day it was said"},
    )


def safety_field(*, required: bool = False, **options: Any) -> ChoiceRadios:
    """The Adult Social Care Survey's question 7a, in its words."""
    return ChoiceRadios(
        label="Which of these best describes how safe they feel?",
        choices=SafetyLevel.choices,
        hint="Read the four choices out, or show them. Ask in the same words each time.",
        small=True,
        divider=[SafetyLevel.COULD_NOT_SAY.value],
        required=required,
        error_messages={
            "required": "Choose how safe they feel, or that they could not or would rather not say"
        },
        **options,
    )


def involvement_field(*, required: bool = False) -> ChoiceRadios:
    return ChoiceRadios(
        label="How involved do they want to be?",
        choices=Involvement.choices,
        small=True,
        required=required,
        error_messages={"required": "Choose how involved they want to be, or that they have not said yet"},
    )


def involvement_detail_field() -> WordsField:
    return WordsField(
        label="What they said about it",
        hint="For example, who should be told what, and how.",
        required=False,
        rows=2,
        max_length=2000,
    )


def overall_field() -> ChoiceRadios:
    return ChoiceRadios(
        label="All in all, did they get what they wanted?",
        choices=Overall.choices,
        hint="Only if they gave one judgement of it all. It is theirs, and no average.",
        small=True,
        required=False,
    )


def reason_field(label: str, message: str, *, hint: str = "", max_length: int = 5000) -> WordsField:
    return WordsField(
        label=label, hint=hint, rows=3, max_length=max_length, error_messages={"required": message}
    )
