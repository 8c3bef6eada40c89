"""List, detail, search, count, dashboard, CSV, PDF and fragment agree: for everybody they give the same records.

Who may see what is worked out here in plain Python from the rule table, and asked of the running pages.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import Membership, User
from accounts.rules import Relation, Role, Verb, allows, relations_for
from audit import clock
from casefile.models import Report, ReportState
from enquiries.choices import AdvocateKind, AllocationRole
from enquiries.models import AdvocateInstruction, Allocation, BrokenGlass, Case
from people.models import ConflictOfInterest, Person, PersonAccess
from tests.cast import make_user
from tests.given import make_concern
from tests.world import everybody

TEAMS = ("north", "south", "door_team")
IN_TEAMS = {
    Role.FRONT_DOOR: ["door_team"],
    Role.SOCIAL_WORKER: ["north", "south"],
    Role.SAM: ["north", "south"],
}
PDF = b"%PDF-1.7 nothing"


@dataclass(frozen=True)
class Facts:
    """How one case stands to the one who asks."""

    team: str
    restricted: bool
    named: bool
    allocated: bool
    instructed: str
    close: bool
    glass: str


HELD = [(role, team) for role in Role for team in IN_TEAMS.get(role, [""])]
roles = st.lists(st.sampled_from(HELD), max_size=2, unique=True)
rarely = st.sampled_from([False, False, False, True])
facts = st.builds(
    Facts,
    team=st.sampled_from(TEAMS),
    restricted=st.booleans(),
    named=st.booleans(),
    allocated=st.booleans(),
    instructed=st.sampled_from(["", "runs", "ended"]),
    close=rarely,
    glass=st.sampled_from(["", "", "runs", "over"]),
)


def may(verb: Verb, held: list[tuple[Role, str]], one: Facts) -> bool:
    """The rule table, and the three rules that stand above it, in plain words."""
    if one.close:
        return False
    standing = {(role, Relation.BROKE_GLASS) for role, _ in held if one.glass == "runs"}
    if not one.restricted or one.named:
        for role, team in held:
            standing.add((role, Relation.ANY))
            if team == one.team:
                standing.add((role, Relation.TEAM))
                if team == "door_team":
                    standing.add((role, Relation.FRONT_DOOR))
            if one.allocated:
                standing.add((role, Relation.ALLOCATED))
            if one.instructed == "runs":
                standing.add((role, Relation.INSTRUCTED))
    return allows(verb, standing)


def made(cast: SimpleNamespace, held: list[tuple[Role, str]], world: list[Facts]) -> tuple[User, list[Case]]:
    asker = make_user("asker@council.example", "Asker")
    for role, team in held:
        Membership.objects.create(user=asker, role=role, team=getattr(cast, team) if team else None)
    return asker, [_case(cast, asker, number, one) for number, one in enumerate(world)]


def _case(cast: SimpleNamespace, asker: User, number: int, one: Facts) -> Case:
    person = Person.objects.create(
        preferred_name=f"Olwen {number}", given_names="Olwen", family_name="Tarrable",
        search_name=f"olwen {number} tarrable", added_by=cast.worker,
    )  # fmt: skip
    case = make_concern(cast.manager, person, getattr(cast, one.team)).case
    by, now, today = {"recorded_by": cast.worker}, clock.now(), clock.today()
    if one.restricted:
        Case.objects.filter(pk=case.pk).update(restricted=True, restriction_kind="staff")
        case.concerns.update(restricted=True)
        Person.objects.filter(pk=person.pk).update(restricted=True)
    if one.named:
        case.named_access.create(user=asker, reason="Named", given_by=cast.manager)
        PersonAccess.objects.create(person=person, user=asker, reason="Named", given_by=cast.manager)
    if one.allocated:
        Allocation.objects.create(case=case, user=asker, role=AllocationRole.SECOND, **by)
    if one.instructed:
        AdvocateInstruction.objects.create(
            case=case, advocate=asker, kind=AdvocateKind.CARE_ACT, organisation="Voices", instructed=True,
            from_on=today - timedelta(days=9), until_on=None if one.instructed == "runs" else today - timedelta(days=1),
            **by,
        )  # fmt: skip
    if one.close:
        ConflictOfInterest.objects.create(person=person, user=asker, kind="friend", reason="Friends", **by)
    if one.glass:
        began = now - timedelta(hours=1 if one.glass == "runs" else 5)
        BrokenGlass.objects.create(
            case=case,
            person=person,
            user=asker,
            kind="danger",
            reason="Now",
            started_at=began,
            until=began + timedelta(hours=4),
        )
    Report.objects.create(
        case=case, kind="file", state=ReportState.MADE, frozen={"reference": "E-1"}, pdf=PDF, made_at=now,
        sha256=hashlib.sha256(PDF).hexdigest(), **by,
    )  # fmt: skip
    return case


def shown(response: Any, what: str = "cases") -> set[str]:
    page = re.sub(r'<section class="msp-glass".*?</section>', "", response.content.decode(), flags=re.DOTALL)
    return set(re.findall(rf'href="/{what}/([0-9a-f-]{{36}})/"', page))


def opened(client: Client, page: str, cases: list[Case]) -> set[str]:
    return {str(case.pk) for case in cases if client.get(reverse(page, args=[case.pk])).status_code == 200}


def all_ways_to_a_case(client: Client, cases: list[Case]) -> Iterator[tuple[str, set[str]]]:
    yield "detail", opened(client, "casefile:case", cases)
    yield "timeline", opened(client, "casefile:timeline", cases)
    yield "people involved", opened(client, "enquiries:people-involved", cases)
    yield "PDF", {
        str(case.pk)
        for case in cases
        if client.get(
            reverse("casefile:download-report", args=[case.pk, case.reports.get().pk])
        ).status_code == 200
    }  # fmt: skip


@pytest.fixture(scope="module")
def cast(django_db_setup: Any, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield everybody()
        transaction.set_rollback(True)


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(held=roles, world=st.lists(facts, min_size=3, max_size=4))
def test_every_way_gives_the_same_records(cast, django_db_blocker, held, world):
    with django_db_blocker.unblock(), transaction.atomic():
        asker, cases = made(cast, held, world)
        client = Client()
        client.force_login(asker)
        check(client, held, world, cases)
        transaction.set_rollback(True)


def check(client: Client, held: list[tuple[Role, str]], world: list[Facts], cases: list[Case]) -> None:
    def right(verb: Verb) -> set[str]:
        return {str(case.pk) for case, one in zip(cases, world, strict=True) if may(verb, held, one)}

    asked = list(all_ways_to_a_case(client, cases))
    found = [role for role, _ in held]
    if relations_for(Verb.SEE_CASE, found):
        page = client.get(reverse("casefile:cases"))
        asked.append(("list", shown(page)))
        assert page.context["everything"] == len(right(Verb.SEE_CASE))
        searched = client.post(reverse("casefile:search"), {"q": "tarrable"}, follow=True)
        one = {searched.request["PATH_INFO"].split("/")[2]} if searched.redirect_chain else shown(searched)
        asked.append(("search", one))
    assert asked == [(way, right(Verb.SEE_CASE)) for way, _ in asked]
    assert opened(client, "casefile:thread", cases) == right(Verb.SEE_THREAD)

    concerns = {str(case.pk): case.concerns.get() for case in cases}
    seen = {pk for pk, one in concerns.items() if client.get(one.get_absolute_url()).status_code == 200}
    assert seen == right(Verb.SEE_CONCERN)
    if relations_for(Verb.SEE_CONCERN, found):
        listed = shown(client.get(reverse("enquiries:concerns")), "concerns")
        assert {pk for pk, one in concerns.items() if str(one.pk) in listed} == right(Verb.SEE_CONCERN)
    people(client, found, cases, right(Verb.SEE_IDENTITY))
    figures(client, found, right(Verb.SEE_FIGURES))


def people(client: Client, found: list[Role], cases: list[Case], right: set[str]) -> None:
    persons = {str(case.pk): str(case.person_id) for case in cases}
    assert opened_people(client, persons) == right
    if Relation.ANY in relations_for(Verb.SEE_IDENTITY, found):
        for extra in ({}, {"HTTP_HX_REQUEST": "true"}):
            results = shown(client.post(reverse("people:find"), {"name": "tarrable"}, **extra), "people")
            assert {pk for pk, person in persons.items() if person in results} == right


def opened_people(client: Client, persons: dict[str, str]) -> set[str]:
    return {
        pk
        for pk, one in persons.items()
        if client.get(reverse("people:person", args=[one])).status_code == 200
    }


def figures(client: Client, found: list[Role], right: set[str]) -> None:
    if not relations_for(Verb.SEE_FIGURES, found):
        return
    rows = client.get(reverse("oversight:figure-rows", args=["received"]))
    lines = list(csv.reader(client.get(reverse("oversight:figure-csv", args=["received"])).text.splitlines()))
    assert len(lines) - 1 == len(right)
    assert rows.context["page"].paginator.count == len(right)
    assert shown(rows) <= right
