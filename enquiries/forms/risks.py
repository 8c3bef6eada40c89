from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from enquiries.choices import AbuseType, Place, Source
from enquiries.forms.fields import day_field, detail_field, need_voice, voice_field, words_field
from enquiries.models import Case, RiskSource
from enquiries.risks import (
    SUBTYPES,
    Assessment,
    Impact,
    Likelihood,
    MarkKind,
    Region,
    RiskOutcome,
    RiskSubtype,
    SourceDetail,
    SourceKind,
)
from people.models import Person
from ui.forms import ChoiceRadios, KitForm, LineField, ManyChoices, SelectField, WordsField, YesNoField

NEW = "new"
KINDS = [
    choice
    for kind in AbuseType
    for choice in [
        (kind.value, kind.label),
        *((one.value, f"{kind.label}: {one.label}") for one in SUBTYPES.get(kind, ())),
    ]
]
"""The eleven types, each followed by what councils see more closely; both are values of one list."""


def what_kind(value: str) -> dict[str, Any]:
    """The type, and the sub-type where one was chosen."""
    if value in RiskSubtype.values:
        return {"abuse_type": RiskSubtype(value).type.value, "subtype": value}
    return {"abuse_type": value, "subtype": ""}


class LevelField(ChoiceRadios):
    """A level of a scale, as a number; None where it was not said."""

    def clean(self, value: Any) -> int | None:
        level = super().clean(value)
        return int(level) if level else None


def level(label: str, scale: Any) -> LevelField:
    return LevelField(label=label, choices=scale.choices, small=True, required=False)


class KindField(SelectField):
    def __init__(self) -> None:
        super().__init__(
            label="What kind of harm?",
            hint="A closer kind counts under the type that stands before it",
            choices=KINDS,
            error_messages={"required": "Choose the kind of harm"},
        )


def place_field() -> SelectField:
    return SelectField(
        label="Where does it happen, or may it happen?",
        hint="Where the risk is, not where the person is now. Supported living counts as own home",
        choices=Place.choices,
        error_messages={"required": "Choose where it happens"},
    )


def place_detail_field() -> LineField:
    return LineField(label="Where exactly?", required=False, max_length=300)


def description_field() -> WordsField:
    return WordsField(
        label="What could happen, in plain words?",
        hint="The person may read this. Do not name who it comes from here",
        required=False,
        rows=3,
        max_length=5000,
    )


class SourceForm(KitForm):
    """Whom or what it comes from."""

    source_kind = ChoiceRadios(
        label="Who are they?",
        choices=SourceKind.choices,
        hints={
            SourceKind.PROVIDER: "Paid to give social care, whoever pays; not hospitals, GPs or the council",
            SourceKind.KNOWN: "The person knows their name and roughly who they are",
        },
        error_messages={"required": "Choose who they are"},
    )
    source_description = LineField(
        label="Who, in a few words?",
        hint="For example, the neighbour who does the shopping. Several people together are one source: “the lads”",
        max_length=1000,
        error_messages={"required": "Enter who it is"},
    )
    source_detail = SelectField(label="More closely", choices=SourceDetail.choices, required=False)
    source_has_needs = YesNoField(
        label="May they have needs for care and support of their own?", required=False
    )
    source_reference = LineField(
        label="Are they on record here too? Then their NHS number, or a reference of theirs",
        hint="For example, C-2026-00042. Only those who may see that record see the link; nothing shows on it",
        required=False,
        max_length=20,
        width=20,
    )

    def __init__(self, *args: Any, case: Case, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.reader = case, reader

    def clean_source_reference(self) -> UUID | None:
        """The person with that NHS number or reference, if the reader may see who they are."""
        typed = "".join(self.cleaned_data["source_reference"].split()).upper()
        if not typed:
            return None
        by_number = Person.objects.visible_to(self.reader).filter(nhs_number=typed.replace("-", ""))
        cases = Case.objects.visible_to(self.reader)
        of_case = cases.filter(enquiry__reference=typed) | cases.filter(concerns__reference=typed)
        found = by_number.values_list("pk", flat=True).first()
        found = found or of_case.values_list("person_id", flat=True).first()
        if found is None:
            raise ValidationError("No record that you may see has this. Check it, or leave it empty")
        if found == self.case.person_id and self.chosen("source_kind") != [SourceKind.SELF]:
            raise ValidationError("This is the person themselves. Choose that above, or leave this empty")
        return found


def source_fields(data: dict[str, Any]) -> dict[str, Any]:
    """What `add_risk_source` takes, of what was typed about a new source."""
    return {
        "kind": SourceKind(data["source_kind"]),
        "description": data["source_description"],
        "detail": data["source_detail"],
        "has_needs": bool(data["source_has_needs"]),
        "person_id": data["source_reference"],
    }


class RiskForm(SourceForm):
    kind = KindField()
    place = place_field()
    place_detail = place_detail_field()
    description = description_field()
    source = ChoiceRadios(
        label="Whom or what does it come from?",
        choices=[],
        reveals={
            NEW: [
                "source_kind",
                "source_description",
                "source_detail",
                "source_has_needs",
                "source_reference",
            ]
        },
        error_messages={"required": "Choose whom it comes from, or that it is somebody new"},
    )
    likelihood_before = level("How likely is it, before anything is done?", Likelihood)
    impact_before = level("How grave would it be?", Impact)
    field_order = ["kind", "place", "place_detail", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["source"]
        field.choices = [*sources_of(self.case), (NEW, "Somebody or something not listed yet")]


def sources_of(case: Case) -> list[tuple[str, str]]:
    rows = RiskSource.objects.filter(case=case)
    return [(str(row.pk), f"{row.description} ({row.get_kind_display()})") for row in rows]


class ChangeRiskForm(KitForm):
    kind = KindField()
    place = place_field()
    place_detail = place_detail_field()
    description = description_field()
    source_id = ChoiceRadios(
        label="Whom or what does it come from?",
        choices=[],
        error_messages={"required": "Choose whom it comes from"},
    )
    reason = WordsField(
        label="Why is it changed?",
        hint="What it said before stays readable",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why it is changed"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["source_id"]
        field.choices = sources_of(case)


class ConfirmForm(KitForm):
    """What a concern named: each type, place and source together, to be confirmed or left."""

    confirmed = ManyChoices(
        label="Which of these are risks to look into?",
        choices=[],
        hint="They are put together from what the concern named. Leave those that do not belong together",
        error_messages={"required": "Choose at least one, or go back"},
    )

    def __init__(self, *args: Any, suggested: Any, description: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["confirmed"]
        field.choices = [
            (f"{kind}|{place}|{source}", f"{kind.label}, {place.label}, {source.label}")
            for kind, place, source in suggested
        ]
        if len(field.choices) == 1:
            self.initial.setdefault("confirmed", [field.choices[0][0]])
        for source in sorted({source for _, _, source in suggested}):
            self.fields[f"who-{source}"] = LineField(
                label=f"{source.label}: who, in a few words?",
                hint="For self-neglect it is the person themselves, and this may stay empty",
                required=False,
                max_length=1000,
                initial=description,
            )


def confirmed(data: dict[str, Any]) -> dict[str, Any]:
    """What `confirm_risks` takes: the rows that were chosen, and who each kind of source is."""
    parts = [value.split("|") for value in data["confirmed"]]
    return {
        "chosen": [(AbuseType(kind), Place(place), Source(source)) for kind, place, source in parts],
        "descriptions": {source: data[f"who-{source}"] for source in Source if data.get(f"who-{source}")},
    }


class AssessForm(KitForm):
    assessment = ChoiceRadios(
        label="What did the assessment find?",
        choices=Assessment.choices,
        error_messages={"required": "Choose what the assessment found"},
    )
    likelihood_before = level("How likely was it, before anything was done?", Likelihood)
    impact_before = level("How grave would it have been?", Impact)
    assessed_on = day_field("When was it assessed?")
    reasons = detail_field(
        "Why?", "Enter why", hint="What is known, from whom, and what the person says of it"
    )


class OutcomeForm(KitForm):
    outcome = ChoiceRadios(
        label="What became of the risk?",
        choices=RiskOutcome.choices,
        hints={
            RiskOutcome.REMAINED: "Unchanged. There can be a good reason: the person may wish to live with it",
            RiskOutcome.REDUCED: "What causes it has become less",
            RiskOutcome.REMOVED: "What caused it is gone. Where somebody has died: how it stood the day before",
        },
        error_messages={"required": "Choose what became of the risk"},
    )
    likelihood_after = level("How likely is it now?", Likelihood)
    impact_after = level("How grave would it be now?", Impact)
    outcome_on = day_field("How did it stand on which day?")
    reasons = detail_field("Why?", "Enter why", hint="Where it remained, what the person says of it")


class RiskViewForm(KitForm):
    words = words_field(
        "How do they see this risk?",
        error_messages={"required": "Enter what they said of it"},
    )
    voice = voice_field()
    said_on = day_field("When did they say it?")


class ChoiceForm(KitForm):
    words = words_field(
        "What did they say about living with this risk?", error_messages={"required": "Enter what they said"}
    )
    voice = voice_field()
    understood = detail_field(
        "How did they understand the risk, and how do you know?", "Enter how they understood the risk"
    )
    free_choice = detail_field(
        "How did you make sure that nobody pressed them?", "Enter how you made sure that nobody pressed them"
    )
    support = detail_field(
        "What makes the risk smaller all the same?",
        "Enter what makes the risk smaller, or that they want nothing",
    )
    chosen_on = day_field("When did they choose?")


class SignOffForm(KitForm):
    decision = ChoiceRadios(
        label="Is this an informed and free choice?",
        choices=[("sign", "Yes: sign it off"), ("return", "Not yet: send it back")],
        error_messages={"required": "Choose whether to sign it off or send it back"},
    )
    comment = WordsField(
        label="What do you want to say about it?",
        hint="Where you send it back: what is missing",
        required=False,
        rows=3,
        max_length=5000,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == "return" and not (data.get("comment") or "").strip():
            self.add_error("comment", "Enter what is missing, so that the worker knows what to do")
        return data


class MarkForm(KitForm):
    region = SelectField(
        label="Where on the body?",
        hint="Left and right are the person’s own",
        choices=Region.choices,
        error_messages={"required": "Choose where on the body"},
    )
    kind = ChoiceRadios(
        label="What was seen?",
        choices=MarkKind.choices,
        small=True,
        error_messages={"required": "Choose what was seen"},
    )
    note = WordsField(
        label="What does it look like?",
        hint="Size, colour, shape. What was seen, not what may have caused it",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter what it looks like"},
    )
    seen_on = day_field("When was it seen?")
    seen_by = LineField(label="Who saw it?", max_length=300, error_messages={"required": "Enter who saw it"})
    words = words_field("How do they say it came about?", required=False)
    voice = voice_field(required=False)
    risk_id = SelectField(
        label="Which risk does it belong to?", choices=[], blank="None, or not known", required=False
    )

    def __init__(self, *args: Any, risks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["risk_id"]
        field.choices = [("", "None, or not known"), *risks]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        data["risk_id"] = data.get("risk_id") or None
        return data
