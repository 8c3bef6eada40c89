"""Forms of the safeguarding plan, its reviews and approval."""

from typing import Any

from accounts.models import User
from enquiries.closing import PlanKind, PlanReviewOutcome, PlanWanted
from enquiries.forms.fields import PERSONS_VOICES
from enquiries.models import Case
from ui.forms import ChoiceRadios, DayField, KitForm, SelectField, WordsField


def leads_of(case: Case) -> list[tuple[str, str]]:
    """Who may lead: the people of the case's team who work on cases."""
    people = User.objects.filter(
        is_active=True,
        memberships__team=case.team_id,
        memberships__ended_at=None,
        memberships__role__in=["social-worker", "sam"],
    )
    return [(str(user.pk), user.name) for user in people.distinct().order_by("name")]


class TheirWordsForm(KitForm):
    words = WordsField(label="What do they say of it?", hint="As they said it", rows=3, required=False)
    voice = SelectField(label="Whose words are these?", choices=PERSONS_VOICES, required=False)
    words_missing_reason = WordsField(
        label="If there is nothing from them, why not?", rows=2, max_length=2000, required=False
    )

    def __init__(self, *args: Any, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead_id", "next_lead_id"):
            if case is not None and isinstance(field := self.fields.get(name), SelectField):
                field.choices = [("", "Choose"), *leads_of(case)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("words") and not data.get("voice"):
            self.add_error("voice", "Choose whose words these are")
        if not data.get("words") and not data.get("words_missing_reason"):
            self.add_error("words", "Enter what they say of it, or below why there is nothing from them")
        return data


class PlanForm(TheirWordsForm):
    wanted = ChoiceRadios(
        label="Do they want a plan?",
        choices=PlanWanted.choices,
        error_messages={"required": "Choose whether they want a plan"},
    )
    kind = ChoiceRadios(
        label="Which plan is it?",
        choices=PlanKind.choices,
        error_messages={"required": "Choose which plan it is"},
    )
    from_on = DayField(
        label="From when?", subject="The day", error_messages={"required": "Enter the day it begins"}
    )
    safety_steps = WordsField(
        label="What will keep them safe?",
        rows=4,
        max_length=5000,
        error_messages={"required": "Enter the steps that keep them safe"},
    )
    support = WordsField(
        label="Which support, treatment, therapy or advocacy?", rows=3, max_length=5000, required=False
    )
    service_changes = WordsField(
        label="What changes in the services they get?", rows=3, max_length=5000, required=False
    )
    justice = WordsField(
        label="How are they best supported to seek justice or redress?",
        rows=3,
        max_length=5000,
        required=False,
    )
    risk_management = WordsField(
        label="How is risk managed from now on?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter how risk is managed from now on"},
    )
    lead_id = SelectField(
        label="Who leads it?", choices=[], error_messages={"required": "Choose who leads it"}
    )
    review_on = DayField(
        label="When is it reviewed?",
        hint="After six weeks, and no later than three months",
        subject="The day",
        error_messages={"required": "Enter when it is reviewed"},
    )


class PlanReviewForm(TheirWordsForm):
    reviewed_on = DayField(
        label="When was it reviewed?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day of the review"},
    )
    is_working = WordsField(
        label="Is the plan working?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter whether it is working"},
    )
    meets_outcomes = WordsField(
        label="Does it still meet what they want?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter whether it meets what they want"},
    )
    risk_now = WordsField(
        label="What is the risk now?",
        rows=3,
        max_length=5000,
        error_messages={"required": "Enter what the risk is now"},
    )
    outcome = ChoiceRadios(
        label="What follows?",
        choices=PlanReviewOutcome.choices,
        reveals={PlanReviewOutcome.CONTINUES: ["next_review_on", "next_lead_id"]},
        error_messages={"required": "Choose what follows"},
    )
    next_review_on = DayField(
        label="When is it reviewed next?",
        subject="The day",
        error_messages={"required": "Enter the day of the next review"},
    )
    next_lead_id = SelectField(
        label="Who leads it then?", choices=[], error_messages={"required": "Choose who leads it then"}
    )


class AskApprovalForm(KitForm):
    asked = WordsField(
        label="What should the manager look at?",
        rows=4,
        max_length=5000,
        error_messages={"required": "Enter what the manager should look at"},
    )


class AnswerApprovalForm(KitForm):
    answer = ChoiceRadios(
        label="What do you decide?",
        choices=[("approve", "I approve it"), ("return", "I send it back")],
        error_messages={"required": "Choose whether you approve it"},
    )
    comment = WordsField(
        label="What do you say to it?",
        hint="Where you send it back: what is missing",
        rows=4,
        max_length=5000,
        required=False,
    )
