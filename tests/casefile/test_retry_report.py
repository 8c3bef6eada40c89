import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import request_report, retry_report
from casefile.errors import NotFailed, ReportOnItsWay
from casefile.models import Report, ReportKind, ReportState


@pytest.fixture
def failed_report(worker, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    Report.objects.update(state=ReportState.FAILED, failure="Something went wrong", attempts=3)
    return report


def test_a_failed_report_is_due_again_from_the_same_data(worker, failed_report):
    retry_report(actor=worker, report_id=failed_report.pk)

    report = Report.objects.get(pk=failed_report.pk)
    assert (report.state, report.failure, report.attempts) == (ReportState.DUE, "", 0)
    assert report.frozen == failed_report.frozen
    assert AuditEntry.objects.filter(event=Event.REPORT_REQUESTED).last().data["again"] is True


def test_a_second_press_is_refused(worker, failed_report):
    retry_report(actor=worker, report_id=failed_report.pk)

    with pytest.raises(NotFailed), transaction.atomic():
        retry_report(actor=worker, report_id=failed_report.pk)


def test_it_waits_while_a_newer_one_is_being_made(worker, open_case, failed_report):
    request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    with pytest.raises(ReportOnItsWay), transaction.atomic():
        retry_report(actor=worker, report_id=failed_report.pk)


def test_an_auditor_may_not_and_another_team_does_not_see_it(auditor, outsider, failed_report):
    with pytest.raises(PermissionDenied), transaction.atomic():
        retry_report(actor=auditor, report_id=failed_report.pk)
    with pytest.raises(Report.DoesNotExist), transaction.atomic():
        retry_report(actor=outsider, report_id=failed_report.pk)
    assert Report.objects.get().state == ReportState.FAILED
