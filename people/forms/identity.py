from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from people.choices import (
    Ethnicity,
    Gender,
    HealthCondition,
    SupportReasonDetail,
)
from people.duplicates import Match, likely_duplicates, whom_to_ask_of
from people.models import Person
from people.names import search_name
from people.nhs_numbers import is_nhs_number, tidied
from ui.forms import (
    AboutAge,
    AboutAgeField,
    ChoiceRadios,
    DayField,
    KitForm,
    LineField,
    ManyChoices,
    SelectField,
    WordsField,
    YesNoField,
)

LOOK_FIRST = "Open one of these records, or tick to say that this is somebody else"
ASK_FIRST = "Ask first, or tick to say that this is somebody else"
EXACT, ABOUT, UNKNOWN = "exact", "about", "unknown"


class FindPersonForm(KitForm):
    name = LineField(
        label="Name, nickname or NHS number",
        hint="As much as you know. Spelling does not have to be right.",
        required=False,
        width="two-thirds",
    )
    born_on = DayField(label="Date of birth, if you know it", required=False, subject="The date of birth")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["data-shortcut"] = "/"


class NamesForm(KitForm):
    """What a person is called and when they were born."""

    preferred_name = LineField(
        label="What do they like to be called?",
        hint="This name is used on every page about them",
        width=20,
        error_messages={"required": "Enter what they like to be called"},
    )
    given_names = LineField(label="First and middle names", required=False, width=20)
    family_name = LineField(label="Last name", required=False, width=20)
    other_names = LineField(
        label="Other names they use or are known by", required=False, max_length=500, width="two-thirds"
    )
    birth = ChoiceRadios(
        label="Do you know when they were born?",
        choices=[(EXACT, "Yes, the date"), (ABOUT, "No, but about how old they are"), (UNKNOWN, "No")],
        reveals={EXACT: ["born_on"], ABOUT: ["about_age"]},
        error_messages={"required": "Choose whether you know when they were born"},
    )
    born_on = DayField(
        label="Date of birth",
        subject="The date of birth",
        future=False,
        error_messages={"required": "Enter their date of birth"},
    )
    about_age = AboutAgeField(label="About how old were they, and when was that?")
    nhs_number = LineField(label="NHS number, if you have it", hint="10 digits", required=False, width=10)
    pronouns = LineField(
        label="Pronouns, if they told you",
        hint="For example, she or they",
        required=False,
        width=10,
        max_length=60,
    )
    language = LineField(label="Which language do they speak best?", required=False, width=20, max_length=100)
    interpreter_needed = YesNoField(label="Do they need an interpreter?", required=False)

    def clean_nhs_number(self) -> str:
        number = tidied(self.cleaned_data["nhs_number"])
        if number and not is_nhs_number(number):
            raise ValidationError("Check the NHS number: it has 10 digits, and one of these is wrong")
        return number


def person_fields(data: dict[str, Any]) -> dict[str, Any]:
    """The columns of `Person` that the cleaned data of `NamesForm` fills."""
    about: AboutAge | None = data["about_age"]
    kept = {name: value for name, value in data.items() if name not in {"birth", "about_age", "not_the_same"}}
    return kept | {
        "interpreter_needed": bool(data["interpreter_needed"]),
        "estimated_age": about.age if about else None,
        "estimated_on": about.on if about else None,
    }


class NewPersonForm(NamesForm):
    """Asks, before somebody new is added, whether one of the `matches` is the same person."""

    not_the_same = forms.BooleanField(
        label="I have looked at these records. This is somebody else",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        self.actor = actor
        self.matches: list[Match] = []
        self.ask: list[User] = []
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        fields = person_fields(data)
        names = (data["preferred_name"], data["given_names"], data["family_name"], data["other_names"])
        new = Person(**fields, search_name=search_name(*names))
        self.matches = likely_duplicates(self.actor, new)
        self.ask = whom_to_ask_of(self.actor, new)
        if self.matches or self.ask:
            self.fields["not_the_same"].widget = forms.CheckboxInput()
            if not data["not_the_same"]:
                self.add_error("not_the_same", LOOK_FIRST if self.matches else ASK_FIRST)
        data["different_from"] = [match.person.pk for match in self.matches]
        return data


class ChangePersonForm(NamesForm):
    has_died = YesNoField(label="Have they died?", reveals={"yes": ["died_on"]}, required=False)
    died_on = DayField(
        label="When did they die?",
        subject="The date of death",
        future=False,
        error_messages={"required": "Enter the date they died"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        born, died = data.get("born_on"), data.get("died_on")
        if born and died and died < born:
            self.add_error("died_on", "The date of death must be on or after the date of birth")
        return data


class EqualityForm(KitForm):
    """What the national return asks of every adult (Safeguarding Adults Collection, tables SG1b to SG1e)."""

    gender = ChoiceRadios(label="Gender", choices=Gender.choices)
    ethnicity = SelectField(label="Ethnic group", choices=Ethnicity.choices, blank="")
    support_reason = SelectField(
        label="Main reason for support",
        hint="What care and support they need most",
        choices=SupportReasonDetail.choices,
        blank="",
    )
    health_conditions = ManyChoices(
        label="Reported health conditions", choices=HealthCondition.choices, required=False
    )


class WhatMattersForm(KitForm):
    what_matters = WordsField(
        label="What matters to them?",
        hint="In their own words, or as people who know them well say it",
        required=False,
        rows=8,
    )
