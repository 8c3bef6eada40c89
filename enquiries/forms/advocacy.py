from typing import Any

from enquiries.capacity import Ability, CheckOutcome, ImcaMoment, ImcaTrigger
from enquiries.choices import Agreement
from enquiries.forms.capacity import powers_in_words
from enquiries.forms.fields import day_field, detail_field, need_voice, voice_field, words_field
from enquiries.models import Case
from people.models import Relationship
from ui.forms import ChoiceRadios, KitForm, LineField, ManyChoices, SelectField, YesNoField

INDIVIDUAL = (
    *("individual_id", "individual_name", "individual_relationship", "is_paid", "is_implicated"),
    *("is_willing", "person_agrees", "individual_reasons"),
)


class CheckForm(KitForm):
    """The check of Care Act s68, at first contact and again whenever something changes."""

    checked_on = day_field("When was it checked?")
    hard = ManyChoices(
        label="Without an advocate, what would be substantially difficult for them?",
        choices=[*Ability.choices, ("none", "None of these")],
        hint="To take part in the enquiry. It is not the same as capacity. Select all that apply",
        exclusive=["none"],
        error_messages={"required": "Choose what would be difficult, or none of these"},
    )
    difficulty_detail = detail_field("How do you know, and what helps?", "Enter how you know, and what helps")
    outcome = ChoiceRadios(
        label="What follows?",
        choices=CheckOutcome.choices,
        hints={
            CheckOutcome.INDIVIDUAL: "Not paid to care, no part of the risk, and whom the person wants",
            CheckOutcome.REFER: "Arrange one at once; the enquiry need not wait for what is urgent",
        },
        reveals={CheckOutcome.INDIVIDUAL: [name for name in INDIVIDUAL if name != "individual_reasons"]},
        error_messages={"required": "Choose what follows"},
    )
    individual_id = SelectField(
        label="Are they on the person’s record?", choices=[], blank="No", required=False
    )
    individual_name = LineField(
        label="Their name", max_length=300, error_messages={"required": "Enter their name"}
    )
    individual_relationship = LineField(label="Who are they to the person?", required=False, max_length=300)
    is_paid = YesNoField(
        label="Are they paid to care for the person or to treat them?",
        error_messages={"required": "Say whether they are paid"},
    )
    is_implicated = YesNoField(
        label="May they be part of the risk?",
        error_messages={"required": "Say whether they may be part of the risk"},
    )
    is_willing = YesNoField(
        label="Are they willing and able to help the person take part, and not only to speak for them?",
        error_messages={"required": "Say whether they are willing and able"},
    )
    person_agrees = ChoiceRadios(
        label="Does the person want them?",
        choices=Agreement.choices,
        small=True,
        error_messages={"required": "Choose whether the person wants them"},
    )
    individual_reasons = detail_field(
        "Why are they suitable; or why is nobody suitable?",
        hint="Also who was considered, and why not",
    )
    offered = YesNoField(
        label="Was an advocate offered?",
        hint="One may be offered although none must be arranged",
        error_messages={"required": "Say whether an advocate was offered"},
    )
    words = words_field("What did they say about it?", required=False)
    voice = voice_field(required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = Relationship.objects.filter(person=case.person_id, until_on=None)
        field: Any = self.fields["individual_id"]
        field.choices = [("", "No"), *((str(row.pk), powers_in_words(row)) for row in rows)]
        self.risky = {str(row.pk) for row in rows if row.source_of_risk}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        weighed = data.get("outcome") in {CheckOutcome.INDIVIDUAL, CheckOutcome.REFER}
        if weighed and not (data.get("individual_reasons") or "").strip():
            self.add_error("individual_reasons", "Enter why they are suitable, or why nobody is")
        if data.get("individual_id") in self.risky and data.get("is_implicated") is False:
            self.add_error(
                "is_implicated",
                "They are recorded as a possible source of risk. Choose somebody else, or change that record first",
            )
        return data


def for_act(data: dict[str, Any]) -> dict[str, Any]:
    """What `check_advocacy` takes."""
    data = dict(data)
    individual = {name: data.pop(name) for name in INDIVIDUAL}
    individual["individual_id"] = individual["individual_id"] or None
    hard = [Ability(value) for value in data.pop("hard") if value != "none"]
    outcome = CheckOutcome(data.pop("outcome"))
    return data | {"hard": hard, "outcome": outcome, "individual": individual}


class AllocatedForm(KitForm):
    allocated_to = LineField(
        label="Who is the advocate?",
        max_length=300,
        error_messages={"required": "Enter who the advocate is"},
    )
    allocated_on = day_field("When were they named?")


class MetForm(KitForm):
    met_on = day_field("When did the advocate first meet the person?")


class ImcaForm(KitForm):
    moment = ChoiceRadios(
        label="When was it considered?",
        choices=ImcaMoment.choices,
        error_messages={"required": "Choose when it was considered"},
    )
    triggers = ManyChoices(
        label="Which of these are there?",
        choices=[*ImcaTrigger.choices, ("none", "None of these")],
        hint="One may be instructed even where there is family. Select all that apply",
        exclusive=["none"],
        error_messages={"required": "Choose which are there, or none of these"},
    )
    instruct = YesNoField(
        label="Is an independent mental capacity advocate instructed?",
        hint="Yes begins a request for one",
        error_messages={"required": "Say whether one is instructed"},
    )
    reasons = detail_field("Why?", "Enter why")
    considered_on = day_field("On which day?")
