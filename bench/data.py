"""Years of invented work for one council, written straight into the tables: volume, no believable stories.

`manage.py demo` makes a year through the product's own acts; ten years that way would take an hour.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from accounts.models import Membership, Team, User
from accounts.rules import Role
from audit import clock
from enquiries.choices import (
    AllocationRole,
    ClosingReason,
    DecisionKind,
    EnquiryKind,
    Instead,
    NoteKind,
    RestrictionKind,
    Stage,
)
from enquiries.models import (
    Allocation,
    Case,
    Closure,
    Concern,
    ConcernFeedback,
    Decision,
    Enquiry,
    Note,
)
from outcomes.choices import FIVE_QUESTIONS, SAFETY_ORDER, Judge, Judgement, OutcomeState, Phase
from outcomes.models import (
    Answer,
    Conversation,
    DesiredOutcome,
    OutcomeReview,
    OutcomeVersion,
    SafetyRating,
)
from people.models import CommunicationNeed, Person, SafeContactRule
from principles.choices import ActionStatus, Duty, Principle
from principles.models import Action, ActionDone

CONCERNS_A_YEAR, ENQUIRIES_A_YEAR = 400, 120
LOOKS_A_CASE = 30
SENTENCE = "I want to stay in my own house, with my own front door, and to say who comes through it. "
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Size:
    """How much one case holds."""

    conversations: int = 3
    outcomes: int = 2
    actions: int = 5
    notes: int = 10


RICH = Size(conversations=6, outcomes=5, actions=15, notes=30)
"""The realistic long enquiry whose pages are measured."""
CONCERN_ONLY = Size(conversations=1, outcomes=0, actions=0, notes=2)


@dataclass
class Staff:
    teams: list[Team]
    workers: list[User]
    sams: list[User]
    front_door: User
    manager: User


@dataclass
class Town:
    """What was made, for those who measure it."""

    staff: Staff
    rich: Case
    rows: dict[str, int]


@dataclass
class Rows:
    """Rows to be written, table by table; foreign keys are checked at the commit, so the order is free."""

    of_model: dict[type[models.Model], list[Any]] = field(default_factory=lambda: defaultdict(list))
    chance: random.Random = field(default_factory=lambda: random.Random(42))

    def add(self, row: Any) -> Any:
        self.of_model[type(row)].append(row)
        return row

    def write(self) -> None:
        for model, rows in self.of_model.items():
            model._default_manager.bulk_create(rows, batch_size=1000)

    def counts(self) -> dict[str, int]:
        return {str(model._meta.verbose_name_plural): len(rows) for model, rows in self.of_model.items()}


@transaction.atomic
def fill(years: int) -> Town:
    """A council that has worked for `years` years up to today."""
    staff = make_staff()
    rows = Rows()
    first = clock.now() - years * 365 * DAY
    number = years * CONCERNS_A_YEAR
    for index in range(number):
        moment = first + (clock.now() - first) * (index / number)
        share = ENQUIRIES_A_YEAR / CONCERNS_A_YEAR
        becomes_enquiry = int((index + 1) * share) > int(index * share)
        add_case(rows, staff, index, moment, Size() if becomes_enquiry else CONCERN_ONLY)
    rich = add_case(rows, staff, number, clock.now() - 40 * DAY, RICH)
    rows.write()
    looks = add_looks()
    return Town(staff, rich, rows.counts() | {"audit entries": looks})


def make_staff() -> Staff:
    teams = [Team.objects.create(name=f"Team {name}") for name in ("East", "North", "West")]
    door = Team.objects.create(name="Front door", is_front_door=True)
    return Staff(
        teams=teams,
        workers=[make_user(f"worker{n}", Role.SOCIAL_WORKER, teams[n % 3]) for n in range(12)],
        sams=[make_user(f"sam{n}", Role.SAM, teams[n]) for n in range(3)],
        front_door=make_user("door", Role.FRONT_DOOR, door),
        manager=make_user("manager", Role.SERVICE_MANAGER, None),
    )


def make_user(name: str, role: Role, team: Team | None) -> User:
    user = User(email=f"{name}@bench.example", name=name.title(), first_visit_done_at=clock.now())
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, role=role, team=team)
    return user


def add_case(rows: Rows, staff: Staff, index: int, opened: datetime, size: Size) -> Case:
    """One person and their case; with an enquiry where it has outcomes, closed unless it is young or unlucky."""
    team_number = index % 3
    worker, sam = staff.workers[index % 12], staff.sams[team_number]
    person = add_person(rows, staff.front_door, index, opened)
    restricted = index % 100 == 50
    case = rows.add(
        Case(
            person=person,
            team=staff.teams[team_number],
            opened_at=opened,
            restricted=restricted,
            restriction_kind=RestrictionKind.STAFF if restricted else "",
        )
    )
    by = {"case": case, "recorded_by": worker}
    add_concern(rows, case, staff.front_door, opened, index)
    age = clock.now() - opened
    if age < 3 * DAY:
        return case
    add_decision(rows, by, opened + DAY, is_enquiry=bool(size.outcomes))
    if size.outcomes:
        still_open = (
            size is RICH or age < 60 * DAY or rows.chance.random() < (0.3 if age < 365 * DAY else 0.01)
        )
        add_enquiry(rows, by, sam, index, opened, still_open=still_open)
        add_thread(rows, by, opened, size, still_open=still_open)
    elif rows.chance.random() < 0.5:
        add_conversations(rows, by, opened, size)
    for number in range(size.notes):
        moment = opened + (number + 1) * DAY
        text = SENTENCE * rows.chance.randint(1, 6)
        rows.add(Note(**by, kind=NoteKind.VISIT, happened_at=moment, recorded_at=moment, text=text))
    return case


def add_person(rows: Rows, actor: User, index: int, moment: datetime) -> Person:
    name = f"Person{index}"
    person = rows.add(
        Person(
            preferred_name=name,
            given_names=name,
            family_name=f"Invented{index % 700}",
            search_name=f"{name} invented{index % 700}".lower(),
            born_on=(moment - rows.chance.randint(20 * 365, 95 * 365) * DAY).date(),
            added_by=actor,
            recorded_at=moment,
        )
    )
    about = {"person": person, "recorded_by": actor, "recorded_at": moment, "from_on": moment.date()}
    if not index % 5:
        rows.add(
            SafeContactRule(**about, kind="must-not", channel="letter", reason="Her grandson opens the post.")
        )
        rows.add(CommunicationNeed(**about, need="Large print", how_met="16 point letters"))
    return person


def add_concern(rows: Rows, case: Case, actor: User, opened: datetime, index: int) -> None:
    concern = rows.add(
        Concern(
            case=case,
            reference=f"C-{opened.year}-{index:05}",
            recorded_by=actor,
            recorded_at=opened,
            received_at=opened - timedelta(hours=2),
            raised_by="home-care",
            raised_by_name="Shona Invented",
            fact="The change from the shopping never tallies. " * 3,
            types=["financial"],
            places=["own-home"],
            sources=["known"],
            adult_knows="yes",
            adult_agrees="yes",
            own_words=SENTENCE,
            own_words_voice="adult",
            immediate_danger=False,
            others_at_risk="no",
        )
    )
    rows.add(
        ConcernFeedback(
            case=case,
            concern=concern,
            recorded_by=actor,
            recorded_at=opened,
            result="told",
            on=opened.date(),
            said="Told.",
        )
    )


def add_decision(rows: Rows, by: dict[str, Any], moment: datetime, *, is_enquiry: bool) -> None:
    rows.add(
        Decision(
            **by,
            recorded_at=moment,
            decided_on=moment.date(),
            has_needs=True,
            has_needs_reasons="She is helped with washing and shopping each day.",
            at_risk=True,
            at_risk_reasons="Money may be missing.",
            cannot_protect=is_enquiry,
            cannot_protect_reasons="She cannot get to the shops or the bank.",
            kind=DecisionKind.SECTION_42 if is_enquiry else DecisionKind.NONE,
            instead="" if is_enquiry else Instead.ADVICE,
            reasons="This follows.",
            person_asked=True,
        )
    )


def add_enquiry(
    rows: Rows, by: dict[str, Any], sam: User, index: int, opened: datetime, *, still_open: bool
) -> None:
    began, closed = (opened + DAY).date(), min(opened + 90 * DAY, clock.now()).date()
    enquiry = rows.add(
        Enquiry(
            **by,
            recorded_at=opened + DAY,
            reference=f"E-{opened.year}-{index:05}",
            kind=EnquiryKind.SECTION_42,
            began_on=began,
            closed_on=None if still_open else closed,
            stage=Stage.ENQUIRY if still_open else Stage.CLOSING,
        )
    )
    for user, role in ((by["recorded_by"], AllocationRole.LEAD), (sam, AllocationRole.SAM)):
        rows.add(Allocation(**by, user=user, role=role, started_at=opened, recorded_at=opened))
    if not still_open:
        rows.add(
            Closure(
                **by,
                enquiry=enquiry,
                closed_on=closed,
                reason=ClosingReason.COMPLETE,
                person_view="Close the book.",
                person_view_voice="adult",
            )
        )


def add_conversations(rows: Rows, by: dict[str, Any], opened: datetime, size: Size) -> list[Answer]:
    answers = []
    for number in range(size.conversations):
        moment = opened + (1 + 5 * number) * DAY
        conversation = rows.add(
            Conversation(
                **by,
                phase=Phase.DURING if number else Phase.START,
                happened_at=moment,
                recorded_at=moment,
                place="At home",
                asked_by="The worker",
                answered_by="The person",
                voice="adult",
            )
        )
        for position, question in enumerate(FIVE_QUESTIONS):
            answer = Answer(
                conversation=conversation,
                position=position,
                question=question,
                question_text=question.label,
                words=SENTENCE * rows.chance.randint(1, 5),
                recorded_by=by["recorded_by"],
                recorded_at=moment,
            )
            answers.append(rows.add(answer))
        level = SAFETY_ORDER[min(3, number + rows.chance.randint(0, 2))]
        rows.add(
            SafetyRating(
                **by,
                conversation=conversation,
                level=level,
                voice="adult",
                rated_on=moment.date(),
                recorded_at=moment,
            )
        )
    return answers


def add_thread(rows: Rows, by: dict[str, Any], opened: datetime, size: Size, *, still_open: bool) -> None:
    answers = add_conversations(rows, by, opened, size)
    outcomes = [
        add_outcome(rows, by, opened, number, answers[number]) for number in range(1, size.outcomes + 1)
    ]
    for number in range(size.actions):
        outcome = outcomes[number % len(outcomes)] if number % 5 else None
        add_action(rows, by, opened + number * 3 * DAY, outcome, still_open=still_open and number % 2 == 0)


def add_outcome(
    rows: Rows, by: dict[str, Any], opened: datetime, number: int, answer: Answer
) -> DesiredOutcome:
    said, actor = opened + number * DAY, by["recorded_by"]
    wish = rows.add(DesiredOutcome(**by, number=number, state=OutcomeState.WANTED, recorded_at=said))
    stamp = {"outcome": wish, "recorded_by": actor}
    for version_number in range(1, 3 if rows.chance.random() < 0.3 else 2):
        version = rows.add(
            OutcomeVersion(
                **stamp,
                number=version_number,
                words=SENTENCE,
                voice="adult",
                said_on=said.date(),
                recorded_at=said,
                answer=answer,
                change_reason="Said again, better." if version_number > 1 else "",
            )
        )
    for judge, voice in ((Judge.PERSON, "adult"), (Judge.WORKER, "professional")):
        for days in (20, 60):
            moment = opened + days * DAY
            if moment < clock.now():
                judgement = rows.chance.choice([Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET])
                about = {"reviewed_on": moment.date(), "recorded_at": moment, "words": SENTENCE}
                rows.add(
                    OutcomeReview(
                        **stamp, **about, version=version, judge=judge, judgement=judgement, voice=voice
                    )
                )
    return wish


def add_action(
    rows: Rows,
    by: dict[str, Any],
    recorded: datetime,
    outcome: DesiredOutcome | None,
    *,
    still_open: bool,
) -> None:
    due = (recorded + 14 * DAY).date()
    action = rows.add(
        Action(
            **by,
            recorded_at=recorded,
            what="Visit at a time that she chose, and bring the bank's letter in large print.",
            principle=rows.chance.choice(list(Principle)),
            how_it_serves="She said who should come, and when.",
            outcome=outcome,
            duty="" if outcome else Duty.STATUTORY,
            owner=by["recorded_by"],
            due_on=due,
            status=ActionStatus.OPEN if still_open else ActionStatus.DONE,
        )
    )
    if not still_open:
        rows.add(
            ActionDone(
                action=action,
                due_on=due,
                done_on=due,
                what_was_done="Visited; the letter was read together.",
                recorded_by=by["recorded_by"],
                recorded_at=recorded,
            )
        )


def add_looks() -> int:
    """Who looked at what: the table that grows fastest. Gives the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO audit_auditentry
                (id, at, actor_id, event, subject_type, subject_id, case_id, person_id, data, reason, request_id)
            SELECT gen_random_uuid(), c.opened_at + n * interval '1 day', d.recorded_by_id, 'case-viewed',
                   'enquiries.case', c.id, c.id, c.person_id, '{}', '', ''
            FROM enquiries_case c
            JOIN enquiries_concern d ON d.case_id = c.id
            CROSS JOIN generate_series(1, %s) n
            """,
            [LOOKS_A_CASE],
        )
        return int(cursor.rowcount)
