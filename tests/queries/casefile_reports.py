from datetime import timedelta

from django.urls import reverse

from audit import clock
from casefile.actions import request_report
from casefile.models import Report, ReportKind, ReportState
from casefile.reminders import finding
from tests.access.matrix import Place
from tests.casefile.thread import add_action, fill
from tests.outcomes.given import talk, want
from tests.queries import Visit, page


@page
def casefile_reports(place: Place, rows: int) -> Visit:
    for _ in range(rows):
        request_report(actor=place.worker, case_id=place.case.pk, kind=ReportKind.FILE)
        Report.objects.update(state=ReportState.FAILED, failure="It failed.")
    return Visit(place.worker, reverse("casefile:reports", args=[place.case.pk]))


@page
def casefile_ask_for_report(place: Place, rows: int) -> Visit:
    """Everything that a report shows is read for this page."""
    for _ in range(rows):
        fill(place.worker, place.case, words="A few words.")
    return Visit(place.worker, reverse("casefile:ask-for-report", args=[place.case.pk]))


@page
def casefile_reminders(place: Place, rows: int) -> Visit:
    talk(place.worker, place.case)
    wish = want(place.worker, place.case)
    for number in range(rows):
        add_action(place.worker, place.case, wish, due_on=clock.today() - timedelta(days=number))
    finding.find_due()
    return Visit(place.worker, reverse("casefile:reminders"))
