from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import record_report_given, request_report
from casefile.errors import AlreadyGiven, GivenOutOfTime, NotGiveable
from casefile.models import Report, ReportKind
from casefile.reports import making
from people.actions import add_safe_contact
from people.choices import Channel, ContactRuleKind
from people.errors import ContactForbidden
from people.models import PreparedContact


@pytest.fixture
def made_report(worker, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    making.make_due()
    return report


@pytest.fixture
def no_letters(worker, open_case):
    return add_safe_contact(
        actor=worker,
        person_id=open_case.person_id,
        kind=ContactRuleKind.MUST_NOT,
        channel=Channel.LETTER,
        reason="Her son opens the post",
    )


def give(actor, report, **changes):
    fields = {"given_on": clock.today(), "how": Channel.VISIT, **changes}
    return record_report_given(actor=actor, report_id=report.pk, **fields)


def test_a_report_given_is_recorded_with_day_way_and_giver(worker, made_report):
    give(worker, made_report, note="Read it aloud together.")

    report = Report.objects.get(pk=made_report.pk)
    assert (report.given_on, report.given_how, report.given_by) == (clock.today(), Channel.VISIT, worker)
    entry = AuditEntry.objects.get(event=Event.REPORT_GIVEN)
    assert entry.data == {"given_on": clock.today().isoformat(), "how": "visit"}
    assert PreparedContact.objects.get().channel == Channel.VISIT


def test_no_letter_goes_to_someone_who_asked_for_none(worker, made_report, no_letters):
    with pytest.raises(ContactForbidden), transaction.atomic():
        give(worker, made_report, how=Channel.LETTER)

    assert Report.objects.get(pk=made_report.pk).given_on is None
    assert not PreparedContact.objects.exists()


def test_a_named_person_goes_ahead_all_the_same_with_a_reason(worker, made_report, no_letters):
    give(worker, made_report, how=Channel.LETTER, override_reason="She asked for it by post this once.")

    contact = PreparedContact.objects.get()
    assert (contact.breaks, contact.overridden_by) == (no_letters, worker)
    assert AuditEntry.objects.filter(event=Event.CONTACT_OVERRIDDEN).count() == 1


def test_a_report_for_the_file_or_one_not_ready_is_given_to_nobody(worker, open_case):
    waiting = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    with pytest.raises(NotGiveable), transaction.atomic():
        give(worker, waiting)
    on_file = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.FILE)
    making.make_due()
    with pytest.raises(NotGiveable), transaction.atomic():
        give(worker, on_file)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_cannot_have_been_given_before_it_was_made_or_in_the_future(worker, made_report, days):
    with pytest.raises(GivenOutOfTime), transaction.atomic():
        give(worker, made_report, given_on=clock.today() + timedelta(days=days))


def test_it_is_given_once(worker, made_report):
    give(worker, made_report)

    with pytest.raises(AlreadyGiven), transaction.atomic():
        give(worker, made_report)
    assert PreparedContact.objects.count() == 1


def test_an_auditor_may_not_and_another_team_does_not_see_it(auditor, outsider, made_report):
    with pytest.raises(PermissionDenied), transaction.atomic():
        give(auditor, made_report)
    with pytest.raises(Report.DoesNotExist), transaction.atomic():
        give(outsider, made_report)
    assert Report.objects.get(pk=made_report.pk).given_on is None
