from typing import Any

from django.contrib.auth import password_validation

from accounts.models import TEAM_ROLES, Team
from accounts.rules import Role
from ui.forms import ChoiceRadios, EmailField, KitForm, LineField, PasswordField, SelectField, YesNoField


class UserForm(KitForm):
    name = LineField(label="Name", width=20, error_messages={"required": "Enter their name"})
    email = EmailField(
        label="Email address",
        hint="They sign in with it",
        width="two-thirds",
        autocomplete="off",
        error_messages={"required": "Enter their email address"},
    )
    job_title = LineField(label="Job title", required=False, width=20)
    organisation_name = LineField(
        label="Organisation, if they work outside the council", required=False, width=20
    )


class AddUserForm(UserForm):
    password = PasswordField(
        label="First password",
        hint="At least 12 characters. Tell them in person or by phone; they change it under “My account”.",
        autocomplete="new-password",
        error_messages={"required": "Enter a first password"},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password)
        return password


class ChangeUserForm(UserForm):
    is_active = YesNoField(label="May they sign in?", error_messages={"required": "Choose yes or no"})


class ProfileForm(KitForm):
    name = LineField(label="Name", width=20, error_messages={"required": "Enter your name"})
    job_title = LineField(label="Job title", required=False, width=20)
    telephone = LineField(
        label="Telephone",
        hint="Printed in reports as who to talk to",
        required=False,
        width=20,
        max_length=40,
        autocomplete="tel",
    )
    shortcuts_on = YesNoField(
        label="Use single keys as shortcuts?",
        hint="Press ? on any page to see them. Switch them off if you dictate, or press keys by accident.",
        error_messages={"required": "Choose yes or no"},
    )


class RoleForm(KitForm):
    role = ChoiceRadios(
        label="Which role?",
        choices=Role.choices,
        reveals={role: ["team_" + role.replace("-", "_")] for role in TEAM_ROLES},
        error_messages={"required": "Choose a role"},
    )
    team_front_door = SelectField(label="In which team?", choices=[])
    team_social_worker = SelectField(label="In which team?", choices=[])
    team_sam = SelectField(label="In which team?", choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(str(team.pk), team.name) for team in Team.objects.filter(closed_at=None)]
        for name in self.team_fields():
            field: Any = self.fields[name]
            field.choices = [("", "Choose a team"), *teams]
            field.error_messages["required"] = "Choose a team"

    def team_fields(self) -> list[str]:
        return [name for name in self.fields if name.startswith("team_")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = [data.pop(name, None) for name in self.team_fields()]
        data["team_id"] = next((team for team in chosen if team), None)
        return data


class TeamForm(KitForm):
    name = LineField(
        label="Name of the team",
        width=20,
        max_length=120,
        error_messages={"required": "Enter the team’s name"},
    )
    is_front_door = YesNoField(
        label="Is it a front door?",
        hint="Concerns arrive there first",
        error_messages={"required": "Choose yes or no"},
    )


class ResetSecondStepForm(KitForm):
    reason = LineField(
        label="Why, and how did you make sure who asks?",
        max_length=500,
        error_messages={"required": "Enter why, and how you made sure who asks"},
    )


class ConfirmForm(KitForm):
    """Nothing to fill in: the button is the answer."""
