from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from audit import clock
from people.choices import (
    AddressKind,
    Channel,
    ContactRuleKind,
    Ethnicity,
    Gender,
    HealthCondition,
    RelationshipKind,
    SupportReasonDetail,
)
from people.duplicates import Match, likely_duplicates
from people.models import Organisation, Person
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

EXACT, ABOUT, UNKNOWN = "exact", "about", "unknown"


class FindPersonForm(KitForm):
    name = LineField(
        label="Name, nickname or NHS number",
        hint="As much as you know. Spelling does not have to be right.",
        required=False,
        width="two-thirds",
    )
    born_on = DayField(label="Date of birth, if you know it", required=False, subject="The date of birth")


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
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        fields = person_fields(data)
        names = (data["preferred_name"], data["given_names"], data["family_name"], data["other_names"])
        new = Person(**fields, search_name=search_name(*names))
        self.matches = likely_duplicates(self.actor, new)
        if self.matches:
            self.fields["not_the_same"].widget = forms.CheckboxInput()
            if not data["not_the_same"]:
                self.add_error(
                    "not_the_same", "Open one of these records, or tick to say that this is somebody else"
                )
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


def organisation_choices() -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Organisation.objects.values_list("pk", "name")]


def since(label: str = "Since when?") -> DayField:
    return DayField(label=label, hint="Leave empty for today", required=False, future=False)


class NeedForm(KitForm):
    need = LineField(
        label="What do they need, to understand and be understood?",
        hint="For example, hears with their left ear only",
        max_length=1000,
        error_messages={"required": "Enter what they need"},
    )
    how_met = LineField(
        label="What do we do about it?",
        hint="For example, sit on their left",
        required=False,
        max_length=1000,
    )
    from_on = since()


CHANNELS = [("", "Any way"), *Channel.choices]


class SafeContactForm(KitForm):
    kind = ChoiceRadios(
        label="What was agreed?",
        choices=ContactRuleKind.choices,
        reveals={
            ContactRuleKind.MAY: ["may_channel", "place", "days_and_hours", "speak_with", "words_to_use"],
            ContactRuleKind.MUST_NOT: ["must_not_channel"],
            ContactRuleKind.NEVER_TELL: ["who", "subject"],
        },
        error_messages={"required": "Choose what was agreed"},
    )
    may_channel = SelectField(label="How?", choices=CHANNELS, blank="", required=False)
    place = LineField(label="Where?", required=False, max_length=300)
    days_and_hours = LineField(label="On which days, at what time?", required=False, max_length=300)
    speak_with = LineField(
        label="Who may speak with them?", hint="For example, a woman", required=False, max_length=300
    )
    words_to_use = LineField(
        label="What should be said, or not said?",
        hint="For example, say that you call from the library",
        required=False,
        max_length=300,
    )
    must_not_channel = SelectField(
        label="Which way must not be used?", choices=CHANNELS, blank="", required=False
    )
    who = LineField(
        label="Who must not be told?",
        hint="Their name, and who they are to the person",
        max_length=300,
        error_messages={"required": "Enter who must not be told"},
    )
    subject = LineField(
        label="About what?", hint="Leave empty for everything", required=False, max_length=300
    )
    reason = LineField(
        label="Why?",
        hint="Whoever is about to make contact reads this",
        max_length=2000,
        error_messages={"required": "Enter why"},
    )
    from_on = since()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        channels = (data.pop("may_channel", ""), data.pop("must_not_channel", ""))
        data["channel"] = next((channel for channel in channels if channel), "")
        return data


class ContactDetailForm(KitForm):
    channel = ChoiceRadios(
        label="What is it for?",
        choices=[(Channel.PHONE, "Phone calls"), (Channel.TEXT, "Text messages"), (Channel.EMAIL, "Email")],
        error_messages={"required": "Choose what it is for"},
    )
    value = LineField(
        label="Number or email address",
        width=20,
        error_messages={"required": "Enter the number or email address"},
    )
    note = LineField(label="What should people know about it?", required=False, max_length=300)


class AddressForm(KitForm):
    kind = ChoiceRadios(
        label="What is this address?",
        choices=AddressKind.choices,
        hints={AddressKind.STAYING: "For now: a hospital, a care home, with family"},
        error_messages={"required": "Choose what this address is"},
    )
    organisation_id = SelectField(label="Is it a place we know?", choices=[], blank="No", required=False)
    lines = WordsField(
        label="Address", rows=4, max_length=500, error_messages={"required": "Enter the address"}
    )
    postcode = LineField(label="Postcode", required=False, width=10, max_length=10)
    from_on = since()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields["organisation_id"]
        known.choices = [("", "No"), *organisation_choices()]

    def clean_organisation_id(self) -> str | None:
        return self.cleaned_data["organisation_id"] or None


POWERS = [
    RelationshipKind.ATTORNEY_HEALTH,
    RelationshipKind.ATTORNEY_PROPERTY,
    RelationshipKind.DEPUTY,
    RelationshipKind.APPOINTEE,
]


class RelationshipForm(KitForm):
    name = LineField(label="What is their name?", error_messages={"required": "Enter their name"})
    kind = ChoiceRadios(
        label="Who are they to the person?",
        choices=RelationshipKind.choices,
        hints={RelationshipKind.FAMILY: "Nobody may decide for an adult because they are next of kin"},
        error_messages={"required": "Choose who they are to the person"},
    )
    description = LineField(
        label="In a few words",
        hint="For example, daughter, or neighbour at number 4",
        required=False,
        max_length=300,
    )
    contact = LineField(label="How can they be reached?", required=False, max_length=300)
    verified = YesNoField(
        label="If they are an attorney, deputy or appointee: have you seen the registration?", required=False
    )
    cares_for_them = YesNoField(
        label="Do they care for the person?", reveals={"yes": ["carer_says"]}, required=False
    )
    carer_says = WordsField(
        label="What do they say they need, as a carer?", required=False, max_length=5000, rows=3
    )
    from_on = since()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("verified", "cares_for_them"):
            data[name] = bool(data.get(name))
        if data["verified"] and data.get("kind") not in POWERS:
            self.add_error("verified", "Only an attorney, deputy or appointee has a registration. Choose no")
        return data


class WarningForm(KitForm):
    text = LineField(
        label="What should people know before they meet the person?",
        hint="Facts, not opinions. The person may read this.",
        max_length=2000,
        error_messages={"required": "Enter what people should know"},
    )
    review_on = DayField(
        label="When must somebody look at this again?",
        hint="After that day the warning is no longer shown, unless somebody reviews it",
        subject="The day to look again",
        error_messages={"required": "Enter the day to look at this again"},
    )

    def clean_review_on(self) -> date:
        review_on: date = self.cleaned_data["review_on"]
        if review_on <= clock.today():
            raise ValidationError("The day to look again must be after today")
        return review_on


class ReviewWarningForm(WarningForm):
    text = None  # type: ignore[assignment]  # Django's way of taking an inherited field out


class EndForm(KitForm):
    until_on = DayField(
        label="What was the last day?",
        subject="The last day",
        future=False,
        error_messages={"required": "Enter the last day"},
    )


class PrepareContactForm(KitForm):
    channel = ChoiceRadios(
        label="How will you make contact?",
        choices=Channel.choices,
        error_messages={"required": "Choose how you will make contact"},
    )
    to_the_person = ChoiceRadios(
        label="With whom?",
        choices=[("person", "The person themself"), ("other", "Somebody else, about the person")],
        reveals={"other": ["with_whom"]},
        error_messages={"required": "Choose with whom"},
    )
    with_whom = LineField(
        label="Their name, and who they are", max_length=300, error_messages={"required": "Enter with whom"}
    )
    purpose = LineField(
        label="What is it about?", max_length=1000, error_messages={"required": "Enter what it is about"}
    )
    planned_on = DayField(label="When?", hint="Leave empty for today", required=False, subject="The day")
    override_reason = LineField(
        label="If this breaks what was agreed: why must it be done all the same?",
        hint="Your name and this reason stay on the record",
        required=False,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("to_the_person", None)
        return data
