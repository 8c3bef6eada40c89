"""Forms of enquiries caused to others, what runs beside, and which council leads."""

from typing import Any

from enquiries.forms.fields import day_field, detail_field, long_field
from enquiries.models import ParallelProcess
from enquiries.planning import Finding, ProcessKind, ProcessStatus
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, SelectField, WordsField, YesNoField


def optional_day(label: str, subject: str = "The day", *, future: bool = False) -> DayField:
    return DayField(label=label, subject=subject, required=False, future=future)


class CauseForm(KitForm):
    organisation = LineField(
        label="Which organisation is to enquire?",
        max_length=200,
        error_messages={"required": "Enter the organisation"},
    )
    named_person = LineField(
        label="Who there is answerable for it?",
        hint="A name and their role",
        max_length=300,
        error_messages={"required": "Enter who is answerable for it"},
    )
    conflict = YesNoField(
        label="Have they an interest in what is found?",
        hint="Should a provider enquire into itself? Think of closeness, pay and blame",
        error_messages={"required": "Say whether they have an interest in what is found"},
    )
    conflict_reason = long_field(
        "Why may they enquire all the same, or why have they none?",
        "Enter why they may enquire",
        max_length=5000,
    )
    nature = long_field("What is it about?", "Enter what it is about")
    scope = long_field("What is its scope and purpose?", "Enter its scope and purpose")
    must_answer = long_field("What must the report answer?", "Enter what the report must answer", rows=5)
    involvement = long_field(
        "How does the person take part?",
        "Enter how the person takes part",
        hint="Who speaks with them, when, and how what they want reaches those who enquire",
    )
    if_new_risk = long_field("What must they do if a new risk appears?", "Enter what to do about a new risk")
    asked_on = day_field("When was this agreed?", "The day it was agreed")
    return_on = DayField(
        label="By when is the report agreed?",
        subject="The return date",
        error_messages={"required": "Enter the day the report is due"},
    )
    copies_to = LineField(label="Who gets a copy of the report?", required=False, max_length=2000)


class ReceiveForm(KitForm):
    received_on = day_field("When did the report come?", "The day the report came")
    summary = long_field("What does it say?", "Enter what the report says", rows=8)
    adult_said = WordsField(
        label="What did the person say to those who enquired?",
        hint="In their words, as the report gives them. Leave empty if they were not asked",
        rows=3,
        required=False,
    )


class CheckForm(KitForm):
    finding = ChoiceRadios(
        label="What does the council say to it?",
        choices=Finding.choices,
        reveals={Finding.RETURNED: ["new_return_on"]},
        error_messages={"required": "Choose what the council says to the report"},
    )
    new_return_on = DayField(
        label="By when must it come back?",
        subject="The new return date",
        error_messages={"required": "Enter the new return date"},
    )
    reasons = long_field(
        "Why, or which questions does it go back with?", "Enter the reasons or the questions", rows=5
    )
    checked_on = day_field("When was it checked?", "The day it was checked")


class StandForm(KitForm):
    """Where a process stands."""

    owner = LineField(
        label="Who leads it?",
        hint="A name, role and organisation",
        max_length=300,
        error_messages={"required": "Enter who leads it"},
    )
    reference = LineField(label="Its reference, if it has one", required=False, max_length=100, width=20)
    status = ChoiceRadios(
        label="Where does it stand?",
        choices=ProcessStatus.choices,
        reveals={ProcessStatus.ENDED: ["ended_on"]},
        error_messages={"required": "Choose where it stands"},
    )
    ended_on = DayField(
        label="When did it end?",
        subject="The day it ended",
        future=False,
        error_messages={"required": "Enter the day it ended"},
    )
    began_on = optional_day("When did it begin, if you know?", "The day it began")
    detail = detail_field("What was agreed, and what does it mean for the person?")

    @staticmethod
    def stored(process: ParallelProcess) -> dict[str, Any]:
        return {name: getattr(process, name) for name in StandForm.base_fields}


class ProcessForm(StandForm):
    kind = SelectField(
        label="What runs beside the enquiry?",
        hint="Of a person in a position of trust say here only that it runs: their record is a separate one",
        choices=ProcessKind.choices,
        error_messages={"required": "Choose what runs beside the enquiry"},
    )
    field_order = ["kind"]


class BoundaryForm(KitForm):
    host = LineField(
        label="In which council’s area did the risk arise?",
        hint="That council leads the enquiry, whoever pays for the care",
        max_length=300,
        error_messages={"required": "Enter the council where the risk arose"},
    )
    placing = LineField(
        label="Which council placed the person there?",
        max_length=300,
        error_messages={"required": "Enter the council that placed the person"},
    )
    contact = LineField(
        label="Whom do we speak with at the other council?",
        max_length=300,
        error_messages={"required": "Enter whom we speak with there"},
    )
    told = YesNoField(
        label="Have they been told?",
        reveals={"yes": ["told_on"], "no": ["not_told_reason"]},
        error_messages={"required": "Say whether they have been told"},
    )
    told_on = day_field("When?", "The day they were told")
    not_told_reason = detail_field("Why not yet?", "Enter why they have not been told", max_length=2000)
    detail = detail_field("What was agreed between the councils?")
