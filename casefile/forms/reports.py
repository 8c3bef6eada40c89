from collections.abc import Sequence
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.text import Truncator

from casefile.errors import FileIsWhole
from casefile.models import ReportKind
from casefile.reports.leaving_out import Item, LeaveOut
from people.choices import Channel
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, SelectField, WordsField

SHOWN = 300
"""Letters of a passage that tell which it is."""


class RequestReportForm(KitForm):
    kind = ChoiceRadios(
        label="Which report?",
        choices=ReportKind.choices,
        hints={
            ReportKind.PERSON: "In plain words and large type: what they told us, what they wanted, what came of it.",
            ReportKind.FILE: "The same, with decisions, both judgements and the record of actions.",
        },
        error_messages={"required": "Choose which report to make"},
    )

    def __init__(self, *args: Any, died: bool, items: Sequence[Item] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {} if died else {f"leave-{item.key}": item.key for item in items}
        for item in () if died else items:
            self.fields[f"leave-{item.key}"] = SelectField(
                label=f"{item.kind}: “{Truncator(item.words).chars(SHOWN)}”",
                choices=LeaveOut.choices,
                blank="Show it",
                required=False,
            )
        kind: Any = self.fields["kind"]
        if died:
            kind.choices = [(ReportKind.FILE.value, ReportKind.FILE.label)]
        kind.initial = ReportKind.FILE if died else ReportKind.PERSON

    @property
    def leaving_out(self) -> list[BoundField]:
        """A choice for each passage and action."""
        return [self[name] for name in self.names]

    @property
    def leaves_out(self) -> bool:
        """Whether something is chosen: then the choices are shown open."""
        return any(bound.value() or bound.errors for bound in self.leaving_out)

    def clean(self) -> dict[str, Any]:
        """What the act takes."""
        cleaned = super().clean() or {}
        chosen = {key: cleaned.pop(name, "") for name, key in self.names.items()}
        left_out = {key: LeaveOut(reason) for key, reason in chosen.items() if reason}
        if left_out and cleaned.get("kind") == ReportKind.FILE:
            self.add_error("kind", FileIsWhole.message)
        return cleaned | {"left_out": left_out}


class AgainForm(KitForm):
    """Nothing to fill in: the report is tried again from what was kept."""


WAYS = [
    (Channel.VISIT, "By hand, on a visit"),
    (Channel.LETTER, "By post"),
    (Channel.EMAIL, "By email"),
    (Channel.PHONE, "Read out on the telephone"),
    (Channel.VIDEO, "Read out on a video call"),
]


class GivenForm(KitForm):
    given_on = DayField(
        label="When was it given?",
        subject="The day it was given",
        future=False,
        error_messages={"required": "Enter the day it was given"},
    )
    how = ChoiceRadios(
        label="How was it given?",
        choices=WAYS,
        error_messages={"required": "Choose how it was given"},
    )
    note = LineField(
        label="Anything to add?",
        hint="For example, who read it with them",
        required=False,
        max_length=300,
        width="two-thirds",
    )
    override_reason = WordsField(
        label="If this is a way that was ruled out, why must it be done all the same?",
        hint="Leave empty otherwise. Your name and the reason are kept.",
        required=False,
        rows=3,
        max_length=2000,
    )
