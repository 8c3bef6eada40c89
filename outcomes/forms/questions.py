from typing import Any

from enquiries.models import Case
from outcomes.models import DesiredOutcome
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, WordsField

NONE = "none"


class QuestionForm(KitForm):
    question = WordsField(
        label="What must the enquiry answer?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter what the enquiry must answer"},
    )
    outcome = ChoiceRadios(
        label="Which of the person's outcomes does it serve?",
        choices=[],
        error_messages={"required": "Choose the outcome it serves, or that it serves none"},
    )
    who = LineField(
        label="Who finds out?", max_length=300, error_messages={"required": "Enter who finds out"}
    )
    by_when = DayField(
        label="By when?",
        subject="The day it is due",
        error_messages={"required": "Enter the day it is due"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = (
            DesiredOutcome.objects.filter(case=case).live().prefetch_related("versions").order_by("number")
        )
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a choice field's
            *((str(one.pk), f"“{list(one.versions.all())[-1].words}”") for one in wanted),
            (NONE, "None of them"),
        ]

    @staticmethod
    def as_fields(data: dict[str, Any]) -> dict[str, Any]:
        """The cleaned data as the act takes it."""
        outcome = data.pop("outcome")
        return data | {"outcome_id": None if outcome == NONE else outcome}
