from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.html import format_html

from accounts.models import Membership, User
from enquiries.models import Case
from outcomes.choices import GONE
from outcomes.models import DesiredOutcome
from principles.choices import Duty, Principle, Repeats
from principles.models import Action
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, ManyChoices, SelectField, WordsField

ON_A_DUTY = "duty"
SOMEBODY_OUTSIDE = "outside"


def principle_hints() -> dict[str, Any]:
    return {
        principle.value: format_html("{}.<br>“{}”", principle.definition, principle.i_statement)
        for principle in Principle
    }


def outcome_choices(case: Case, action: Action | None = None) -> list[tuple[str, str]]:
    """The live outcomes of the case in the person's words; a gone one only where the action already serves it."""
    outcomes = DesiredOutcome.objects.filter(case=case).prefetch_related("versions")
    return [
        (str(outcome.pk), f"“{list(outcome.versions.all())[-1].words}”")
        for outcome in outcomes
        if outcome.state not in GONE or (action and action.outcome_id == outcome.pk)
    ]


def owner_choices(case: Case) -> list[tuple[str, str]]:
    """Colleagues of its team and those who work on it; of a restricted case only those who are named."""
    in_team = Membership.objects.filter(team=case.team_id, ended_at=None).values("user")
    working = case.allocations.filter(ended_at=None).values("user")
    found = User.objects.filter(Q(pk__in=in_team) | Q(pk__in=working), is_active=True)
    found = found.exclude(pk__in=case.person.conflicts.filter(lifted_at=None).values("user"))
    if case.restricted:
        found = found.filter(pk__in=case.named_access.values("user"))
    if case.person.restricted:
        found = found.filter(person_access__person=case.person_id)
    return [(str(user.pk), user.name) for user in found.distinct().order_by("name")]


class ActionForm(KitForm):
    what = LineField(
        label="What will be done?",
        max_length=2000,
        error_messages={"required": "Enter what will be done"},
    )
    outcome = ChoiceRadios(
        label="Which of the person's outcomes does it mainly serve?",
        hint="An action serves something the person wants, or rests on a safety or legal reason.",
        choices=[],
        reveals={ON_A_DUTY: ["duty", "duty_detail"]},
        error_messages={"required": "Choose the outcome it serves, or the reason it rests on"},
    )
    duty = ChoiceRadios(
        label="Why is it needed?",
        choices=Duty.choices,
        error_messages={"required": "Choose why it is needed although the person has not asked for it"},
    )
    duty_detail = WordsField(label="What would happen without it?", rows=3, required=False, max_length=2000)
    further = ManyChoices(label="Which other outcomes does it serve?", choices=[], required=False)
    principle = ChoiceRadios(
        label="Which principle does it stand on?",
        hint="Exactly one: the one it serves most.",
        choices=Principle.choices,
        hints=principle_hints(),
        error_messages={"required": "Choose the principle that it stands on"},
    )
    how_it_serves = WordsField(
        label="How does it serve that principle?",
        hint="One sentence, such as: Her account changed as soon as she could speak freely.",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter a sentence on how it serves the principle"},
    )
    owner = SelectField(
        label="Who will do it?",
        choices=[],
        blank="Choose somebody",
        error_messages={"required": "Choose who will do it"},
    )
    owner_name = LineField(
        label="Their name and organisation, if they are outside the council",
        required=False,
        max_length=300,
    )
    due_on = DayField(
        label="When is it due?",
        subject="The day it is due",
        error_messages={"required": "Enter the day it is due"},
    )
    repeats = ChoiceRadios(
        label="How often?",
        choices=Repeats.choices,
        initial=Repeats.NO,
        error_messages={"required": "Choose how often it is done"},
    )
    repeats_until = DayField(
        label="If it is done more than once, until when?",
        subject="The last day",
        required=False,
    )

    def __init__(self, *args: Any, case: Case, action: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = outcome_choices(case, action)
        self.fields["outcome"].choices = [*wanted, (ON_A_DUTY, "None: it rests on a safety or legal reason")]  # type: ignore[attr-defined]  # a choice field's
        self.fields["further"].choices = wanted  # type: ignore[attr-defined]  # a choice field's
        if not wanted:
            del self.fields["further"]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a choice field's
            ("", "Choose somebody"),
            *owner_choices(case),
            (SOMEBODY_OUTSIDE, "Somebody outside the council"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("owner") == SOMEBODY_OUTSIDE and not cleaned.get("owner_name"):
            self.add_error("owner_name", "Enter the name of the person outside who will do it")
        repeats = cleaned.get("repeats") or Repeats.NO
        if repeats != Repeats.NO and not cleaned.get("repeats_until") and "repeats_until" not in self.errors:
            self.add_error("repeats_until", "Enter the last day it is done")
        return cleaned

    @staticmethod
    def as_fields(cleaned: dict[str, Any]) -> dict[str, Any]:
        """The cleaned data as the act takes it."""
        outcome, owner = cleaned["outcome"], cleaned["owner"]
        inside = owner != SOMEBODY_OUTSIDE
        return {
            "what": cleaned["what"],
            "principle": cleaned["principle"],
            "how_it_serves": cleaned["how_it_serves"],
            "outcome_id": None if outcome == ON_A_DUTY else UUID(outcome),
            "further": [UUID(pk) for pk in cleaned.get("further") or []],
            "duty": cleaned["duty"] or "" if outcome == ON_A_DUTY else "",
            "duty_detail": cleaned["duty_detail"] or "" if outcome == ON_A_DUTY else "",
            "owner_id": UUID(owner) if inside else None,
            "owner_name": "" if inside else cleaned["owner_name"],
            "due_on": cleaned["due_on"],
            "repeats": cleaned["repeats"],
            "repeats_until": cleaned["repeats_until"] if cleaned["repeats"] != Repeats.NO else None,
        }

    @staticmethod
    def from_action(action: Action) -> dict[str, Any]:
        """What the form begins from when `action` is changed."""
        return {
            "what": action.what,
            "principle": action.principle,
            "how_it_serves": action.how_it_serves,
            "outcome": str(action.outcome_id) if action.outcome_id else ON_A_DUTY,
            "further": [str(outcome.pk) for outcome in action.further_outcomes.all()],
            "duty": action.duty,
            "duty_detail": action.duty_detail,
            "owner": str(action.owner_id) if action.owner_id else SOMEBODY_OUTSIDE,
            "owner_name": action.owner_name,
            "due_on": action.due_on,
            "repeats": action.repeats,
            "repeats_until": action.repeats_until,
        }


class CompleteActionForm(KitForm):
    due_on = forms.DateField(widget=forms.HiddenInput)
    done_on = DayField(
        label="When was it done?",
        subject="The day it was done",
        future=False,
        error_messages={"required": "Enter the day it was done"},
    )
    what_was_done = WordsField(label="What was done?", error_messages={"required": "Enter what was done"})


class WithdrawActionForm(KitForm):
    withdrawn_on = DayField(
        label="From when is it withdrawn?",
        subject="The day it is withdrawn",
        error_messages={"required": "Enter the day it is withdrawn"},
    )
    reason = WordsField(
        label="Why?", rows=3, max_length=2000, error_messages={"required": "Enter why it is withdrawn"}
    )
