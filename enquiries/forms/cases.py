"""Forms of the acts on a case: passing on, allocating, restricting, notes, people, meetings, stages."""

from typing import Any

from accounts.models import Team, User
from accounts.rules import Role
from enquiries.choices import AllocationRole, NoteKind, RestrictionKind, Stage
from enquiries.models import Case
from ui.forms import (
    ChoiceRadios,
    DayField,
    DayTimeField,
    KitForm,
    LineField,
    SelectField,
    WordsField,
    YesNoField,
)

Choices = list[tuple[str, str]]


class WhyForm(KitForm):
    """An act that needs nothing but its reason."""

    reason = WordsField(label="Why?", rows=3, max_length=1000, error_messages={"required": "Enter why"})


class RestrictForm(WhyForm):
    kind = ChoiceRadios(
        label="Why must only named people see it?",
        choices=RestrictionKind.choices,
        error_messages={"required": "Choose why only named people may see it"},
    )
    reason = WordsField(
        label="Say more",
        hint="Whoever is named on it reads this",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter why"},
    )
    field_order = ["kind", "reason"]


class PassForm(KitForm):
    team = SelectField(
        label="Which team does it go to?", choices=[], error_messages={"required": "Choose a team"}
    )
    reason = WordsField(
        label="Why does it go there?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter why it goes to that team"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(closed_at=None).exclude(pk=case.team_id)
        choose(self, "team", [(str(team.pk), team.name) for team in teams])


class AllocateForm(KitForm):
    role = ChoiceRadios(
        label="In which role?",
        choices=AllocationRole.choices,
        hints={
            AllocationRole.LEAD: "Speaks with the person and leads the enquiry. Takes the place of a lead before them",
            AllocationRole.SAM: "Decides, approves and closes. Takes the place of one before them",
        },
        error_messages={"required": "Choose the role"},
    )
    user = SelectField(label="Who?", choices=[], error_messages={"required": "Choose who"})
    reason = WordsField(
        label="Why?",
        hint="For example, the person asked to speak with a man",
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", workers_for(case))


class NameForm(KitForm):
    user = SelectField(label="Who must see it?", choices=[], error_messages={"required": "Choose who"})
    reason = WordsField(
        label="Why must they see it?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter why they must see it"},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, memberships__ended_at=None, memberships__isnull=False)
        unnamed = people.exclude(pk__in=case.named_access.values("user")).exclude(pk__in=close_to(case))
        choose(self, "user", names(unnamed.distinct()))


class NoteForm(KitForm):
    kind = SelectField(
        label="What was it?", choices=NoteKind.choices, error_messages={"required": "Choose what it was"}
    )
    happened_at = DayTimeField(
        label="When did it happen?",
        subject="When it happened",
        future=False,
        error_messages={"required": "Enter the date and time when it happened"},
    )
    text = WordsField(
        label="What happened?",
        hint="What the person said to the questions belongs under “What they said”, so that it is heard as theirs",
        rows=10,
        error_messages={"required": "Enter what happened"},
    )
    third_party = YesNoField(
        label="Does it tell about somebody else?",
        hint="It may then be left out when the person asks for their record",
        error_messages={"required": "Say whether it tells about somebody else"},
    )


class CorrectNoteForm(NoteForm):
    reason = WordsField(
        label="Why is it being corrected?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter why it is being corrected"},
    )


class KnowsForm(KitForm):
    role = LineField(
        label="Who are they to the person?",
        hint="For example, neighbour, GP, sister",
        max_length=300,
        error_messages={"required": "Enter who they are to the person"},
    )
    knows = WordsField(
        label="What do they know of this?",
        rows=3,
        max_length=2000,
        required=False,
    )
    may_be_told = YesNoField(
        label="May they be told about it?",
        hint="What the person wishes counts first",
        error_messages={"required": "Say whether they may be told"},
    )
    may_be_told_detail = WordsField(
        label="What may they be told, or why must they not be?",
        rows=3,
        max_length=2000,
        required=False,
    )


class ParticipantForm(KnowsForm):
    name = LineField(label="Name", max_length=300, error_messages={"required": "Enter their name"})
    field_order = ["name", "role"]


class ChangeParticipantForm(KnowsForm):
    reason = WordsField(
        label="What has changed?",
        rows=3,
        max_length=1000,
        error_messages={"required": "Enter what has changed"},
    )


class EndForm(KitForm):
    on = DayField(
        label="From which day?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter the day"},
    )
    reason = WordsField(label="Why?", rows=3, max_length=1000, error_messages={"required": "Enter why"})


class MeetingForm(KitForm):
    purpose = LineField(
        label="What is the meeting for?",
        max_length=300,
        error_messages={"required": "Enter what the meeting is for"},
    )
    at = DayTimeField(
        label="When is it?",
        subject="The meeting",
        error_messages={"required": "Enter the date and time of the meeting"},
    )
    place = LineField(
        label="Where is it?", hint="Where the person would choose to meet", max_length=300, required=False
    )
    who = WordsField(label="Who will be there?", rows=3, max_length=2000, required=False)


class StageForm(KitForm):
    stage = ChoiceRadios(
        label="Which stage is it at now?",
        choices=[choice for choice in Stage.choices if choice[0] != Stage.CONCERN],
        error_messages={"required": "Choose the stage"},
    )
    moved_on = DayField(
        label="Since which day?",
        subject="The day",
        future=False,
        error_messages={"required": "Enter since which day"},
    )
    reason = WordsField(
        label="Why?",
        hint="A stage may be passed over: say so here",
        rows=3,
        max_length=2000,
        error_messages={"required": "Enter why"},
    )


def choose(form: KitForm, name: str, choices: Choices) -> None:
    """Give a list of rows to a field that was declared without."""
    field: Any = form.fields[name]
    field.choices = [("", "Choose one"), *choices]


def names(users: Any) -> Choices:
    """Users as choices: the name, with the job where it is known."""
    return [
        (str(user.pk), f"{user.name}, {user.job_title}" if user.job_title else user.name)
        for user in users.order_by("name")
    ]


def close_to(case: Case) -> Any:
    """The users who are close to the person, and may not see the case."""
    return case.person.conflicts.standing().values("user")


def workers_for(case: Case) -> Choices:
    """Who can be allocated: the case's own team first."""
    running = {
        "is_active": True,
        "memberships__ended_at": None,
        "memberships__role__in": [Role.SOCIAL_WORKER, Role.SAM],
    }
    workers = User.objects.filter(**running).exclude(pk__in=close_to(case)).distinct()
    own = workers.filter(pk__in=case.team.memberships.filter(ended_at=None).values("user"))
    return names(own) + [(pk, f"{name} (another team)") for pk, name in names(workers.exclude(pk__in=own))]
