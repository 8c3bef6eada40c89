from collections.abc import Iterable
from typing import Any

from enquiries.choices import Voice
from outcomes.forms.fields import (
    involvement_detail_field,
    involvement_field,
    reason_field,
    safety_field,
    said_on_field,
    voice_field,
)
from ui.forms import DayField, KitForm


class SafetyForm(KitForm):
    def __init__(self, *args: Any, voices: Iterable[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = safety_field(required=True)
        self.fields["voice"] = voice_field(voices, label="Who said so?")
        self.fields["rated_on"] = DayField(
            label="When did they say so?",
            subject="The day they said so",
            future=False,
            error_messages={"required": "Enter the day they said so"},
        )


class CorrectSafetyForm(SafetyForm):
    """The same, put right. The day and voice of one asked in a conversation are corrected there."""

    def __init__(self, *args: Any, voices: Iterable[Voice], in_conversation: bool, **kwargs: Any) -> None:
        super().__init__(*args, voices=voices, **kwargs)
        if in_conversation:
            del self.fields["voice"], self.fields["rated_on"]
        self.fields["reason"] = reason_field(
            "What was wrong?",
            "Enter what was wrong with what was written down",
            hint="What stood there before stays readable. What they say now is a new rating.",
            max_length=1000,
        )


class InvolvementForm(KitForm):
    def __init__(self, *args: Any, voices: Iterable[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = involvement_field(required=True)
        self.fields["detail"] = involvement_detail_field()
        self.fields["voice"] = voice_field(voices, label="Who said so?")
        self.fields["said_on"] = said_on_field()
