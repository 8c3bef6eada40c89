from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from audit import clock
from people.choices import (
    AddressKind,
    Channel,
    ContactRuleKind,
    RelationshipKind,
)
from people.models import Organisation
from ui.forms import (
    ChoiceRadios,
    DayField,
    KitForm,
    LineField,
    SelectField,
    WordsField,
    YesNoField,
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
SHARED = {
    "channel": ("may_channel", "must_not_channel"),
    "place": ("place", "must_not_place"),
    "subject": ("subject", "may_subject"),
}
"""Columns that stand under more than one kind of rule, each time as a field of its own."""


class SafeContactForm(KitForm):
    kind = ChoiceRadios(
        label="What was agreed?",
        choices=ContactRuleKind.choices,
        reveals={
            ContactRuleKind.MAY: [
                "may_channel",
                "place",
                "days_and_hours",
                "speak_with",
                "may_subject",
                "words_to_use",
            ],
            ContactRuleKind.MUST_NOT: ["must_not_channel", "must_not_place"],
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
    may_subject = LineField(
        label="About one thing only?",
        hint="For example, something they will speak of with a woman only. Leave empty for everything",
        required=False,
        max_length=300,
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
    must_not_place = LineField(
        label="Where not?",
        hint="For example, not at home. Leave empty for anywhere",
        required=False,
        max_length=300,
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
        for column, names in SHARED.items():
            data[column] = next((value for value in [data.pop(name, "") for name in names] if value), "")
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


class PowersForm(KitForm):
    """Whether somebody's powers were seen, and whether the risk may come from them."""

    verified = YesNoField(
        label="Have you seen the registration, or the order of the court?",
        hint="For an attorney or deputy, at the Office of the Public Guardian; for an appointee, with the DWP",
        reveals={"yes": ["verified_on", "scope"]},
        error_messages={"required": "Say whether you have seen the registration"},
    )
    verified_on = DayField(
        label="When did you see it?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day when you saw it"},
    )
    scope = WordsField(
        label="What may they decide, and alone or together with others?",
        hint="An attorney for health and welfare decides only what the person lacks capacity for",
        required=False,
        rows=3,
        max_length=2000,
    )
    source_of_risk = YesNoField(
        label="May they be a source of risk to the person?",
        reveals={"yes": ["risk_reasons"]},
        error_messages={"required": "Say whether they may be a source of risk"},
    )
    risk_reasons = WordsField(
        label="Why?",
        hint="They are then not offered as the one who speaks for the person without this being said",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why they may be a source of risk"},
    )


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
