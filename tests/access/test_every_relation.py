"""The access matrix: every address x role x relation x verb, with and without htmx.

Expected is what the rule table says of the policy that the view declares; observed is what the running product
answers. `tests/access/<app>.py` says the same by hand, for fewer people: the two keep each other honest.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

import enquiries.actions
from accounts.models import User
from accounts.rules import Relation, Role, Verb, allows, relations_for
from audit import clock
from audit.policy import Policy, policy_of
from enquiries.choices import AdvocateKind, AllocationRole
from enquiries.models import AdvocateInstruction, Allocation
from oversight.access_table import addresses
from people.models import ConflictOfInterest, PersonAccess
from tests.access.matrix import Row, all_rows
from tests.cast import make_user
from tests.world import session_of

LET_IN, REFUSED, HIDDEN = "let in", "refused", "hidden"
Asking = tuple[str, dict[str, str]]
HTMX = {"HTTP_HX_REQUEST": "true"}
ALWAYS: list[Asking] = [("GET", {}), ("POST", {})]
BESIDES: list[Asking] = [("GET", HTMX), ("HEAD", {}), ("POST", HTMX), ("PUT", {})]
"""Of these each cell asks one, in turn, so that every address meets each from several sides; ACCESS_MATRIX=whole asks
all of them in every cell, which takes three times as long."""


@dataclass(frozen=True)
class Standing:
    """Somebody, and how they stand to the case of a place. `shut`: a restriction or a conflict shuts it to them."""

    name: str
    role: Role
    place: str
    relations: frozenset[Relation] = frozenset()
    shut: bool = False
    ways: tuple[str, ...] = field(default=())


def stands(
    name: str, role: Role, place: str, *relations: Relation, ways: str = "", shut: bool = False
) -> Standing:
    return Standing(name, role, place, frozenset({Relation.ANY, *relations}), shut, tuple(ways.split()))


OPEN, DOOR, SHUT = "open", "at the door", "restricted"
TEAM, ALLOCATED, GLASS = Relation.TEAM, Relation.ALLOCATED, Relation.BROKE_GLASS
STANDINGS = [
    *(stands(f"{role}, own team", role, OPEN, TEAM, ways="north") for role in (Role.SOCIAL_WORKER, Role.SAM)),
    *(
        stands(f"{role}, allocated", role, OPEN, ALLOCATED, ways="south allocated")
        for role in (Role.SOCIAL_WORKER, Role.SAM)
    ),
    *(stands(f"{role}, other team", role, OPEN, ways="south") for role in (Role.SOCIAL_WORKER, Role.SAM)),
    stands("front door, own door", Role.FRONT_DOOR, DOOR, TEAM, Relation.FRONT_DOOR, ways="door_team"),
    stands("front door, case of a team", Role.FRONT_DOOR, OPEN, ways="door_team"),
    stands("social worker, case at the door", Role.SOCIAL_WORKER, DOOR, ways="north"),
    *(
        stands(str(role), role, OPEN)
        for role in (Role.SERVICE_MANAGER, Role.ANALYST, Role.ADMINISTRATOR, Role.AUDITOR)
    ),
    stands("advocate, instructed", Role.ADVOCATE, OPEN, Relation.INSTRUCTED, ways="instructed"),
    stands("advocate, instruction ended", Role.ADVOCATE, OPEN, ways="ended"),
    stands("advocate of others", Role.ADVOCATE, OPEN),
    stands(
        "social worker, own team, close to the person",
        Role.SOCIAL_WORKER,
        OPEN,
        TEAM,
        ways="north close",
        shut=True,
    ),
    stands(
        "social worker, broke the glass on another team", Role.SOCIAL_WORKER, OPEN, GLASS, ways="south glass"
    ),
    stands("social worker, own team, not named", Role.SOCIAL_WORKER, SHUT, TEAM, ways="north", shut=True),
    stands("social worker, own team, named", Role.SOCIAL_WORKER, SHUT, TEAM, ways="north named"),
    stands("service manager, not named", Role.SERVICE_MANAGER, SHUT, shut=True),
    stands("service manager, named", Role.SERVICE_MANAGER, SHUT, ways="named"),
    Standing(
        "service manager, broke the glass", Role.SERVICE_MANAGER, SHUT, frozenset({GLASS}), ways=("glass",)
    ),
    stands("auditor, not named", Role.AUDITOR, SHUT, shut=True),
    stands(
        "advocate, instructed, not named",
        Role.ADVOCATE,
        SHUT,
        Relation.INSTRUCTED,
        ways="instructed",
        shut=True,
    ),
    stands("advocate, instructed, named", Role.ADVOCATE, SHUT, Relation.INSTRUCTED, ways="instructed named"),
]


def come(standing: Standing, world: SimpleNamespace) -> User:
    """Somebody who stands so to the case; rows, because most of it no act would let them do to themselves."""
    cast, case, ways = world.cast, world.places[standing.place].case, standing.ways
    team = next((getattr(cast, way) for way in ways if way in ("north", "south", "door_team")), None)
    user = make_user(f"{abs(hash(standing.name))}@council.example", standing.name, (standing.role, team))
    by = {"recorded_by": cast.worker}
    if "allocated" in ways:
        Allocation.objects.create(case=case, user=user, role=AllocationRole.SECOND, **by)
    if "instructed" in ways or "ended" in ways:
        today = clock.today()
        until = None if "instructed" in ways else today - timedelta(days=1)
        AdvocateInstruction.objects.create(
            case=case, advocate=user, kind=AdvocateKind.CARE_ACT, organisation="Voices", instructed=True,
            from_on=today - timedelta(days=9), until_on=until, **by,
        )  # fmt: skip
    if "named" in ways:
        given = {"reason": "Named", "given_by": cast.manager}
        case.named_access.create(user=user, **given)
        PersonAccess.objects.create(person=case.person, user=user, **given)
    if "close" in ways:
        ConflictOfInterest.objects.create(
            person=case.person, user=user, kind="friend", reason="Friends", **by
        )
    if "glass" in ways:
        enquiries.actions.break_glass(actor=user, case_id=case.pk, kind="danger", reason="Now")
    return user


def expected(policy: Policy, standing: Standing) -> str:
    """What the rule table says."""
    here = set() if standing.shut else {(standing.role, relation) for relation in standing.relations}
    if policy.sees is None and policy.does is None:
        return LET_IN
    if policy.is_on_record:
        if not allows(Verb(policy.sees), here):
            return HIDDEN
        return LET_IN if policy.does is None or allows(Verb(policy.does), here) else REFUSED
    return LET_IN if relations_for(Verb(policy.does), [standing.role]) else REFUSED


def observed(client: Client, method: str, path: str, extra: dict[str, str]) -> tuple[str, int]:
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded", **extra)
        transaction.set_rollback(True)
    status = response.status_code
    if status == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL)):
        return "sent to sign in", status
    return {403: REFUSED, 404: HIDDEN}.get(status, LET_IN), status


def is_right(policy: Policy, standing: Standing, method: str, row: Row, got: str, status: int) -> bool:
    should = expected(policy, standing)
    if status >= 500 or got == "sent to sign in":
        return status < 500 and row.ends_at_sign_in
    if ("GET" if method == "HEAD" else method) not in row.methods.split():
        return status in (403, 404, 405)
    if status == 405 and method == "HEAD":  # many forms have no HEAD; that tells nothing
        return True
    if policy.does is None and policy.sees is None:
        return got in (LET_IN, HIDDEN)  # theirs, or nobody's
    if should == LET_IN:
        return got == LET_IN or bool(policy.also)
    return got == should or bool(policy.or_else) or (bool(policy.also) and got != LET_IN)


@pytest.fixture
def nothing_drawn(monkeypatch: pytest.MonkeyPatch):
    """Who is let in is settled before a page is drawn; drawing ten thousand of them would take ten minutes."""
    monkeypatch.setattr("django.shortcuts.loader.render_to_string", lambda *args, **kwargs: "")


def rows() -> Iterator[tuple[Row, Policy]]:
    """The addresses that can be asked, each once."""
    policies = {name: policy_of(page.callback) for name, page in addresses()}
    named = {row.name: row for row in reversed(all_rows()) if not row.has_tests_of_its_own}
    for name, row in sorted(named.items()):
        policy = policies[name]
        if policy is not None and not policy.is_public and ":" in name:  # not the sign-in library's own
            yield row, policy


@pytest.mark.usefixtures("nothing_drawn")
@pytest.mark.parametrize("standing", STANDINGS, ids=lambda standing: standing.name)
def test_every_address_answers_as_the_rule_table_says(
    standing: Standing, world: SimpleNamespace, django_db_blocker: Any
):
    wrong = []
    place = world.places[standing.place]
    with django_db_blocker.unblock():  # what the addresses need stays for other standings of the place
        asked = [(row, policy, address(row, place)) for row, policy in rows() if can_be_asked(row, standing)]
    turn = STANDINGS.index(standing)
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(come(standing, world))
        for number, (row, policy, path) in enumerate(asked, start=turn):
            for method, extra in askings(number):
                got, status = observed(client, method, path, extra)
                if not is_right(policy, standing, method, row, got, status):
                    should = expected(policy, standing)
                    wrong.append(
                        f"{row.name}, {method} {extra or ''}: should be {should}, was {got} ({status})"
                    )
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def askings(number: int) -> list[Asking]:
    whole = os.environ.get("ACCESS_MATRIX") == "whole"
    return ALWAYS + (BESIDES if whole else [BESIDES[number % len(BESIDES)]])


def can_be_asked(row: Row, standing: Standing) -> bool:
    return not row.is_about_a_place or standing.place != DOOR or row.at_the_door is not None


def address(row: Row, place: Any) -> str:
    with transaction.atomic():
        return reverse(row.name, kwargs=row.arguments_in(place))
