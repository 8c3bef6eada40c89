from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from casefile.checklist import Checklist, Line, standing_lines
from casefile.errors import (
    ChecklistOpen,
    ChecklistSaysNothing,
    ClosedBeforeBegun,
    ClosedInTheFuture,
    PersonsViewMissing,
    ReopenedBeforeClosed,
    ReviewNotConsidered,
    ToldInTheFuture,
    WhoWasToldWhat,
)
from enquiries.approving import require_approval
from enquiries.choices import ClosingReason, Stage, Voice
from enquiries.closing import ApprovalOf, ClosingItem
from enquiries.errors import AlreadyClosed, NoEnquiryYet, NotClosed
from enquiries.locking import locked_case
from enquiries.models import Case, ClosingCheck, ClosingTold, Closure, Enquiry, WouldChange
from enquiries.permissions import can_change_concern, can_close_enquiry
from ui.errors import EditConflict


def _locked_enquiry(actor: User, case_id: UUID) -> Enquiry:
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_close_enquiry, actor, case)
    enquiry: Enquiry | None = Enquiry.objects.select_for_update(of=("self",)).filter(case=case).first()
    if enquiry is None:
        raise NoEnquiryYet
    return enquiry


@transaction.atomic
def close_enquiry(
    *,
    actor: User,
    case_id: UUID,
    version: int,
    closed_on: date,
    reason: ClosingReason,
    reason_detail: str = "",
    person_view: str = "",
    person_view_voice: Voice | str = "",
    person_view_missing_reason: str = "",
    checklist: Checklist,
) -> Closure:
    """Close the enquiry on a London date, with the reason, the person's view of it, and every line of the checklist.

    It may close while other processes run. Whoever leads the work closes only what another manager approved.

    Raises PermissionDenied, NoEnquiryYet, AlreadyClosed, EditConflict, ClosedBeforeBegun, ClosedInTheFuture,
    PersonsViewMissing, ReviewNotConsidered, ChecklistOpen, ChecklistSaysNothing or AnotherMustApprove.
    """
    enquiry = _locked_enquiry(actor, case_id)
    _guard(enquiry, version, closed_on)
    if not (person_view and person_view_voice) and not person_view_missing_reason:
        raise PersonsViewMissing
    if not checklist.sar_reason.strip():
        raise ReviewNotConsidered
    require_approval(actor, enquiry.case, ApprovalOf.CLOSING)
    _answer_checklist(actor, enquiry.case, checklist.lines)
    enquiry.closed_on, enquiry.stage, enquiry.version = closed_on, Stage.CLOSING, version + 1
    enquiry.save(update_fields=["closed_on", "stage", "version"])
    closure = Closure.objects.create(
        case=enquiry.case,
        enquiry=enquiry,
        closed_on=closed_on,
        reason=reason,
        reason_detail=reason_detail,
        person_view=person_view,
        person_view_voice=person_view_voice if person_view else "",
        person_view_missing_reason="" if person_view else person_view_missing_reason,
        sar=checklist.sar,
        sar_reason=checklist.sar_reason,
        still_running=checklist.still_running,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    _write_what_would_change(closure, checklist)
    record(Event.ENQUIRY_CLOSED, actor=actor, subject=closure, closed_on=closed_on.isoformat(), code=reason)
    return closure


def _guard(enquiry: Enquiry, version: int, closed_on: date) -> None:
    if not enquiry.is_open:
        raise AlreadyClosed
    if enquiry.version != version:
        raise EditConflict(enquiry)
    if closed_on < enquiry.began_on:
        raise ClosedBeforeBegun
    if closed_on > clock.today():
        raise ClosedInTheFuture


def _write_what_would_change(closure: Closure, checklist: Checklist) -> None:
    if checklist.would_change:
        WouldChange.objects.create(
            case=closure.case,
            closure=closure,
            what=checklist.would_change,
            types=list(checklist.would_change_types),
            recorded_by=closure.recorded_by,
            recorded_at=closure.recorded_at,
        )


@transaction.atomic
def reopen_enquiry(*, actor: User, case_id: UUID, reopened_on: date, reason: str) -> Enquiry:
    """Reopen a closed enquiry, with the reason; the closing stays readable.

    Raises PermissionDenied, NoEnquiryYet, NotClosed or ReopenedBeforeClosed.
    """
    enquiry = _locked_enquiry(actor, case_id)
    if enquiry.closed_on is None:
        raise NotClosed
    if not enquiry.closed_on <= reopened_on <= clock.today():
        raise ReopenedBeforeClosed
    Closure.objects.filter(enquiry=enquiry, reopened_on=None).update(
        reopened_on=reopened_on, reopened_by=actor, reopen_reason=reason
    )
    WouldChange.objects.filter(case=enquiry.case, ended_on=None).update(ended_on=reopened_on)
    enquiry.closed_on, enquiry.stage, enquiry.version = None, Stage.ENQUIRY, enquiry.version + 1
    enquiry.save(update_fields=["closed_on", "stage", "version"])
    record(Event.ENQUIRY_REOPENED, actor=actor, subject=enquiry, reason=reason)
    return enquiry


def _answer_checklist(actor: User, case: Case, lines: Mapping[ClosingItem, Line]) -> None:
    """Keep each answer; every line must be answered, here or by what the record shows.

    Raises ChecklistOpen or ChecklistSaysNothing.
    """
    known = standing_lines(actor, case)
    if any(item not in lines and item not in known for item in ClosingItem):
        raise ChecklistOpen
    for item, line in lines.items():
        _keep_line(actor, case, item, line)


def _keep_line(actor: User, case: Case, item: ClosingItem, line: Line) -> ClosingCheck:
    if not line.says_enough:
        raise ChecklistSaysNothing
    answer = {"state": line.state, "detail": line.detail, "who": line.who, "by_on": line.by_on}
    row: ClosingCheck
    row, _ = ClosingCheck.objects.update_or_create(
        case=case, item=item, defaults=answer | {"recorded_by": actor, "recorded_at": clock.now()}
    )
    return row


@transaction.atomic
def check_closing_line(*, actor: User, case_id: UUID, item: ClosingItem, line: Line) -> ClosingCheck:
    """Answer one line of the checklist, before the closing or after it.

    Raises PermissionDenied or ChecklistSaysNothing.
    """
    case = locked_case(actor, case_id)
    require(can_change_concern, actor, case)
    row = _keep_line(actor, case, item, line)
    record(Event.CLOSING_CHECKED, actor=actor, subject=row, item=item, state=line.state)
    return row


@transaction.atomic
def record_told(*, actor: User, case_id: UUID, who: str, what: str, told_on: date) -> ClosingTold:
    """Record who was told what of the enquiry's end. Raises PermissionDenied, WhoWasToldWhat or ToldInTheFuture."""
    case = locked_case(actor, case_id)
    require(can_change_concern, actor, case)
    if not (who.strip() and what.strip()):
        raise WhoWasToldWhat
    if told_on > clock.today():
        raise ToldInTheFuture
    told = ClosingTold.objects.create(
        case=case, who=who, what=what, told_on=told_on, recorded_by=actor, recorded_at=clock.now()
    )
    record(Event.CLOSING_TOLD, actor=actor, subject=told)
    return told
