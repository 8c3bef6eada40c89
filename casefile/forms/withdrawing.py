from typing import Any
from uuid import UUID

from casefile.withdrawing import Hanging
from ui.forms import ChoiceRadios, KitForm, WordsField

MISTAKEN, KEEP = "mistaken", "keep"


class WithdrawConversationForm(KitForm):
    """Why, and what becomes of each outcome that was made from it."""

    reason = WordsField(
        label="Why should it not be here?",
        hint="For example, “Written down on the wrong record”. Name nobody else.",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter why this conversation should not be here"},
    )

    def __init__(self, *args: Any, hanging: list[Hanging], name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = {f"outcome-{one.outcome.pk}": one.outcome.pk for one in hanging}
        for one in hanging:
            number = one.outcome.number
            self.fields[f"outcome-{one.outcome.pk}"] = ChoiceRadios(
                label=f"Outcome {number}: “{one.outcome.current.words}”",
                choices=[
                    (MISTAKEN, "It was a mistake too"),
                    (KEEP, f"Keep it: {name} does want this"),
                ],
                hints={MISTAKEN: _what_falls(one)},
                error_messages={"required": f"Choose what becomes of outcome {number}"},
            )

    def clean(self) -> dict[str, Any]:
        """What the act takes."""
        cleaned = super().clean() or {}
        chosen: dict[str, list[UUID]] = {MISTAKEN: [], KEEP: []}
        for name, pk in self.outcomes.items():
            if cleaned.get(name):
                chosen[cleaned[name]].append(pk)
        return {
            "reason": cleaned.get("reason", ""),
            "mistaken": chosen[MISTAKEN],
            "kept": chosen[KEEP],
        }


def _what_falls(one: Hanging) -> str:
    if not one.falling:
        return "Nothing is still to be done for it alone."
    what = "; ".join(f"“{action.what}”" for action in one.falling)
    return f"Then this is withdrawn along: {what}."
