from django.urls import reverse

from audit import clock
from enquiries.actions import add_note
from enquiries.choices import NoteKind
from principles.actions import complete_action
from tests.access.matrix import Place
from tests.casefile.given import threaded
from tests.given import make_concern, make_person
from tests.principles.given import make_action
from tests.queries import Visit, page


def strands(place: Place, rows: int) -> None:
    """Threads, notes and finished actions on one case."""
    for _ in range(rows):
        threaded(place.worker, place.case)
        done = make_action(place.worker, place.case)
        complete_action(
            actor=place.worker, action_id=done.pk, done_on=clock.today(), what_was_done="Rang the bank."
        )
        add_note(
            actor=place.worker,
            case_id=place.case.pk,
            kind=NoteKind.VISIT,
            happened_at=clock.now(),
            text="She laughed.",
        )


def cases(place: Place, rows: int) -> None:
    for number in range(rows):
        make_concern(place.worker, make_person(place.worker, f"Person {number}"), place.case.team)


@page
def casefile_home(place: Place, rows: int) -> Visit:
    cases(place, rows)
    return Visit(place.sam, reverse("casefile:home"))


@page
def casefile_cases(place: Place, rows: int) -> Visit:
    cases(place, rows)
    return Visit(place.worker, reverse("casefile:cases"))


@page
def casefile_search(place: Place, rows: int) -> Visit:
    cases(place, rows)
    return Visit(place.worker, reverse("casefile:search"), {"q": "person"})


@page
def casefile_case(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("casefile:case", args=[place.case.pk]))


@page
def casefile_timeline(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("casefile:timeline", args=[place.case.pk]))


@page
def casefile_thread(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("casefile:thread", args=[place.case.pk]))


@page
def casefile_balance(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("casefile:balance", args=[place.case.pk]))


@page
def principles_actions(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("principles:actions", args=[place.case.pk]))


@page
def principles_add_action(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.worker, reverse("principles:add-action", args=[place.case.pk]))
