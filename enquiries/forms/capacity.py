from typing import Any

from enquiries.capacity import Ability, Capacity, CapacityDecision, DecidedBy
from enquiries.choices import Voice
from enquiries.forms.fields import day_field, detail_field, need_voice, voice_field, words_field
from enquiries.models import Case
from people.models import Relationship
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, SelectField, YesNoField

OPTIONS, PEOPLE = 4, 5
QUESTIONS = {
    Ability.UNDERSTAND: "Can they understand what matters for this decision?",
    Ability.RETAIN: "Can they keep it in mind for long enough to decide?",
    Ability.WEIGH: "Can they use it or weigh it?",
    Ability.COMMUNICATE: "Can they tell what they decide, by any means?",
}


class DecisionForm(KitForm):
    """Which decision, and is it one of this enquiry."""

    kind = SelectField(
        label="What is the decision about?",
        choices=CapacityDecision.choices,
        error_messages={"required": "Choose what the decision is about"},
    )
    decision = LineField(
        label="Which decision exactly?",
        hint="For example, whether to send money to people who write about prizes. Never “capacity” in general",
        max_length=1000,
        error_messages={"required": "Enter the exact decision"},
    )
    of_enquiry = YesNoField(
        label="Is it a decision of this enquiry?",
        hint="The national return asks only about these",
        error_messages={"required": "Say whether it is a decision of this enquiry"},
    )


class PresumeForm(DecisionForm):
    on = day_field("On which day?")
    words = words_field("What did they say that shows it?", required=False)
    voice = voice_field(required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        return data


class AssessForm(DecisionForm):
    """The whole assessment, in the order of the law: the four abilities, the impairment, the link between them."""

    assessed_on = day_field("When was it assessed?")
    assessor = LineField(
        label="Who assessed, and in which role?",
        max_length=300,
        error_messages={"required": "Enter who assessed"},
    )
    place = LineField(label="Where?", required=False, max_length=300)
    present = detail_field("Who else was there?", rows=2, max_length=2000)
    why_doubted = detail_field(
        "Why is capacity for this decision in doubt?",
        "Enter why it is in doubt, or record that it is presumed",
        hint="Everybody is presumed to have capacity. A diagnosis, an age or an unwise decision is no reason",
    )
    information = detail_field("What must they know to make this decision?", "Enter what they must know")
    support_given = detail_field(
        "What was done to help them decide?",
        "Enter what was done to help them decide",
        hint="Time of day, place, pictures, hearing aid, interpreter, an advocate, short pieces over several visits",
    )
    words = words_field("What did they say?", rows=4, required=False)
    voice = voice_field(required=False)
    impairment = YesNoField(
        label="Is there an impairment or disturbance of mind or brain?",
        hint="Asked only now, and only if they cannot do one of the four",
        required=False,
        reveals={"yes": ["impairment_detail", "causal_link"]},
    )
    impairment_detail = detail_field("Which, and how is it known?", "Enter which it is, and how it is known")
    causal_link = detail_field(
        "How is it because of this that they cannot do it?",
        "Enter how it is because of this",
        hint="Not because of fear, pressure, or because nobody explained it well",
    )
    influence = detail_field(
        "Could fear or pressure by somebody play a part? Can they act on what they decide?",
        hint="Where pressure takes away their free choice and there is no impairment, ask for legal advice",
    )
    answer = ChoiceRadios(
        label="On the balance of probabilities, can they make this decision now?",
        choices=[choice for choice in Capacity.choices if choice[0] != Capacity.PRESUMED],
        error_messages={"required": "Choose what you conclude"},
    )
    reasons = detail_field("Why?", "Enter why you conclude this")
    consulted = detail_field("Who else was asked?", rows=2)
    disagreement = detail_field("Does anybody see it differently?", rows=2)
    review_on = DayField(
        label="When is it looked at again?",
        hint="Where capacity comes and goes, or may come back",
        subject="The day",
        required=False,
    )
    supersedes_id = SelectField(
        label="Does it take the place of an earlier assessment of the same decision?",
        hint="The earlier one stays readable",
        choices=[],
        blank="No",
        required=False,
    )

    def __init__(self, *args: Any, earlier: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ability, question in QUESTIONS.items():
            self.fields[f"can_{ability}"] = YesNoField(
                label=question, error_messages={"required": "Answer yes or no"}
            )
            self.fields[f"{ability}_evidence"] = detail_field("What shows it?", rows=2)
        supersedes: Any = self.fields["supersedes_id"]
        supersedes.choices = [("", "No"), *earlier]

    @property
    def four(self) -> list[tuple[Any, Any]]:
        """The four questions, each with its evidence, as the page draws them."""
        return [(self[f"can_{ability}"], self[f"{ability}_evidence"]) for ability in Ability]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        need_voice(self, data)
        unable = [ability for ability in Ability if data.get(f"can_{ability}") is False]
        for ability in unable:
            if not data.get(f"{ability}_evidence", "").strip():
                self.add_error(f"{ability}_evidence", "Enter what shows that they cannot")
        if data.get("answer") == Capacity.LACKS and not self.errors:
            if not unable:
                self.add_error(
                    "answer", "To lack capacity they must be unable to do at least one of the four"
                )
            elif not data.get("impairment"):
                self.add_error(
                    "impairment", "Without an impairment of mind or brain they do not lack capacity"
                )
        data["supersedes_id"] = data.get("supersedes_id") or None
        return data


class BestInterestsForm(KitForm):
    wishes = words_field(
        "What do they wish and feel, now and in the past?",
        hint="What they said, and what they wrote before. Where they cannot say: what those who know them believe",
        rows=4,
        error_messages={"required": "Enter their wishes and feelings"},
    )
    voice = voice_field()
    values = detail_field("What do they believe in and value?")
    took_part = detail_field("How did they take part?", "Enter how they took part")
    can_wait = detail_field(
        "May they be able to decide later, and can it wait?", "Enter whether it can wait, and why"
    )
    not_consulted = detail_field(
        "Who was left out on purpose, and why?", hint="For example, whom the risk may come from", rows=2
    )
    decision = detail_field("What is decided?", "Enter what is decided")
    reasons = detail_field("Why is this in their best interests?", "Enter why it is in their best interests")
    less_restrictive = detail_field(
        "Why would nothing less restrictive do?",
        "Enter why nothing less restrictive would do, or that this is it",
    )
    decided_by = ChoiceRadios(
        label="Who decides?",
        choices=DecidedBy.choices,
        hint="Nobody decides by being next of kin",
        reveals={DecidedBy.ATTORNEY: ["attorney_id"], DecidedBy.DEPUTY: ["deputy_id"]},
        error_messages={"required": "Choose who decides"},
    )
    attorney_id = ChoiceRadios(
        label="Which attorney?", choices=[], error_messages={"required": "Choose which attorney"}
    )
    deputy_id = ChoiceRadios(
        label="Which deputy?", choices=[], error_messages={"required": "Choose which deputy"}
    )
    decision_maker = LineField(
        label="Their name and role", max_length=300, error_messages={"required": "Enter who decides"}
    )
    dissent = detail_field("Does anybody disagree, and what is done about it?", rows=2)
    decided_on = day_field("When was it decided?")
    review_on = DayField(label="When is it looked at again?", subject="The day", required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, PEOPLE + 1):
            self.fields[f"person-{row}-who"] = LineField(
                label="Who was asked, and who they are", required=False, max_length=300
            )
            self.fields[f"person-{row}-view"] = detail_field("What they said", rows=2)
        for row in range(1, OPTIONS + 1):
            self.fields[f"option-{row}-what"] = LineField(
                label=f"Option {row}", required=False, max_length=1000
            )
            self.fields[f"option-{row}-benefits"] = detail_field("What speaks for it", rows=2)
            self.fields[f"option-{row}-burdens"] = detail_field("What speaks against it", rows=2)
        numbers = [(str(row), f"Option {row}") for row in range(1, OPTIONS + 1)]
        for name, label in (
            ("chosen", "Which option is chosen?"),
            ("least", "Which option restricts them least?"),
        ):
            self.fields[name] = ChoiceRadios(
                label=label,
                choices=numbers,
                inline=True,
                small=True,
                error_messages={"required": "Choose the option"},
            )
        self._with_powers("attorney_id", case, "attorney-")
        self._with_powers("deputy_id", case, "deputy")

    def _with_powers(self, name: str, case: Case, kind: str) -> None:
        """Attorneys or deputies on record; each says whether it was verified and may be a source of risk."""
        rows: Any = Relationship.objects.filter(person=case.person_id, until_on=None, kind__startswith=kind)
        field: Any = self.fields[name]
        field.choices = [(str(row.pk), powers_in_words(row)) for row in rows]

    @property
    def people(self) -> list[tuple[Any, Any]]:
        return [(self[f"person-{row}-who"], self[f"person-{row}-view"]) for row in range(1, PEOPLE + 1)]

    @property
    def options(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"option-{row}-what"], self[f"option-{row}-benefits"], self[f"option-{row}-burdens"])
            for row in range(1, OPTIONS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("option-1-what"):
            self.add_error("option-1-what", "Enter at least one way that was considered")
        for name in ("chosen", "least"):
            if data.get(name) and not data.get(f"option-{data[name]}-what"):
                self.add_error(name, "Choose an option that you described")
        for row in range(1, PEOPLE + 1):
            if bool(data.get(f"person-{row}-who")) != bool((data.get(f"person-{row}-view") or "").strip()):
                self.add_error(f"person-{row}-who", "Enter both who was asked and what they said")
        return data


def for_act(data: dict[str, Any]) -> dict[str, Any]:
    """What `decide_best_interests` takes."""
    plain = {
        name: data[name] for name in BestInterestsForm.base_fields if name not in {"attorney_id", "deputy_id"}
    }
    options = [
        {
            "what": data[f"option-{row}-what"],
            "benefits": data[f"option-{row}-benefits"],
            "burdens": data[f"option-{row}-burdens"],
            "chosen": data["chosen"] == str(row),
            "least_restrictive": data["least"] == str(row),
        }
        for row in range(1, OPTIONS + 1)
        if data[f"option-{row}-what"]
    ]
    consulted = [
        (data[f"person-{row}-who"], data[f"person-{row}-view"])
        for row in range(1, PEOPLE + 1)
        if data[f"person-{row}-who"]
    ]
    return plain | {
        "decided_by": DecidedBy(data["decided_by"]),
        "voice": Voice(data["voice"]),
        "attorney_id": data["attorney_id"] or data["deputy_id"] or None,
        "options": options,
        "consulted": consulted,
    }


def powers_in_words(row: Relationship) -> str:
    """Who they are, with what must be known before they are heard or decide."""
    verified = "" if row.verified else ", not verified" if row.has_powers else ""
    risk = ", may be a source of risk" if row.source_of_risk else ""
    return f"{row.name}, {row.description or row.get_kind_display()}{verified}{risk}"
