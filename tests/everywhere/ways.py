"""The way to every page: an address for each row of the access matrix, in a world where every page has rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import NoReverseMatch, reverse

import casefile.actions
import enquiries.actions
from audit import clock
from enquiries import raising
from enquiries.models import Case
from enquiries.partners import link_to
from tests.access.enquiries import a_partner_question
from tests.access.matrix import (
    ANONYMOUS,
    MANAGER,
    NAMED,
    OUTSIDER,
    SAM,
    SEES_CASE,
    WORKER,
    Place,
    Row,
    all_rows,
)
from tests.enquiries.test_raising_pages import begin, write
from tests.given import CLOSING
from tests.hand import Hand
from tests.queries import all_pages
from tests.world import north_place

NOT_FOR_READERS = {"healthz", "readyz"}
ROWS_OF_EACH = 1


@dataclass(frozen=True)
class Way:
    """An address, and who is let in there. A page that several addresses lead to has one name."""

    name: str
    path: str
    lets: tuple[str, ...]
    methods: tuple[str, ...]
    without_sign_in: bool = False
    sees_case: tuple[str, ...] = ()
    """Who sees the case whole, and may be told whose it is where one thing is refused."""


def fill(place: Place) -> None:
    """Put rows behind every page whose queries are counted."""
    for build in all_pages().values():
        build(place, ROWS_OF_EACH)


def all_ways(world: SimpleNamespace) -> list[Way]:
    """To every page of the open place; of others, to the pages that are there for somebody else or look different."""
    rows = [row for row in all_rows() if row.name not in NOT_FOR_READERS]
    restricted = [
        (row, [who for who in row.lets if who in NAMED]) for row in rows if row.name in IF_RESTRICTED
    ]
    return [
        *ways_to(world.places["open"], [(row, row.lets) for row in rows]),
        *ways_to(
            world.places["at the door"],
            [(row, row.at_the_door) for row in rows if row.at_the_door is not None],
        ),
        *ways_to(world.places["restricted"], restricted),
        *ways_to(closed_place(world), [(row, row.lets) for row in rows if row.name in IF_CLOSED]),
    ]


def closed_place(world: SimpleNamespace) -> Place:
    place = north_place(world.cast, "Marta")
    casefile.actions.close_enquiry(
        actor=place.sam,
        case_id=place.case.pk,
        version=place.case.enquiry.version,
        closed_on=clock.today(),
        **CLOSING,
    )
    return replace(place, case=Case.objects.get(pk=place.case.pk), made={})


def ways_to(place: Place, rows: Iterable[tuple[Row, Iterable[str]]]) -> Iterator[Way]:
    sees_case = NAMED if place.case.restricted else SEES_CASE
    for row, lets in rows:
        methods = tuple(row.methods.split())
        if row.name in WAYS:
            insiders, paths = WAYS[row.name]
            for path in paths(place):
                yield Way(row.name, path, insiders, methods, row.without_sign_in, sees_case)
            continue
        try:
            path = reverse(row.name, kwargs=row.arguments_in(place))
        except NoReverseMatch:
            raise AssertionError(f"say in tests/everywhere/ways.py how to get to {row.name}") from None
        yield Way(row.name, path, tuple(lets), methods, row.without_sign_in, sees_case)


def begun(place: Place) -> str:
    """A concern being raised about somebody with an open case, every page of it answered; its list of tasks."""
    if "begun" not in place.made:
        hand = Hand(place.worker)
        tasks = begin(hand, place.person)
        write(hand, tasks)
        place.made["begun"] = tasks
    return place.made["begun"]


def steps(place: Place) -> Iterator[str]:
    for step in raising.steps_for(place.worker, place.person):
        yield f"{begun(place)}{step.slug}/"


def name_of_the_worker(place: Place) -> Iterator[str]:
    if place.case.restricted:
        yield reverse("enquiries:end-named-access", args=[place.case.pk, place.worker.pk])


def of_broken_glass(name: str) -> Callable[[Place], Iterable[str]]:
    """Only of the open place: what is behind broken glass is seen by one who sees nothing in the other places."""

    def paths(place: Place) -> Iterator[str]:
        if place.case.restricted or place.case.team.is_front_door:
            return
        if "glass" not in place.made:
            other = north_place(place.cast, "Marta")
            place.made["glass"] = enquiries.actions.break_glass(
                actor=place.cast.outsider, case_id=other.case.pk, kind="danger", reason="She does not answer."
            )
        yield reverse(name, args=[place.made["glass"].pk])

    return paths


WAYS: dict[str, tuple[tuple[str, ...], Callable[[Place], Iterable[str]]]] = {
    "enquiries:concern-tasks": ((WORKER,), lambda place: [begun(place)]),
    "enquiries:concern-step": ((WORKER,), steps),
    "enquiries:check-concern": ((WORKER,), lambda place: [f"{begun(place)}check/"]),
    "enquiries:concern-raised": (
        (WORKER,),
        lambda place: [reverse("enquiries:concern-raised", args=[place.concern.pk])],
    ),
    "enquiries:end-named-access": ((SAM, MANAGER), name_of_the_worker),
    "enquiries:partner": ((), lambda place: [urlsplit(link_to(a_partner_question(place))).path]),
    "enquiries:review-glass": ((SAM, MANAGER), of_broken_glass("enquiries:review-glass")),
    "enquiries:end-glass": ((OUTSIDER, SAM, MANAGER), of_broken_glass("enquiries:end-glass")),
}
IF_CLOSED = {"casefile:case", "casefile:reopen", "casefile:decisions", "casefile:thread", "outcomes:outcomes"}
IF_RESTRICTED = {
    "casefile:case",
    "enquiries:people-involved",
    "enquiries:unrestrict",
    "enquiries:end-named-access",
}


@cache
def one_handler() -> ClientHandler:
    """All middleware, built once for thousands of browsers."""
    return ClientHandler(enforce_csrf_checks=False)


def client_of(world: SimpleNamespace, who: str) -> Client:
    """Somebody's browser; a fault in the product is answered as in production, with 500."""
    client = Client(raise_request_exception=False)
    client.handler = one_handler()
    if who != ANONYMOUS:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[who]
    return client


def is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")
