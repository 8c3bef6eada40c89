from typing import Any

from accounts.models import User
from accounts.rules import Role
from enquiries.choices import AdvocateKind
from enquiries.forms.cases import choose
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, SelectField, WordsField, YesNoField


class AskForm(KitForm):
    asked_on = DayField(
        label="When was an advocate asked for?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day when an advocate was asked for"},
    )
    reason = WordsField(
        label="Why does the person need an advocate?",
        hint="What is hard for them: to understand, to remember, to weigh, or to say what they want;"
        " and why nobody they know can support them",
        rows=4,
        max_length=2000,
        error_messages={"required": "Enter why the person needs an advocate"},
    )
    kind = ChoiceRadios(
        label="What kind of advocate?",
        choices=AdvocateKind.choices,
        small=True,
        required=False,
        initial=AdvocateKind.CARE_ACT,
    )
    asked_of = LineField(label="Which service was asked?", required=False, max_length=300)

    def clean_kind(self) -> AdvocateKind:
        return AdvocateKind(self.cleaned_data["kind"] or AdvocateKind.CARE_ACT)


class InstructForm(KitForm):
    advocate = SelectField(
        label="Who is the advocate?",
        hint="They sign in with their own account. Not there? Ask an administrator to add them",
        choices=[],
        error_messages={"required": "Choose the advocate"},
    )
    kind = ChoiceRadios(
        label="What kind of advocate?",
        choices=AdvocateKind.choices,
        error_messages={"required": "Choose the kind of advocate"},
    )
    organisation = LineField(
        label="For which organisation do they work?",
        max_length=300,
        error_messages={"required": "Enter the organisation"},
    )
    instructed = YesNoField(
        label="Did the person instruct them?",
        yes="Yes: they relay the person’s own words",
        no="No: they speak for the person as best they can (non-instructed)",
        inline=False,
        error_messages={"required": "Say whether the person instructed them"},
    )
    from_on = DayField(
        label="From which day?",
        hint="From this day they see what the person said, wants and what is done for it",
        subject="The first day",
        error_messages={"required": "Enter the first day"},
    )
    until_on = DayField(
        label="Until which day?",
        hint="Leave it empty if it is not known. After the last day they see nothing",
        subject="The last day",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "advocate", advocates())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "The last day must be on or after the first day")
        return data


class EndInstructionForm(KitForm):
    until_on = DayField(
        label="What is the last day?",
        hint="After this day they see nothing",
        subject="The last day",
        error_messages={"required": "Enter the last day"},
    )
    reason = WordsField(
        label="Why does it end?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why it ends"},
    )


def advocates() -> list[tuple[str, str]]:
    """Those who have the role, with where they work."""
    users = User.objects.filter(
        is_active=True, memberships__role=Role.ADVOCATE, memberships__ended_at=None
    ).distinct()
    return [
        (str(user.pk), f"{user.name}, {user.organisation_name}" if user.organisation_name else user.name)
        for user in users.order_by("name")
    ]
