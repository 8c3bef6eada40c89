"""The pages of the guided form for a concern. A field has the name of the column it fills."""

from typing import Any

from django import forms

from enquiries.choices import AbuseType, Agreement, Place, RaisedBy, Source, YesNoUnknown
from enquiries.forms.fields import PERSONS_VOICES
from ui.forms import (
    ChoiceRadios,
    DayField,
    DayTimeField,
    KitForm,
    LineField,
    ManyChoices,
    SelectField,
    WordsField,
    YesNoField,
)

TYPE_HINTS: dict[str, str] = {
    AbuseType.PHYSICAL: "Hitting, pushing, restraint, misuse of medicine",
    AbuseType.PSYCHOLOGICAL: "Threats, humiliation, control, being cut off from others",
    AbuseType.FINANCIAL: "Theft, fraud, scams, pressure about money, wills or property",
    AbuseType.DISCRIMINATORY: "Harm because of who somebody is, such as disability, race or sexuality",
    AbuseType.ORGANISATIONAL: "Poor care or practice that is the habit of a place or service",
    AbuseType.NEGLECT: "Care, food, warmth or medicine that should have been given and was not",
    AbuseType.DOMESTIC: "By a partner or family member; choose the form of harm as well",
    AbuseType.SELF_NEGLECT: "Not looking after oneself, one’s health or one’s home",
}
PLACE_HINTS: dict[str, str] = {
    Place.OWN_HOME: "Supported living as well. A scam by phone or online is usually here",
    Place.COMMUNITY: "Street, shop, transport, another person’s home",
    Place.COMMUNITY_SERVICE: "A day centre, for example",
    Place.OTHER: "Ambulance, police custody or prison, for example",
}
SOURCE_HINTS: dict[str, str] = {
    Source.PROVIDER: "Anyone paid or contracted to give social care, whoever pays",
    Source.KNOWN: "The person knows their name, or who they are. Self-neglect is here",
    Source.UNKNOWN: "A stranger",
}


class RaisedByForm(KitForm):
    page_heading = "raised_by"
    raised_by = ChoiceRadios(
        label="Who raised the concern?",
        choices=RaisedBy.choices,
        error_messages={"required": "Choose who raised the concern"},
    )


class ContactForm(KitForm):
    raised_by_name = LineField(
        label="Name", hint="Leave it empty if they gave none", required=False, max_length=300
    )
    raised_by_role = LineField(
        label="Job, or relationship to the person",
        hint="For example, home-care worker, daughter",
        required=False,
        max_length=300,
    )
    raised_by_contact = LineField(label="Telephone or email", required=False, max_length=300)
    raised_by_organisation = LineField(
        label="Organisation", hint="If they are writing or calling for one", required=False
    )
    raised_by_organisation.widget.attrs["list"] = "organisations"
    protect_identity = forms.BooleanField(
        label="Nobody must be told who raised this",
        required=False,
        help_text="For example, because they fear what would follow",
    )


class ReceivedForm(KitForm):
    page_heading = "received_at"
    received_at = DayTimeField(
        label="When did the concern reach the council?",
        subject="When it reached the council",
        future=False,
        error_messages={"required": "Enter the date and time when the concern reached the council"},
    )


class HappenedForm(KitForm):
    fact = WordsField(
        label="What was seen or heard first hand?",
        hint="Facts: what somebody saw, heard, counted or was told by the person",
        error_messages={"required": "Enter what was seen or heard first hand"},
    )
    opinion = WordsField(label="What does whoever raised it think of it?", required=False, rows=3)
    hearsay = WordsField(label="What were they told by somebody else?", required=False, rows=3)
    happened = LineField(
        label="When did it happen?", hint="As it was told, for example “each Tuesday”", required=False
    )


class TypesForm(KitForm):
    page_heading = "types"
    types = ManyChoices(
        label="What kind of abuse or neglect may it be?",
        choices=AbuseType.choices,
        hints=TYPE_HINTS,
        error_messages={"required": "Choose at least one kind of abuse or neglect"},
    )


class PlacesForm(KitForm):
    page_heading = "places"
    places = ManyChoices(
        label="Where did it happen?",
        hint="Where the risk is, even if the person is somewhere else now. Select all that apply",
        choices=Place.choices,
        hints=PLACE_HINTS,
        error_messages={"required": "Choose at least one place"},
    )


class SourcesForm(KitForm):
    sources = ManyChoices(
        label="Who may the risk come from?",
        choices=Source.choices,
        hints=SOURCE_HINTS,
        error_messages={"required": "Choose at least one"},
    )
    source_description = WordsField(
        label="What do you know of them?",
        hint="Who they are to the person. They may need help themselves",
        required=False,
        rows=3,
        max_length=1000,
    )


class KnowsForm(KitForm):
    adult_knows = ChoiceRadios(
        label="Does the person know that this concern has been raised?",
        choices=YesNoUnknown.choices,
        reveals={"yes": ["told_on", "told_by"], "no": ["not_told_reason"]},
        error_messages={"required": "Say whether the person knows"},
    )
    told_on = DayField(
        label="When were they told?", subject="The day they were told", future=False, required=False
    )
    told_by = LineField(label="Who told them?", required=False, max_length=300)
    not_told_reason = WordsField(
        label="Why not?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why the person does not know"},
    )


class AgreesForm(KitForm):
    adult_agrees = ChoiceRadios(
        label="Does the person agree to this concern being raised?",
        hint="Ask, unless asking would put them at more risk. You may go on without their agreement",
        choices=Agreement.choices,
        error_messages={"required": "Say whether the person agrees"},
    )
    agreement_detail = WordsField(label="What was said about it?", required=False, rows=3, max_length=2000)


class OwnWordsForm(KitForm):
    own_words = WordsField(
        label="What have they said so far?",
        hint="As they said it. Leave it empty if nothing is known of what they said",
        required=False,
        rows=8,
    )
    own_words_voice = SelectField(
        label="Whose words are these?",
        choices=PERSONS_VOICES,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        has_words = bool(data.get("own_words", "").strip())
        if has_words and not data.get("own_words_voice") and "own_words_voice" not in self.errors:
            self.add_error("own_words_voice", "Choose whose words these are")
        if not has_words and "own_words" not in self.errors:
            data |= {"own_words": "", "own_words_voice": ""}
        return data


class DangerForm(KitForm):
    immediate_danger = YesNoField(
        label="Is the person in danger now?",
        hint="If they are, call 999 first",
        error_messages={"required": "Say whether the person is in danger now"},
    )
    safety_steps = WordsField(
        label="What has been done to make them safe?",
        hint="By whom and when. If nothing was needed, leave it empty",
        required=False,
        rows=4,
    )
    police_reference = LineField(label="Police reference, if there is one", required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("immediate_danger") and not data.get("safety_steps", "").strip():
            self.add_error("safety_steps", "Enter what has been done to make them safe")
        return data


class OthersForm(KitForm):
    others_at_risk = ChoiceRadios(
        label="Is anybody else at risk?",
        hint="Children, other adults, other people who live there",
        choices=YesNoUnknown.choices,
        error_messages={"required": "Say whether anybody else is at risk"},
    )
    others_detail = WordsField(
        label="What is known of them, and what has been done for them?",
        hint="Also where it is not known yet: for example, others whom the same agency visits",
        rows=3,
        max_length=5000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        is_empty = not (data.get("others_detail") or "").strip()
        if data.get("others_at_risk") == YesNoUnknown.YES and is_empty and "others_detail" not in self.errors:
            self.add_error("others_detail", "Enter who else is at risk")
        return data


class TeamForm(KitForm):
    page_heading = "team"
    team = ChoiceRadios(
        label="Which team should look at it first?",
        choices=[],
        error_messages={"required": "Choose a team"},
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.choices = teams


class ReasonForm(KitForm):
    """Added to a page of the concern where it is corrected."""

    reason = WordsField(
        label="Why is this being corrected?",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why this is being corrected"},
    )
