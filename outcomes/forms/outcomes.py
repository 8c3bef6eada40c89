from collections.abc import Iterable
from typing import Any

from enquiries.choices import Voice
from outcomes.forms.fields import reason_field, said_on_field, voice_field
from ui.forms import DayField, KitForm, LineField, WordsField

IN_THEIR_WORDS = "In their words, not ours. “Nobody cross with me”, not “to be safeguarded from harm”."


class OutcomeForm(KitForm):
    """Something the person wants, written as they said it."""

    words = WordsField(
        label="What do they want to happen?",
        hint=IN_THEIR_WORDS,
        rows=4,
        error_messages={"required": "Enter what they want, in their words"},
    )

    def __init__(self, *args: Any, voices: Iterable[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"] = voice_field(voices)
        self.fields["said_on"] = said_on_field()


class FromAnswerForm(OutcomeForm):
    """The same from a passage of an answer, which is the outcome unless the person said it better."""

    passage = WordsField(
        label="Which words of the answer is it made from?",
        hint="Select words in the answer, or copy them exactly. They are checked to be in it.",
        rows=3,
        error_messages={"required": "Copy the words of the answer that the outcome is made from"},
    )
    words = WordsField(
        label="The outcome, if they put it in other words",
        hint=f"Leave empty to use the words above as they are. {IN_THEIR_WORDS}",
        required=False,
        rows=3,
    )
    field_order = ["passage", "words"]


class _ChangeForm(OutcomeForm):
    passage = WordsField(
        label="If it is in something they told us, which words?",
        hint="Copy them exactly. Leave empty if it was not said in a conversation that is written down here.",
        required=False,
        rows=2,
    )


class RewordForm(_ChangeForm):
    """The same wish, said better."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            "Why is it put differently now?", "Enter why it is put differently now"
        )


class ReplaceForm(_ChangeForm):
    """A different wish in place of this one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What do they want now?"
        self.fields["reason"] = reason_field(
            "Why do they want this instead?",
            "Enter why they want this instead",
            hint="In their words if you can.",
        )


class WithdrawForm(KitForm):
    withdrawn_on = DayField(
        label="When was this clear?",
        subject="The day it was clear",
        future=False,
        error_messages={"required": "Enter the day when this was clear"},
    )
    reason = reason_field(
        "Why is it no longer wanted?",
        "Enter why it is no longer wanted",
        hint="Or why it can never be: for example, the prize was a fraud. What they said stays as they said it.",
    )


class CannotBeMetForm(KitForm):
    why = reason_field("Why can it not be met as they asked?", "Enter why it cannot be met as they asked")
    explained = reason_field("What was explained to them?", "Enter what was explained to them")
    explained_on = DayField(
        label="When was it explained?",
        subject="The day it was explained",
        future=False,
        error_messages={"required": "Enter the day when it was explained to them"},
    )
    offered = reason_field("What was offered instead?", "Enter what was offered instead")


class PassOnForm(KitForm):
    passed_to = LineField(
        label="Who takes it on?",
        hint="A name, and what they do. For example, Nerys Jones, support review",
        max_length=300,
        error_messages={"required": "Enter who takes it on"},
    )
    passed_on = DayField(
        label="When was it passed on?",
        subject="The day it was passed on",
        future=False,
        error_messages={"required": "Enter the day when it was passed on"},
    )
    why = reason_field("Why is it not for safeguarding?", "Enter why it is not for safeguarding")
