from django.urls import reverse

from audit import clock
from tests.access.matrix import Place
from tests.queries import Visit, page
from tests.queries.casefile import strands


@page
def oversight_case_history(place: Place, rows: int) -> Visit:
    strands(place, rows)
    return Visit(place.sam, reverse("oversight:case-history", args=[place.case.pk]))


@page
def oversight_as_it_was(place: Place, rows: int) -> Visit:
    strands(place, rows)
    when = f"moment-day=1&moment-month=1&moment-year={clock.today().year + 1}&moment-time=12:00"
    return Visit(place.sam, reverse("oversight:as-it-was", args=[place.case.pk]) + f"?{when}")


@page
def oversight_readers(place: Place, rows: int) -> Visit:
    return Visit(place.sam, reverse("oversight:readers", args=[place.person.pk]))
