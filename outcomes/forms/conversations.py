from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from enquiries.choices import NotAskedReason, Voice
from outcomes.answers import Given
from outcomes.choices import FIVE_QUESTIONS, AnswerState, Phase, Question
from outcomes.errors import AskSomebodyElse
from outcomes.forms.fields import (
    involvement_detail_field,
    involvement_field,
    reason_field,
    safety_field,
    voice_field,
)
from ui.forms import ChoiceRadios, DayField, DayTimeField, KitForm, LineField, WordsField

MORE_ROWS = 6
AS_WRITTEN = "as-written"
LACKS_CAPACITY = "lacks-capacity"

HINTS = {
    Question.FEEL_SAFE: "Now, here, and anywhere they go. Leave empty what you did not ask.",
    Question.MEANING: "What they would notice, hear or do on a safe day.",
    Question.SAFER: "Something, somebody, or something that should stop.",
    Question.NEXT: "Also what they do not want to happen.",
    Question.HOW: "Where, when, with whom, and how to talk with them.",
}


@dataclass(frozen=True)
class Inputs:
    """The inputs of one question, as the page draws them."""

    words: BoundField
    state: BoundField | str = ""
    asked: BoundField | str = ""
    note: BoundField | str = ""

    @property
    def filled(self) -> bool:
        """Whether something stands in them, or is wrong: then they are shown open."""
        given = [
            part for part in (self.words, self.state, self.asked, self.note) if not isinstance(part, str)
        ]
        return any(part.value() or part.errors for part in given)


class FactsForm(KitForm):
    """Who, when, where, and whose words."""

    phase = ChoiceRadios(
        label="When in the work with them was this?",
        choices=Phase.choices,
        inline=True,
        small=True,
        error_messages={"required": "Choose whether this was at the start, during, or at the end"},
    )
    happened_at = DayTimeField(
        label="When did you speak?",
        subject="The date and time you spoke",
        future=False,
        error_messages={"required": "Enter the date and time you spoke"},
    )
    place = LineField(
        label="Where?", hint="For example, her kitchen, or by phone", required=False, max_length=300
    )
    asked_by = LineField(
        label="Who asked?", max_length=300, error_messages={"required": "Enter who asked the questions"}
    )
    answered_by = LineField(
        label="Who answered?", max_length=300, error_messages={"required": "Enter who answered"}
    )
    in_the_room = WordsField(
        label="Who else was there?",
        hint="And at whose wish. Leave empty if nobody.",
        required=False,
        rows=2,
        max_length=2000,
    )
    support_given = WordsField(
        label="What helped them to take part?",
        hint="For example, a hearing aid, an interpreter, pictures, more time, somebody beside them.",
        required=False,
        rows=2,
        max_length=2000,
    )

    def __init__(self, *args: Any, voices: Iterable[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["voice"] = voice_field(voices)


class CorrectConversationForm(FactsForm):
    """The same, put right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field(
            "What was wrong?",
            "Enter what was wrong with what was written down",
            hint="What stood there before stays readable.",
        )


class ConversationForm(FactsForm):
    """All the questions of one conversation on one page; nothing needs an answer but who, when and whose words."""

    def __init__(self, *args: Any, voices: Iterable[Voice], with_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, voices=voices, **kwargs)
        self.with_notes = with_notes
        for question in FIVE_QUESTIONS:
            self._ask(question.value, question.label, HINTS[question])
            self.fields[f"{question.value}-asked"] = LineField(
                label="If you asked in other words, how did you ask?", required=False, max_length=1000
            )
        for row in range(1, MORE_ROWS + 1):
            self.fields[f"other-{row}-asked"] = LineField(
                label="Another question, as you asked it", required=False, max_length=1000
            )
            self._ask(f"other-{row}", "What they said", "")
            self._ask(f"unprompted-{row}", "Said without being asked", "", could_be_empty=False)
        self.fields["safety"] = safety_field()
        self.fields["involvement"] = involvement_field()
        self.fields["involvement_detail"] = involvement_detail_field()
        if with_notes:
            self.fields["note"] = WordsField(
                label="Your own note about the conversation",
                hint="What you saw or thought. It is kept apart from their words, and an advocate does not see it.",
                required=False,
                rows=3,
            )

    def _ask(self, name: str, label: str, hint: str, *, could_be_empty: bool = True) -> None:
        """The box for the words, what there is instead of words, and the worker's note apart."""
        self.fields[f"{name}-words"] = WordsField(label=label, hint=hint, required=False, rows=3)
        if could_be_empty:
            self.fields[f"{name}-state"] = ChoiceRadios(
                label=f"Or, instead of words: {label}",
                choices=[
                    (AnswerState.NOTHING_YET.value, AnswerState.NOTHING_YET.label),
                    (AnswerState.RATHER_NOT.value, AnswerState.RATHER_NOT.label),
                    (AS_WRITTEN, "Neither"),
                ],
                inline=True,
                small=True,
                required=False,
            )
        if self.with_notes:
            self.fields[f"{name}-note"] = WordsField(label="Your note on this answer", required=False, rows=2)

    @property
    def five(self) -> list[Inputs]:
        return [self._inputs(question.value) for question in FIVE_QUESTIONS]

    @property
    def others(self) -> list[Inputs]:
        return [self._inputs(f"other-{row}") for row in range(1, MORE_ROWS + 1)]

    @property
    def unprompted(self) -> list[Inputs]:
        return [self._inputs(f"unprompted-{row}") for row in range(1, MORE_ROWS + 1)]

    def _inputs(self, name: str) -> Inputs:
        parts = ("words", "state", "asked", "note")
        found = {part: self[f"{name}-{part}"] for part in parts if f"{name}-{part}" in self.fields}
        return Inputs(**found)

    def clean(self) -> dict[str, Any]:
        """What the act takes: the boxes made into answers, in the order of the page."""
        cleaned = super().clean() or {}
        questions = [(question.value, question) for question in FIVE_QUESTIONS]
        questions += [(f"other-{row}", Question.OTHER) for row in range(1, MORE_ROWS + 1)]
        questions += [(f"unprompted-{row}", Question.UNPROMPTED) for row in range(1, MORE_ROWS + 1)]
        given = [self._given(name, question, cleaned) for name, question in questions]
        if cleaned.get("involvement_detail") and not cleaned.get("involvement"):
            self.add_error("involvement", "Choose how involved they want to be")
        plain = (*self.base_fields, "voice", "safety", "involvement", "involvement_detail", "note")
        return {name: cleaned[name] for name in plain if name in cleaned} | {
            "answers": [answer for answer in given if answer]
        }

    def _given(self, name: str, question: Question, cleaned: dict[str, Any]) -> Given | None:
        words = cleaned.get(f"{name}-words") or ""
        words = words if words.strip() else ""
        state = cleaned.get(f"{name}-state") or AS_WRITTEN
        asked = cleaned.get(f"{name}-asked") or ""
        note = cleaned.get(f"{name}-note") or ""
        if words and state != AS_WRITTEN:
            self.add_error(f"{name}-state", "Choose “Neither”, or delete the words in the box above")
        if question == Question.OTHER and not asked and (words or state != AS_WRITTEN):
            self.add_error(f"{name}-asked", "Enter the question as you asked it")
        if not words and state == AS_WRITTEN:
            if asked or note.strip():
                self.add_error(
                    f"{name}-words", "Enter what they said, or choose “Nothing yet” or “Would rather not say”"
                )
            return None
        return Given(question, words, AnswerState.SAID if words else AnswerState(state), asked, note)


class NotAskedForm(KitForm):
    phase = ChoiceRadios(
        label="When in the work with them was this?",
        choices=Phase.choices,
        inline=True,
        small=True,
        error_messages={"required": "Choose whether this was at the start, during, or at the end"},
    )
    happened_at = DayTimeField(
        label="When was it found that they could not be asked?",
        subject="The date and time",
        future=False,
        error_messages={"required": "Enter the date and time"},
    )
    reason = ChoiceRadios(
        label="Why were they not asked?",
        choices=[*NotAskedReason.choices, (LACKS_CAPACITY, "They lack capacity")],
        hints={LACKS_CAPACITY: "Not by itself a reason. Somebody else can be asked what they would want."},
        divider=[LACKS_CAPACITY],
        error_messages={"required": "Choose why they were not asked"},
    )
    detail = WordsField(label="What else is good to know?", required=False, rows=3, max_length=2000)
    try_again_on = DayField(
        label="When will somebody try again?",
        subject="The date to try again",
        hint="For example, 27 3 2026. Leave empty only if the person has died.",
        required=False,
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if reason == LACKS_CAPACITY:
            raise forms.ValidationError(AskSomebodyElse.message, code="capacity")
        return reason

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        reason, again = cleaned.get("reason"), cleaned.get("try_again_on")
        if reason and reason != NotAskedReason.DIED and not again and "try_again_on" not in self.errors:
            self.add_error("try_again_on", "Enter the date when somebody will try again")
        return cleaned

    @property
    def leads_to_somebody_else(self) -> bool:
        """Whether "they lack capacity" was chosen: the page then shows whom to ask."""
        return self.is_bound and self["reason"].data == LACKS_CAPACITY


class CorrectAnswerForm(KitForm):
    words = WordsField(
        label="What did they say?",
        required=False,
        rows=8,
        hint="Word for word. Correct only what was written down wrongly; what they say now is a new conversation.",
    )
    state = ChoiceRadios(
        label="Or, instead of words",
        choices=[
            (AnswerState.NOTHING_YET.value, AnswerState.NOTHING_YET.label),
            (AnswerState.RATHER_NOT.value, AnswerState.RATHER_NOT.label),
            (AnswerState.SAID.value, "Neither"),
        ],
        inline=True,
        small=True,
        required=False,
    )
    reason = WordsField(
        label="What was wrong?",
        hint="Both versions stay readable.",
        rows=2,
        max_length=1000,
        error_messages={"required": "Enter what was wrong with the answer as it was written down"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = cleaned.get("words") or ""
        cleaned["state"] = AnswerState(cleaned.get("state") or AnswerState.SAID)
        if not words.strip() and cleaned["state"] == AnswerState.SAID:
            self.add_error("words", "Enter what they said, or choose “Nothing yet” or “Would rather not say”")
        if words.strip() and cleaned["state"] != AnswerState.SAID:
            self.add_error("state", "Choose “Neither”, or delete the words in the box above")
        if not words.strip():
            cleaned["words"] = ""
        return cleaned
