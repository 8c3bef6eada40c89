from typing import Any

from enquiries.choices import DecisionKind, Instead, NotAskedReason
from ui.forms import ChoiceRadios, DayField, KitForm, SelectField, WordsField, YesNoField

ASKING = ("not_asked_reason", "not_asked_detail", "ask_on")


class DecideForm(KitForm):
    """The three tests of section 42(1), what follows, and why. Nothing is chosen beforehand: a person decides."""

    not_asked_reason = SelectField(
        label="Why has the person not been asked what they want?",
        choices=NotAskedReason.choices,
        error_messages={"required": "Choose why the person has not been asked"},
    )
    not_asked_detail = WordsField(label="What has been tried?", rows=3, max_length=2000, required=False)
    ask_on = DayField(
        label="When will they be asked?",
        hint="The person, or whoever can speak for them. For example, 27 3 2026",
        subject="The day to ask",
        required=False,
    )
    has_needs = YesNoField(
        label="1. Does the person have needs for care and support?",
        hint="Whether or not anybody is meeting them",
        error_messages={"required": "Say whether the person has needs for care and support"},
    )
    has_needs_reasons = WordsField(
        label="What are your reasons?",
        rows=3,
        error_messages={"required": "Enter your reasons for the first answer"},
    )
    at_risk = YesNoField(
        label="2. Are they experiencing abuse or neglect, or at risk of it?",
        error_messages={"required": "Say whether the person is experiencing or at risk of abuse or neglect"},
    )
    at_risk_reasons = WordsField(
        label="What are your reasons?",
        rows=3,
        error_messages={"required": "Enter your reasons for the second answer"},
    )
    cannot_protect = YesNoField(
        label="3. Do those needs keep them from protecting themselves?",
        error_messages={"required": "Say whether the person’s needs keep them from protecting themselves"},
    )
    cannot_protect_reasons = WordsField(
        label="What are your reasons?",
        rows=3,
        error_messages={"required": "Enter your reasons for the third answer"},
    )
    kind = ChoiceRadios(
        label="What do you decide?",
        choices=DecisionKind.choices,
        hints={
            DecisionKind.SECTION_42: "All three answers are yes",
            DecisionKind.OTHER: "Not all are yes, and the council chooses to enquire",
            DecisionKind.NONE: "Something else happens, or nothing further",
        },
        reveals={DecisionKind.NONE: ["instead", "instead_detail"]},
        error_messages={"required": "Choose what you decide"},
    )
    instead = SelectField(
        label="What happens instead?",
        choices=Instead.choices,
        error_messages={"required": "Choose what happens instead"},
    )
    instead_detail = WordsField(label="Who does what?", rows=3, max_length=5000, required=False)
    reasons = WordsField(
        label="Why?",
        hint="How what the person wants was weighed; and where you go against it, why",
        rows=5,
        error_messages={"required": "Enter why you decide so"},
    )
    decided_on = DayField(
        label="When was this decided?",
        subject="The day of the decision",
        future=False,
        error_messages={"required": "Enter the day of the decision"},
    )

    def __init__(self, *args: Any, was_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if was_asked:
            for name in ASKING:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        reason = data.get("not_asked_reason")
        if (
            reason
            and reason != NotAskedReason.DIED
            and not data.get("ask_on")
            and "ask_on" not in self.errors
        ):
            self.add_error("ask_on", "Enter when the person will be asked")
        tests = [data.get(name) for name in ("has_needs", "at_risk", "cannot_protect")]
        if data.get("kind") == DecisionKind.SECTION_42 and False in tests:
            self.add_error(
                "kind",
                "A section 42 enquiry needs all three answers to be yes."
                " Choose another, or change an answer with its reasons",
            )
        return data
