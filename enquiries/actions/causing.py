"""Enquiries caused to others, what runs beside, and which council leads."""

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.errors import AlreadyClosed, NoEnquiryYet
from enquiries.guards import require_past
from enquiries.locking import locked_case
from enquiries.models import Case, CausedEnquiry, CausedReport, CrossBoundary, ParallelProcess
from enquiries.permissions import can_cause_enquiry, can_check_caused, can_plan
from enquiries.planning import CausedState, Finding, ProcessKind, ProcessStatus
from enquiries.planning_errors import (
    CheckedBeforeReceived,
    EndedBeforeBegun,
    NewReturnDate,
    NothingOwed,
    NothingToCheck,
    ReceivedBeforeAsked,
    ReturnBeforeAsking,
    SayWhatItIs,
    ToldOrWhyNot,
    WhenItEnded,
)
from ui.errors import EditConflict


class Terms(TypedDict):
    """What the council and the other body agree on."""

    named_person: str
    nature: str
    scope: str
    must_answer: str
    involvement: str
    if_new_risk: str
    conflict: bool
    conflict_reason: str
    copies_to: str


@transaction.atomic
def cause_enquiry(
    *,
    actor: User,
    case_id: UUID,
    organisation_id: UUID,
    asked_on: date,
    return_on: date,
    **terms: Unpack[Terms],
) -> CausedEnquiry:
    """Cause another body to enquire, on these terms; the council stays answerable.

    Raises PermissionDenied, NoEnquiryYet, AlreadyClosed, StillInTheFuture or ReturnBeforeAsking.
    """
    case = locked_case(actor, case_id)
    require(can_cause_enquiry, actor, case)
    _need_open_enquiry(case)
    require_past(asked_on)
    if return_on < asked_on:
        raise ReturnBeforeAsking
    caused = CausedEnquiry.objects.create(
        case=case,
        organisation_id=organisation_id,
        asked_on=asked_on,
        return_on=return_on,
        recorded_by=actor,
        recorded_at=clock.now(),
        **terms,
    )
    record(Event.ENQUIRY_CAUSED, actor=actor, subject=caused, return_on=return_on.isoformat())
    return caused


@transaction.atomic
def receive_report(
    *, actor: User, caused_id: UUID, received_on: date, summary: str, adult_said: str = ""
) -> CausedReport:
    """Record that a report came back; a manager then checks it.

    Raises PermissionDenied, NothingOwed, StillInTheFuture or ReceivedBeforeAsked.
    """
    caused = _locked_caused(actor, caused_id)
    require(can_cause_enquiry, actor, caused.case)
    if caused.state != CausedState.ASKED:
        raise NothingOwed
    require_past(received_on)
    if received_on < caused.asked_on:
        raise ReceivedBeforeAsked
    report = CausedReport.objects.create(
        case=caused.case,
        caused=caused,
        due_on=caused.return_on,
        received_on=received_on,
        summary=summary,
        adult_said=adult_said,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    _move(caused, CausedState.RECEIVED)
    record(Event.CAUSED_RECEIVED, actor=actor, subject=caused, days_late=report.days_late)
    return report


@transaction.atomic
def accept_report(*, actor: User, caused_id: UUID, checked_on: date, reasons: str) -> CausedReport:
    """The report answers what was asked.

    Raises PermissionDenied, NothingToCheck, StillInTheFuture or CheckedBeforeReceived.
    """
    report = _check(
        actor, caused_id, finding=Finding.ACCEPTED, checked_on=checked_on, finding_reasons=reasons
    )
    _move(report.caused, CausedState.ACCEPTED)
    record(Event.CAUSED_ACCEPTED, actor=actor, subject=report.caused)
    return report


@transaction.atomic
def return_report(
    *, actor: User, caused_id: UUID, checked_on: date, reasons: str, new_return_on: date
) -> CausedReport:
    """Send the report back with questions, due again on a new day; as often as it takes.

    Raises NewReturnDate and what `accept_report` raises.
    """
    if new_return_on < checked_on:
        raise NewReturnDate
    report = _check(
        actor,
        caused_id,
        finding=Finding.RETURNED,
        checked_on=checked_on,
        finding_reasons=reasons,
        new_return_on=new_return_on,
    )
    report.caused.return_on = new_return_on
    _move(report.caused, CausedState.ASKED)
    record(Event.CAUSED_RETURNED, actor=actor, subject=report.caused, return_on=new_return_on.isoformat())
    return report


@transaction.atomic
def take_enquiry_back(*, actor: User, caused_id: UUID, checked_on: date, reasons: str) -> CausedReport:
    """The report will not do: the council enquires instead. Raises what `accept_report` raises."""
    report = _check(actor, caused_id, finding=Finding.COUNCIL, checked_on=checked_on, finding_reasons=reasons)
    _move(report.caused, CausedState.COUNCIL)
    record(Event.CAUSED_TAKEN_BACK, actor=actor, subject=report.caused)
    return report


class ProcessFields(TypedDict, total=False):
    owner: str
    reference: str
    status: ProcessStatus
    began_on: date | None
    ended_on: date | None
    detail: str


@transaction.atomic
def add_process(
    *, actor: User, case_id: UUID, kind: ProcessKind, **fields: Unpack[ProcessFields]
) -> ParallelProcess:
    """Record something that runs beside the enquiry.

    Raises PermissionDenied, WhenItEnded, EndedBeforeBegun or SayWhatItIs.
    """
    case = locked_case(actor, case_id)
    require(can_plan, actor, case)
    process = ParallelProcess(case=case, kind=kind, recorded_by=actor, recorded_at=clock.now(), **fields)
    _check_process(process)
    process.save(force_insert=True)
    record(Event.PROCESS_ADDED, actor=actor, subject=process, kind=kind)
    return process


@transaction.atomic
def change_process(
    *, actor: User, process_id: UUID, version: int, **fields: Unpack[ProcessFields]
) -> ParallelProcess:
    """Record where a process stands now. Raises EditConflict and what `add_process` raises."""
    process: ParallelProcess = (
        ParallelProcess.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=process_id)
    )
    require(can_plan, actor, process.case)
    if process.version != version:
        raise EditConflict(process)
    for name, value in fields.items():
        setattr(process, name, value)
    _check_process(process)
    process.version = version + 1
    process.save(update_fields=[*fields.keys(), "version"])
    record(Event.PROCESS_CHANGED, actor=actor, subject=process, status=process.status)
    return process


@transaction.atomic
def record_boundary(
    *,
    actor: User,
    case_id: UUID,
    host: str,
    placing: str,
    contact: str,
    told_on: date | None = None,
    not_told_reason: str = "",
    detail: str = "",
) -> CrossBoundary:
    """Record which council leads and which placed the person; a later row takes the place of this one.

    Raises PermissionDenied, StillInTheFuture or ToldOrWhyNot.
    """
    case = locked_case(actor, case_id)
    require(can_plan, actor, case)
    require_past(told_on)
    if told_on is None and not not_told_reason.strip():
        raise ToldOrWhyNot
    boundary = CrossBoundary.objects.create(
        case=case,
        host=host,
        placing=placing,
        contact=contact,
        told_on=told_on,
        not_told_reason="" if told_on else not_told_reason,
        detail=detail,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.BOUNDARY_RECORDED, actor=actor, subject=boundary)
    return boundary


def _need_open_enquiry(case: Case) -> None:
    enquiry = getattr(case, "enquiry", None)
    if enquiry is None:
        raise NoEnquiryYet
    if not enquiry.is_open:
        raise AlreadyClosed


def _locked_caused(actor: User, caused_id: UUID) -> CausedEnquiry:
    rows = CausedEnquiry.objects.visible_to(actor).select_for_update(of=("self",))
    caused: CausedEnquiry = rows.get(pk=caused_id)
    return caused


def _move(caused: CausedEnquiry, state: CausedState) -> None:
    caused.state = state
    caused.version += 1
    caused.save(update_fields=["state", "return_on", "version"])


def _check(actor: User, caused_id: UUID, **found: Any) -> CausedReport:
    """The report that waits, with what was `found` of it."""
    caused = _locked_caused(actor, caused_id)
    require(can_check_caused, actor, caused.case)
    if caused.state != CausedState.RECEIVED:
        raise NothingToCheck
    require_past(found["checked_on"])
    report: CausedReport = CausedReport.objects.visible_to(actor).get(caused=caused, finding="")
    if found["checked_on"] < report.received_on:
        raise CheckedBeforeReceived
    report.caused, report.checked_by = caused, actor
    for name, value in found.items():
        setattr(report, name, value)
    report.save(update_fields=["checked_by", *found])
    return report


def _check_process(process: ParallelProcess) -> None:
    if (process.status == ProcessStatus.ENDED) != (process.ended_on is not None):
        raise WhenItEnded
    if process.began_on and process.ended_on and process.ended_on < process.began_on:
        raise EndedBeforeBegun
    if process.kind == ProcessKind.OTHER and not process.detail.strip():
        raise SayWhatItIs
