"""Making reports: in this process where the rules are the matter, with a real worker where its death is."""

import hashlib
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from audit import clock
from audit.context import SYSTEM, asking
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import request_report, retry_report
from casefile.errors import NotFailed
from casefile.models import Report, ReportKind, ReportState
from casefile.reports import making
from tests.casefile.thread import fill


@pytest.fixture
def due_report(worker, open_case):
    fill(worker, open_case)
    return request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)


def lease_runs_out(report):
    Report.objects.filter(pk=report.pk).update(claimed_until=clock.now() - timedelta(seconds=1))


def test_bytes_checksum_and_state_are_kept_together(due_report):
    assert making.make_due() == 1

    due_report.refresh_from_db()
    assert due_report.state == ReportState.MADE
    assert bytes(due_report.pdf).startswith(b"%PDF-")
    assert due_report.sha256 == hashlib.sha256(bytes(due_report.pdf)).hexdigest()
    entry = AuditEntry.objects.get(event=Event.REPORT_MADE)
    assert (entry.actor, entry.subject_id) == (None, due_report.pk)


def test_a_second_sweep_finds_nothing_to_do(due_report):
    making.make_due()

    assert making.make_due() == 0
    assert AuditEntry.objects.filter(event=Event.REPORT_MADE).count() == 1


def test_a_failed_report_says_so_keeps_everything_and_can_be_tried_again(due_report, settings, worker):
    settings.REPORT_SECONDS = 0.001
    making.make_due()
    due_report.refresh_from_db()
    assert due_report.state == ReportState.FAILED
    assert "too long" in due_report.failure
    assert due_report.frozen["reference"]

    settings.REPORT_SECONDS = 60
    retry_report(actor=worker, report_id=due_report.pk)
    making.make_due()

    due_report.refresh_from_db()
    assert (due_report.state, due_report.failure) == (ReportState.MADE, "")
    with pytest.raises(NotFailed), transaction.atomic():
        retry_report(actor=worker, report_id=due_report.pk)


def test_data_that_cannot_be_drawn_fails_in_words_and_not_in_a_loop(due_report):
    Report.objects.update(frozen={"kind": "person"})

    assert making.make_due() == 0
    due_report.refresh_from_db()
    assert (due_report.state, due_report.failure) == (ReportState.FAILED, making.WENT_WRONG)


def test_one_that_killed_its_worker_three_times_is_given_up(due_report):
    for _ in range(making.MAX_ATTEMPTS):
        assert making.claim_one() == due_report
        assert making.claim_one() is None  # in somebody's hands
        lease_runs_out(due_report)

    making.make_due()

    due_report.refresh_from_db()
    assert (due_report.state, due_report.failure) == (ReportState.FAILED, making.GIVEN_UP)


def test_a_worker_that_lost_its_claim_writes_nothing(due_report):
    slow = making.claim_one()
    lease_runs_out(due_report)
    making.make_due()
    made = Report.objects.get(pk=due_report.pk)

    assert making.make(slow) is False
    assert Report.objects.get(pk=due_report.pk).made_at == made.made_at


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_make_each_report_once(worker, open_case):
    for kind in ReportKind:
        request_report(actor=worker, case_id=open_case.pk, kind=kind)
    made = []

    @asking(SYSTEM)
    def sweep():
        made.append(making.make_due())
        connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(made) == 2
    assert AuditEntry.objects.filter(event=Event.REPORT_MADE).count() == 2


@pytest.mark.worker
def test_a_worker_makes_what_the_page_asked_for(celery_worker, eventually, worker, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    eventually(lambda: Report.objects.filter(pk=report.pk, state=ReportState.MADE).exists())


@pytest.mark.worker
def test_a_broker_that_lost_its_queue_loses_no_report(make_worker, broker, eventually, worker, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    broker.kill()
    broker.start()
    make_worker("reports").start()

    time.sleep(1)
    assert Report.objects.get(pk=report.pk).state == ReportState.DUE  # nobody was told
    beat()
    eventually(lambda: Report.objects.filter(pk=report.pk, state=ReportState.MADE).exists())


@pytest.mark.worker
def test_a_worker_killed_in_the_middle_leaves_a_report_that_is_made_once(
    make_worker, eventually, worker, open_case
):
    for _ in range(4):
        fill(worker, open_case, words="A sentence that goes on for a while and then ends. " * 950)
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    doomed = make_worker("reports")
    doomed.start()
    beat()
    eventually(lambda: Report.objects.get(pk=report.pk).claimed_until)
    doomed.kill()

    report.refresh_from_db()
    assert (report.state, report.pdf, report.attempts) == (ReportState.DUE, None, 1)
    lease_runs_out(report)
    make_worker("reports").start()
    beat()
    eventually(lambda: Report.objects.filter(pk=report.pk, state=ReportState.MADE).exists(), seconds=90)
    assert Report.objects.get(pk=report.pk).attempts == 2
    assert AuditEntry.objects.filter(event=Event.REPORT_MADE).count() == 1


def beat():
    """What beat sends every minute."""
    from msp.celery import app

    app.send_task("casefile.tasks.make_due_reports")
    assert not connection.in_atomic_block
