"""States that tests begin from, made by the product's own acts. Everybody and everything here is invented."""

from datetime import date, timedelta
from typing import Any

import pytest

import casefile.actions
import enquiries.actions
from accounts.models import Team, User
from audit import clock
from casefile.checklist import Checklist, Line
from enquiries.choices import AdvocateKind, AllocationRole, DecisionKind, NotAskedReason
from enquiries.closing import CheckState, ClosingItem, SarAnswer
from enquiries.models import AdvocateInstruction, Case, Concern
from people.models import Person

CONCERN: dict[str, Any] = {
    "raised_by": "home-care",
    "raised_by_name": "Shona Invented",
    "fact": "The change from the shopping never tallies.",
    "types": ["financial"],
    "places": ["own-home"],
    "sources": ["known"],
    "adult_knows": "no",
    "not_told_reason": "Nobody has spoken with her yet.",
    "adult_agrees": "not-asked",
    "immediate_danger": False,
    "others_at_risk": "no",
}

DECISION: dict[str, Any] = {
    "has_needs": True,
    "has_needs_reasons": "She is helped with washing and shopping each day.",
    "at_risk": True,
    "at_risk_reasons": "Money may be missing.",
    "cannot_protect": True,
    "cannot_protect_reasons": "She cannot get to the shops or the bank.",
    "kind": DecisionKind.SECTION_42,
    "reasons": "The account is unclear and she has not been heard alone.",
    "not_asked_reason": NotAskedReason.NOT_REACHED,
}

PLAN: dict[str, Any] = {
    "kind": "plan",
    "from_on": date(2026, 1, 5),
    "wanted": "yes",
    "words": "Jan knocks three times, so I know it is her.",
    "voice": "adult",
    "safety_steps": "A key safe, and Jan knocks.",
    "risk_management": "The worker rings each fortnight.",
    "review_on": date(2026, 2, 16),
}

CLOSING: dict[str, Any] = {
    "reason": "complete",
    "person_view": "Close the book.",
    "person_view_voice": "adult",
    "checklist": Checklist(
        sar=SarAnswer.NOT_MET,
        sar_reason="Nobody died or was seriously harmed.",
        lines={item: Line(CheckState.NOT_NEEDED, "One conversation settled it.") for item in ClosingItem},
    ),
}


def make_person(actor: User, preferred_name: str = "Olwen") -> Person:
    return Person.objects.create(
        preferred_name=preferred_name,
        given_names=preferred_name,
        family_name="Tarrable",
        search_name=f"{preferred_name} tarrable".lower(),
        added_by=actor,
    )


def make_concern(actor: User, person: Person, team: Team, **changes: Any) -> Concern:
    fields = {"received_at": clock.now() - timedelta(hours=1), **CONCERN, **changes}
    return enquiries.actions.raise_concern(actor=actor, person_id=person.pk, team_id=team.pk, **fields)


def make_enquiry(sam: User, case: Case, **changes: Any) -> Case:
    fields = {"decided_on": clock.today(), "ask_on": clock.today() + timedelta(days=2), **DECISION, **changes}
    casefile.actions.decide(actor=sam, case_id=case.pk, **fields)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def person(worker: User) -> Person:
    return make_person(worker)


@pytest.fixture
def concern(worker: User, person: Person, north: Team) -> Concern:
    return make_concern(worker, person, north)


@pytest.fixture
def case(concern: Concern) -> Case:
    """An undecided case of the north team."""
    return Case.objects.get(pk=concern.case_id)


@pytest.fixture
def front_door_case(front_door: User, front_door_team: Team) -> Case:
    return make_concern(front_door, make_person(front_door, "Gareth"), front_door_team).case


@pytest.fixture
def open_case(sam: User, worker: User, case: Case) -> Case:
    """A case of the north team with an open section 42 enquiry, allocated to the worker and the SAM."""
    for user, role in ((worker, AllocationRole.LEAD), (sam, AllocationRole.SAM)):
        enquiries.actions.allocate_case(actor=sam, case_id=case.pk, user_id=user.pk, role=role)
    return make_enquiry(sam, case)


@pytest.fixture
def closed_case(sam: User, open_case: Case) -> Case:
    casefile.actions.close_enquiry(
        actor=sam, case_id=open_case.pk, version=open_case.enquiry.version, closed_on=clock.today(), **CLOSING
    )
    return Case.objects.get(pk=open_case.pk)


@pytest.fixture
def restricted_case(sam: User, south: Team, manager: User) -> Case:
    """A case of the south team, restricted; only the service manager, who restricted it, is named."""
    case = make_concern(manager, make_person(manager, "Zofia"), south).case
    enquiries.actions.restrict_case(
        actor=manager, case_id=case.pk, reason="A relative works for the council."
    )
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def instruction(worker: User, open_case: Case, advocate: User) -> AdvocateInstruction:
    return enquiries.actions.instruct_advocate(
        actor=worker,
        case_id=open_case.pk,
        advocate_id=advocate.pk,
        kind=AdvocateKind.CARE_ACT,
        organisation="Invented Voices",
        instructed=True,
        from_on=clock.today(),
    )


@pytest.fixture
def instructed_case(instruction: AdvocateInstruction) -> Case:
    """The open case, with the advocate instructed from today."""
    return Case.objects.get(pk=instruction.case_id)


@pytest.fixture
def long_ago() -> date:
    return clock.today() - timedelta(days=100)
