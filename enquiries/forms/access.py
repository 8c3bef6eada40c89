"""Forms about who may see a record: broken glass, and people who are too close to the person."""

from typing import Any

from accounts.models import User
from enquiries.choices import GlassFinding, GlassReason
from enquiries.forms.cases import choose, names
from people.choices import ConflictKind
from people.models import Person
from ui.forms import ChoiceRadios, DayField, KitForm, LineField, SelectField, WordsField

REFERENCE, IDENTITY = "reference", "identity"
MYSELF, COLLEAGUE = "myself", "colleague"


class GlassForm(KitForm):
    """Why somebody must see a record that they may not see."""

    kind = ChoiceRadios(
        label="Why must you see it now?",
        choices=GlassReason.choices,
        error_messages={"required": "Choose why you must see it now"},
    )
    reason = WordsField(
        label="What has happened?",
        hint="A manager who may not see the record reads this. Do not name anybody",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter what has happened"},
    )


class FindGlassForm(GlassForm):
    how = ChoiceRadios(
        label="How do you know whose record it is?",
        choices=[
            (REFERENCE, "I have the reference"),
            (IDENTITY, "I know their full name and date of birth"),
        ],
        reveals={REFERENCE: ["reference"], IDENTITY: ["name", "born_on"]},
        error_messages={"required": "Choose how you know whose record it is"},
    )
    reference = LineField(
        label="Reference",
        hint="For example, C-2026-00042 or E-2026-00017",
        width=10,
        error_messages={"required": "Enter the reference"},
    )
    name = LineField(
        label="First and last name", error_messages={"required": "Enter their first and last name"}
    )
    born_on = DayField(
        label="Date of birth",
        subject="The date of birth",
        future=False,
        error_messages={"required": "Enter their date of birth"},
    )
    field_order = ["how", "reference", "name", "born_on", "kind", "reason"]


class JudgeGlassForm(KitForm):
    finding = ChoiceRadios(
        label="Was it needed?",
        choices=GlassFinding.choices,
        error_messages={"required": "Choose whether it was needed"},
    )
    note = WordsField(
        label="How do you know?",
        hint="Speak with whoever did it first",
        rows=4,
        max_length=2000,
        error_messages={"required": "Enter how you know"},
    )


class ConflictForm(KitForm):
    whom = ChoiceRadios(
        label="Who is close to the person?",
        choices=[(MYSELF, "I am"), (COLLEAGUE, "A colleague is")],
        reveals={COLLEAGUE: ["user"]},
        error_messages={"required": "Choose who is close to the person"},
    )
    user = SelectField(
        label="Which colleague?", choices=[], error_messages={"required": "Choose the colleague"}
    )
    kind = ChoiceRadios(
        label="How do they stand to the person?",
        choices=ConflictKind.choices,
        error_messages={"required": "Choose how they stand to the person"},
    )
    reason = WordsField(
        label="Say more",
        hint="Managers of the record read this",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter how they stand to the person"},
    )

    def __init__(self, *args: Any, actor: User, person: Person, may_name_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name_others:
            del self.fields["whom"], self.fields["user"]
            return
        users = User.objects.filter(is_active=True, memberships__ended_at=None, memberships__isnull=False)
        close = person.conflicts.standing().values("user")
        choose(self, "user", names(users.exclude(pk=actor.pk).exclude(pk__in=close).distinct()))
