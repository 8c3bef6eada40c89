import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import request_report
from casefile.errors import FileIsWhole, NotInTheReport, PersonHasDied, ReportOnItsWay
from casefile.models import Report, ReportKind, ReportState
from casefile.reports.document import report_html
from casefile.reports.freezing import freeze
from casefile.reports.leaving_out import LeaveOut, items_of, without
from casefile.reports.rendering import CannotRender, render_pdf
from enquiries.models import Case
from outcomes.models import Answer
from tests.casefile.thread import PARAGRAPHS, WISH, fill
from tests.hand import Hand


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


def test_what_is_left_out_is_not_in_the_persons_version_and_the_file_says_so(worker, open_case):
    fill(worker, open_case)
    frozen = freeze(open_case, ReportKind.PERSON, worker)
    items = items_of(frozen)
    said = next(item for item in items if item.key.startswith("answer-") and item.words == PARAGRAPHS)
    done = next(item for item in items if item.key.startswith("action-"))
    left_out = {said.key: LeaveOut.THIRD_PARTY, done.key: LeaveOut.HARM}
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON, left_out=left_out)

    html = report_html(report.frozen)
    assert PARAGRAPHS[:40] not in html
    assert done.words not in html
    assert report.left_out == [
        (said.kind, "It is about somebody else"),
        ("Action", "It could do serious harm"),
    ]
    entry = AuditEntry.objects.get(event=Event.REPORT_REQUESTED)
    assert entry.data == {"kind": "person", "left_out": ["serious-harm", "third-party"]}

    file = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.FILE)
    html = report_html(file.frozen)
    assert done.words in html
    assert html.count("Left out of the version for the person") == 2


def test_only_what_is_in_the_report_is_left_out_and_nothing_of_the_file(worker, open_case):
    fill(worker, open_case)
    item = items_of(freeze(open_case, ReportKind.PERSON, worker))[0]
    with pytest.raises(FileIsWhole):
        request_report(
            actor=worker, case_id=open_case.pk, kind=ReportKind.FILE, left_out={item.key: LeaveOut.RISK}
        )
    with pytest.raises(NotInTheReport):
        request_report(
            actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON, left_out={"action-1": LeaveOut.RISK}
        )
    assert not Report.objects.exists()


def test_a_promise_whose_actions_are_left_out_is_not_called_empty(worker, open_case):
    fill(worker, open_case)
    frozen = freeze(open_case, ReportKind.PERSON, worker)
    every = {item.key: LeaveOut.RISK for item in items_of(frozen) if item.kind == "Action"}
    groups = {g["name"] for g in frozen["principles"] if g["actions"]}
    shown = without(frozen, every)
    assert not any(g["actions"] for g in shown["principles"])
    assert {g["name"] for g in shown["principles"] if g["left_out"]} == groups


def test_it_is_chosen_on_the_page_item_by_item(worker, open_case):
    fill(worker, open_case)
    hand = Hand(worker)
    path = reverse("casefile:ask-for-report", args=[open_case.pk])
    item = items_of(freeze(open_case, ReportKind.PERSON, worker))[-1]
    assert "Leave something out" in hand.open(path).text
    refused = hand.send(path, kind="file", **{f"leave-{item.key}": "risk"})
    assert refused.status_code == 422
    response = hand.send(path, kind="person", **{f"leave-{item.key}": "risk"})
    assert response.status_code == 302
    assert "it would put someone at risk" in hand.open(response["Location"]).text


class WithoutTextLibrary:
    """What importing WeasyPrint does on a machine without Pango."""

    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_without_the_text_library_the_page_says_what_to_install_and_the_report_waits(
    worker, open_case, monkeypatch
):
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [WithoutTextLibrary(), *sys.meta_path])
    hand = Hand(worker)
    path = reverse("casefile:ask-for-report", args=[open_case.pk])
    assert "libpango-1.0-0" in hand.open(path).text
    response = hand.send(path, kind="person")

    assert "libpango-1.0-0" in hand.open(response["Location"]).text
    assert Report.objects.get().state == ReportState.DUE
    with pytest.raises(CannotRender, match="libpangoft2"):
        render_pdf("<p>Olwen</p>")
