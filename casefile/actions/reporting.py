from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from casefile.errors import (
    AlreadyGiven,
    FileIsWhole,
    GivenOutOfTime,
    NotFailed,
    NotGiveable,
    NotInTheReport,
    PersonHasDied,
    ReportOnItsWay,
)
from casefile.models import Report, ReportKind, ReportState
from casefile.permissions import can_request_report
from casefile.reports import glyphs
from casefile.reports.freezing import Frozen, freeze
from casefile.reports.leaving_out import LeaveOut, items_of, marked, without
from casefile.wake import wake
from enquiries.models import Case
from people.actions import prepare_contact
from people.choices import Channel

SWEEP = "casefile.tasks.make_due_reports"


@transaction.atomic
def request_report(
    *, actor: User, case_id: UUID, kind: ReportKind, left_out: Mapping[str, LeaveOut] | None = None
) -> Report:
    """Freeze what the outcome report shows and leave it for a worker to make.

    `left_out` names what the person's version does not show, each with its reason; the next version for the file
    says so. Raises PermissionDenied, PersonHasDied (for the person's version), ReportOnItsWay, FileIsWhole or
    NotInTheReport.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_request_report, actor, case)
    if kind == ReportKind.PERSON and case.person.died_on:
        raise PersonHasDied
    if Report.objects.filter(case=case, kind=kind, state=ReportState.DUE).exists():
        raise ReportOnItsWay
    frozen = _frozen(case, kind, actor, left_out or {})
    now = clock.now()
    report: Report = Report.objects.create(
        case=case,
        kind=kind,
        frozen=frozen,
        due_at=now,
        missing_glyphs=glyphs.missing(frozen),
        recorded_by=actor,
        recorded_at=now,
    )
    told: dict[str, Any] = (
        {"left_out": sorted(reason.value for reason in left_out.values())} if left_out else {}
    )
    record(Event.REPORT_REQUESTED, actor=actor, subject=report, kind=kind, **told)
    wake(SWEEP)
    return report


def _frozen(case: Case, kind: ReportKind, actor: User, left_out: Mapping[str, LeaveOut]) -> Frozen:
    frozen = freeze(case, kind, actor)
    if kind == ReportKind.FILE:
        if left_out:
            raise FileIsWhole
        last = Report.objects.filter(case=case, kind=ReportKind.PERSON).order_by("-recorded_at").first()
        return marked(frozen, last.frozen) if last else frozen
    if not left_out.keys() <= {item.key for item in items_of(frozen)}:
        raise NotInTheReport
    return without(frozen, left_out) if left_out else frozen


@transaction.atomic
def retry_report(*, actor: User, report_id: UUID) -> Report:
    """Have a report that could not be made tried again, from the same frozen data.

    Raises PermissionDenied, NotFailed or ReportOnItsWay.
    """
    report = _locked(actor, report_id)
    if report.state != ReportState.FAILED:
        raise NotFailed
    if Report.objects.filter(case=report.case, kind=report.kind, state=ReportState.DUE).exists():
        raise ReportOnItsWay
    report.state, report.failure, report.attempts = ReportState.DUE, "", 0
    report.claimed_until, report.due_at = None, clock.now()
    report.save(update_fields=["state", "failure", "attempts", "claimed_until", "due_at"])
    record(Event.REPORT_REQUESTED, actor=actor, subject=report, kind=report.kind, again=True)
    wake(SWEEP)
    return report


@transaction.atomic
def record_report_given(
    *,
    actor: User,
    report_id: UUID,
    given_on: date,
    how: Channel,
    note: str = "",
    override_reason: str = "",
) -> Report:
    """Record that the person was given their report, on a London date and in a way that they may be contacted.

    Raises PermissionDenied, NotGiveable, AlreadyGiven, GivenOutOfTime; and ContactForbidden where a safe contact
    rule forbids this way (no letter for someone who asked for none) and no reason is given to do it all the same.
    """
    report = _locked(actor, report_id)
    if report.kind != ReportKind.PERSON or report.state != ReportState.MADE or report.made_at is None:
        raise NotGiveable
    if report.given_on:
        raise AlreadyGiven
    if not timezone.localtime(report.made_at).date() <= given_on <= clock.today():
        raise GivenOutOfTime
    prepare_contact(
        actor=actor,
        person_id=report.case.person_id,
        channel=how,
        purpose="The outcome report",
        planned_on=given_on,
        override_reason=override_reason,
    )
    report.given_on, report.given_how, report.given_note, report.given_by = given_on, how, note, actor
    report.save(update_fields=["given_on", "given_how", "given_note", "given_by"])
    record(Event.REPORT_GIVEN, actor=actor, subject=report, given_on=given_on.isoformat(), how=how)
    return report


def _locked(actor: User, report_id: UUID) -> Report:
    report: Report = (
        Report.objects.visible_to(actor)
        .without_bytes()
        .select_related("case__person")
        .select_for_update(of=("self",))
        .get(pk=report_id)
    )
    require(can_request_report, actor, report.case)
    return report
