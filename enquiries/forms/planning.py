"""Forms of the plan of an enquiry, its questions, and its meetings."""

from typing import Any

from enquiries.forms.fields import day_field, detail_field, long_field, need_voice, voice_field, words_field
from enquiries.models import Meeting
from enquiries.planning import Presence, Reply
from ui.forms import ChoiceRadios, KitForm, LineField, ManyChoices, WordsField, YesNoField


class PlanForm(KitForm):
    lead = LineField(
        label="Who leads the enquiry?", max_length=300, error_messages={"required": "Enter who leads it"}
    )
    taking_part = long_field(
        "How does the person take part?",
        "Enter how the person takes part",
        hint="What they asked for, who is with them, where they like to meet",
    )
    interim = long_field("How are they kept safe meanwhile?", "Enter how they are kept safe meanwhile")
    agreed_on = day_field("When was this agreed?", "The day it was agreed")


class AnswerQuestionForm(KitForm):
    answer = long_field("What is the answer?", "Enter the answer", rows=6)
    answered_on = day_field("When was it found?", "The day it was found")


class InviteForm(KitForm):
    name = LineField(label="Who is asked?", max_length=300, error_messages={"required": "Enter who is asked"})
    role = LineField(label="Their role", max_length=300, required=False)
    invited_on = day_field("When were they asked?", "The day they were asked")


class ReplyForm(KitForm):
    reply = ChoiceRadios(
        label="Do they come?",
        choices=Reply.choices,
        error_messages={"required": "Choose whether they come"},
    )


class MinutesForm(KitForm):
    presence = ChoiceRadios(
        label="Was the person there?",
        choices=Presence.choices,
        error_messages={"required": "Choose whether the person was there"},
    )
    absence_reason = WordsField(label="If they were not there: why?", rows=3, max_length=2000, required=False)
    words = words_field("How did they feel it went?", required=False)
    voice = voice_field(required=False)
    came = ManyChoices(label="Who of those who were asked came?", choices=[], required=False)
    attended = LineField(label="Who else was there?", max_length=2000, required=False)
    text = long_field("What was said?", "Enter what was said", rows=8)
    agreements = WordsField(
        label="What was agreed?",
        hint="One thing a line. Each can become an action afterwards",
        rows=5,
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(str(row.pk), row.name) for row in meeting.invitations.all()]
        self.fields["came"].choices = asked  # type: ignore[attr-defined]  # a choice field's
        if not asked:
            del self.fields["came"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        if data.get("presence") in {Presence.REPRESENTED, Presence.ABSENT}:
            if not (data.get("absence_reason") or "").strip():
                self.add_error("absence_reason", "Enter why they were not there")
        else:
            data["absence_reason"] = ""
        return data


class AgreeMinutesForm(KitForm):
    agreed = YesNoField(
        label="Has the person agreed the minutes?",
        reveals={"yes": ["agreed_on"], "no": ["reason"]},
        error_messages={"required": "Say whether the person agreed the minutes"},
    )
    agreed_on = day_field("When?", "The day they agreed them")
    reason = detail_field("Why not, or not yet?", "Enter why they have not agreed them", max_length=2000)
