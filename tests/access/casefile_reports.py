from typing import Any

from casefile.actions import request_report
from casefile.models import Report, ReportKind, ReportState
from casefile.reports import making
from tests.access.matrix import (
    ADMINISTRATOR,
    ADVOCATE,
    ANALYST,
    AUDITOR,
    EVERYBODY,
    FRONT_DOOR,
    MANAGER,
    OTHER_ADVOCATE,
    SEES_CASE,
    TEAM,
    Place,
    Row,
    once_for_each_place,
)

AT_THE_DOOR = (FRONT_DOOR, MANAGER, AUDITOR)
NO_CASES = (ANALYST, ADVOCATE, OTHER_ADVOCATE, ADMINISTRATOR)
REMINDED = tuple(who for who in EVERYBODY if who not in NO_CASES)
SEE_DELIVERIES = (MANAGER, ADMINISTRATOR)


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


@once_for_each_place
def made(place: Place) -> Report:
    report = request_report(actor=place.cast.manager, case_id=place.case.pk, kind=ReportKind.PERSON)
    making.make_due()
    return report


@once_for_each_place
def failed(place: Place) -> Report:
    report = request_report(actor=place.cast.manager, case_id=place.case.pk, kind=ReportKind.FILE)
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, failure="It failed.")
    return report


def of_made(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk, "report_id": made(place).pk}


def of_failed(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk, "report_id": failed(place).pk}


ROWS = [
    Row("casefile:reports", of_case, lets=SEES_CASE, methods="GET", at_the_door=AT_THE_DOOR),
    Row("casefile:report", of_made, lets=SEES_CASE, methods="GET", at_the_door=AT_THE_DOOR),
    Row("casefile:download-report", of_made, lets=SEES_CASE, methods="GET", at_the_door=AT_THE_DOOR),
    Row("casefile:ask-for-report", of_case, lets=(*TEAM, MANAGER), refuses=(AUDITOR,)),
    Row("casefile:retry-report", of_failed, lets=(*TEAM, MANAGER), refuses=(AUDITOR,), methods="POST"),
    Row("casefile:give-report", of_made, lets=(*TEAM, MANAGER), refuses=(AUDITOR,)),
    Row("casefile:reminders", lets=REMINDED, refuses=NO_CASES, methods="GET"),
    Row("casefile:reminder-settings", lets=REMINDED, refuses=NO_CASES),
    Row(
        "casefile:deliveries",
        lets=SEE_DELIVERIES,
        refuses=tuple(who for who in EVERYBODY if who not in SEE_DELIVERIES),
        methods="GET",
    ),
]
