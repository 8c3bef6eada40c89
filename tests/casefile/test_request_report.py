import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import request_report
from casefile.errors import PersonHasDied, ReportOnItsWay
from casefile.models import Report, ReportKind, ReportState
from enquiries.models import Case
from outcomes.models import Answer
from tests.casefile.thread import PARAGRAPHS, WISH, fill


def test_a_report_is_left_for_a_worker_with_everything_that_it_shows(worker, open_case):
    fill(worker, open_case)

    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    assert (report.state, report.recorded_by) == (ReportState.DUE, worker)
    assert report.frozen["conversations"][1]["answers"][0]["words"] == PARAGRAPHS
    assert report.frozen["outcomes"][0]["now"]["words"] == WISH
    assert "decisions" not in report.frozen
    entry = AuditEntry.objects.get(event=Event.REPORT_REQUESTED)
    assert (entry.actor, entry.case_id, entry.data) == (worker, open_case.pk, {"kind": "person"})


def test_the_version_for_the_file_adds_the_decisions(worker, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.FILE)

    assert len(report.frozen["decisions"][0]["tests"]) == 3


def test_what_changes_after_the_request_is_not_in_the_report(worker, open_case):
    fill(worker, open_case)
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    Answer.objects.update(words="Something else")

    assert "Something else" not in str(Report.objects.get(pk=report.pk).frozen)


def test_a_restricted_concern_gives_nothing_to_a_report(worker, open_case):
    open_case.concerns.update(own_words="Only for the named.", own_words_voice="adult", restricted=True)

    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.FILE)

    assert "Only for the named." not in str(report.frozen)


def test_a_character_that_no_font_shows_is_named(worker, open_case):
    fill(worker, open_case, words="שלום, ŵ, 😀 and 中")

    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    assert report.missing_glyphs == "ולםש中"


def test_a_second_request_while_the_first_is_on_its_way_is_refused(worker, open_case):
    request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    with pytest.raises(ReportOnItsWay), transaction.atomic():
        request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    assert Report.objects.count() == 1


def test_nobody_writes_to_a_person_who_has_died(worker, open_case):
    type(open_case.person).objects.filter(pk=open_case.person_id).update(died_on=clock.today())

    with pytest.raises(PersonHasDied), transaction.atomic():
        request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    assert not Report.objects.exists()
    assert request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.FILE)


def test_an_auditor_may_not_ask_and_nothing_is_written(auditor, open_case):
    with pytest.raises(PermissionDenied), transaction.atomic():
        request_report(actor=auditor, case_id=open_case.pk, kind=ReportKind.PERSON)
    assert not Report.objects.exists()


def test_for_another_team_the_case_does_not_exist(outsider, open_case):
    with pytest.raises(Case.DoesNotExist), transaction.atomic():
        request_report(actor=outsider, case_id=open_case.pk, kind=ReportKind.PERSON)
    assert not Report.objects.exists()
