from typing import Any, cast

from casefile.checklist import Checklist, Line
from enquiries.choices import AbuseType, ClosingReason
from enquiries.closing import CheckState, ClosingItem, SarAnswer
from enquiries.forms.fields import PERSONS_VOICES
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, ManyChoices, SelectField, WordsField

SAID, NOT_SAID = "said", "not-said"


class ReasonForm(KitForm):
    closed_on = DayField(
        label="When was it closed?",
        subject="The closing date",
        future=False,
        error_messages={"required": "Enter the date the enquiry was closed"},
    )
    reason = ChoiceRadios(
        label="Why is it closed?",
        choices=ClosingReason.choices,
        error_messages={"required": "Choose why it is closed"},
    )
    reason_detail = WordsField(
        label="What should be known about it?",
        hint="What goes on, who does it, when it is looked at again, how to raise it once more",
        rows=5,
        max_length=5000,
        required=False,
    )


class TheirViewForm(KitForm):
    has_view = ChoiceRadios(
        label="Did the person say what they think of closing it?",
        choices=[(SAID, "Yes, they or somebody who speaks for them did"), (NOT_SAID, "No")],
        reveals={SAID: ["person_view", "person_view_voice"], NOT_SAID: ["person_view_missing_reason"]},
        error_messages={"required": "Say whether the person said what they think of closing it"},
    )
    person_view = WordsField(
        label="What did they say?",
        hint="As they said it",
        error_messages={"required": "Enter what they said about closing it"},
    )
    person_view_voice = SelectField(
        label="Whose words are these?",
        choices=PERSONS_VOICES,
        error_messages={"required": "Choose whose words these are"},
    )
    person_view_missing_reason = WordsField(
        label="Why not?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why there is no view from the person"},
    )


class ChecklistForm(KitForm):
    """One short page: the review that must be considered, then every line that the record does not answer."""

    sar = ChoiceRadios(
        label="Was a Safeguarding Adults Review considered?",
        hint="One is held where an adult died or was seriously harmed, and agencies may have failed (Care Act s44)",
        choices=SarAnswer.choices,
        error_messages={"required": "Say whether a Safeguarding Adults Review was considered"},
    )
    sar_reason = WordsField(
        label="Why is that the answer?",
        rows=2,
        max_length=5000,
        error_messages={"required": "Enter why a Safeguarding Adults Review is referred, or is not"},
    )
    done = ManyChoices(label="What has been done?", choices=[], required=False, small=True)
    not_needed = ManyChoices(label="What is not needed here?", choices=[], required=False, small=True)
    not_needed_why = WordsField(label="Why is it not needed?", rows=2, max_length=2000, required=False)
    to_do_who = LineField(
        label="Who does the rest?", hint="Where something is neither done nor not needed", required=False
    )
    to_do_by = DayField(label="By when?", subject="The day", required=False)
    still_running = WordsField(
        label="Which other processes run on, and how is their effect on the person watched?",
        rows=2,
        max_length=5000,
        required=False,
    )
    would_change = WordsField(
        label="What would change this decision?",
        hint="It is shown again when a new concern about the person comes in",
        rows=2,
        max_length=5000,
        required=False,
    )
    would_change_types = ManyChoices(
        label="Which kinds of new concern?",
        hint="Leave empty for any",
        choices=AbuseType.choices,
        required=False,
        small=True,
    )

    def __init__(self, *args: Any, open_items: list[ClosingItem] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_items = list(ClosingItem) if open_items is None else open_items
        self.open_items = open_items
        for name in ("done", "not_needed"):
            cast(ManyChoices, self.fields[name]).choices = [(item.value, item.label) for item in open_items]
        if not open_items:
            for name in ("done", "not_needed", "not_needed_why", "to_do_who", "to_do_by"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        done, not_needed = set(data.get("done") or []), set(data.get("not_needed") or [])
        if done & not_needed:
            self.add_error("not_needed", "Tick each line once: done, or not needed")
        if not_needed and not (data.get("not_needed_why") or "").strip():
            self.add_error("not_needed_why", "Enter why it is not needed")
        if {item.value for item in self.open_items} - done - not_needed:
            if not data.get("to_do_who"):
                self.add_error("to_do_who", "Enter who does what is still to do, or tick it above")
            if not data.get("to_do_by"):
                self.add_error("to_do_by", "Enter by when it is done")
        return data


class ToldForm(KitForm):
    who = LineField(label="Who was told?", max_length=300, error_messages={"required": "Enter who was told"})
    what = WordsField(
        label="What were they told?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter what they were told"},
    )
    told_on = DayField(
        label="When?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day they were told"},
    )


class LineForm(KitForm):
    state = ChoiceRadios(
        label="How does it stand?",
        choices=CheckState.choices,
        reveals={
            CheckState.DONE: ["done_detail"],
            CheckState.NOT_NEEDED: ["why_not"],
            CheckState.TO_DO: ["who", "by_on"],
        },
        error_messages={"required": "Choose whether it is done, not needed or still to do"},
    )
    done_detail = WordsField(label="What was done?", rows=3, max_length=2000, required=False)
    why_not = WordsField(
        label="Why is it not needed?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why it is not needed"},
    )
    who = LineField(label="Who does it?", max_length=300, error_messages={"required": "Enter who does it"})
    by_on = DayField(
        label="By when?", subject="The day", error_messages={"required": "Enter by when it is done"}
    )


def line_of(data: dict[str, Any]) -> Line:
    """The cleaned answer to one line, as the act takes it."""
    detail = data.get("done_detail") or data.get("why_not") or ""
    return Line(CheckState(data["state"]), detail, data.get("who") or "", data.get("by_on"))


CHECKLIST = frozenset(ChecklistForm.base_fields)


def checklist_of(data: dict[str, Any], open_items: list[ClosingItem]) -> Checklist:
    """The cleaned answers of the short page, as the act takes them."""
    done, not_needed = data.get("done") or [], data.get("not_needed") or []
    to_do = Line(CheckState.TO_DO, "", data.get("to_do_who") or "", data.get("to_do_by"))
    why_not = Line(CheckState.NOT_NEEDED, data.get("not_needed_why") or "")
    return Checklist(
        sar=SarAnswer(data["sar"]),
        sar_reason=data["sar_reason"],
        lines={
            item: Line(CheckState.DONE) if item in done else why_not if item in not_needed else to_do
            for item in open_items
        },
        still_running=data.get("still_running") or "",
        would_change=data.get("would_change") or "",
        would_change_types=[AbuseType(kind) for kind in data.get("would_change_types") or []],
    )


class ReopenForm(KitForm):
    reopened_on = DayField(
        label="When is it reopened?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day it is reopened"},
    )
    reason = WordsField(
        label="Why is it reopened?",
        hint="What has happened, and what the person wants now",
        max_length=5000,
        error_messages={"required": "Enter why it is reopened"},
    )


def closing_fields(data: dict[str, Any]) -> dict[str, Any]:
    """The cleaned answers as the act takes them."""
    return {name: value for name, value in data.items() if name not in {"has_view", *CHECKLIST}} | {
        "reason": ClosingReason(data["reason"])
    }
