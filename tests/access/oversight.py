from typing import Any

from tests.access.matrix import (
    ADMINISTRATOR,
    ADVOCATE,
    ANALYST,
    AUDITOR,
    COLLEAGUE,
    EVERYBODY,
    FRONT_DOOR,
    MANAGER,
    OTHER_ADVOCATE,
    OUTSIDER,
    SAM,
    SEES_CASE,
    WORKER,
    Place,
    Row,
)

SEES_FIGURES = (WORKER, COLLEAGUE, SAM, OUTSIDER, MANAGER, ANALYST, AUDITOR)
REFUSED = (FRONT_DOOR, ADVOCATE, OTHER_ADVOCATE, ADMINISTRATOR)

SEES_PAST = (SAM, MANAGER, AUDITOR)


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


def of_person(place: Place) -> dict[str, Any]:
    return {"person_id": place.person.pk}


ROWS = [
    Row(
        "oversight:reading",
        lets=[AUDITOR],
        refuses=[who for who in EVERYBODY if who != AUDITOR],
        methods="GET",
    ),
    Row(
        "oversight:unusual",
        lets=[AUDITOR],
        refuses=[who for who in EVERYBODY if who != AUDITOR],
        methods="GET",
    ),
    Row("oversight:case-history", of_case, lets=SEES_CASE, methods="GET"),
    Row("oversight:as-it-was", of_case, lets=SEES_PAST, refuses=[WORKER, COLLEAGUE], methods="GET"),
    Row(
        "oversight:readers",
        of_person,
        lets=SEES_PAST,
        refuses=[FRONT_DOOR, WORKER, COLLEAGUE, OUTSIDER, ADVOCATE],
        methods="GET",
    ),
    Row("oversight:dashboard", lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:dashboard-csv", lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:figure-rows", {"key": "adult-met"}, lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
    Row("oversight:figure-csv", {"key": "adult-met"}, lets=SEES_FIGURES, refuses=REFUSED, methods="GET"),
]
