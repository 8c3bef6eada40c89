from typing import Any

from casefile.models import ReportKind
from people.choices import Channel
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, WordsField


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

    def __init__(self, *args: Any, died: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        if died:
            kind.choices = [(ReportKind.FILE.value, ReportKind.FILE.label)]
        kind.initial = ReportKind.FILE if died else ReportKind.PERSON


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
