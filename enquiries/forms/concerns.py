from typing import Any

from enquiries.choices import AbuseType, FeedbackResult, RaisedBy
from ui.forms import ChoiceRadios, DayField, KitForm, SelectField, WordsField

WAITING, OPEN, ALL = "waiting", "open", "all"
DOOR, MINE, RAISED = "door", "mine", "raised"


class FilterForm(KitForm):
    """Which concerns to list. It is sent by GET: what it holds stands in the address, so it holds no name."""

    show = ChoiceRadios(
        label="Show",
        choices=[(WAITING, "Waiting for a decision"), (OPEN, "In an open enquiry"), (ALL, "All")],
        required=False,
        small=True,
    )
    where = SelectField(
        label="Where",
        choices=[(DOOR, "At the front door"), (MINE, "With me or my team"), (RAISED, "Recorded by me")],
        blank="Everywhere I see",
        required=False,
    )
    kind = SelectField(
        label="Kind of abuse or neglect", choices=AbuseType.choices, blank="Any", required=False
    )
    raised_by = SelectField(label="Raised by", choices=RaisedBy.choices, blank="Anybody", required=False)


class FeedbackForm(KitForm):
    result = ChoiceRadios(
        label="Was whoever raised it told what happens?",
        choices=FeedbackResult.choices,
        reveals={FeedbackResult.TOLD: ["said"], FeedbackResult.NOT_TOLD: ["why_not"]},
        error_messages={"required": "Say whether they were told"},
    )
    said = WordsField(
        label="What were they told?",
        hint="Thank them, and say that it is being looked at. Do not tell them what the person said,"
        " what the enquiry found, or anything about other people",
        rows=4,
        max_length=5000,
        error_messages={"required": "Enter what they were told"},
    )
    why_not = WordsField(
        label="Why not?",
        hint="For example, they gave no name, or telling them would put the person at risk",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why they were not told"},
    )
    on = DayField(
        label="On which day?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day"},
    )


def told(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the act takes them."""
    return data | {"result": FeedbackResult(data["result"])}
