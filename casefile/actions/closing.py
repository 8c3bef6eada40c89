from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from casefile.errors import ClosedBeforeBegun, ClosedInTheFuture, PersonsViewMissing, ReopenedBeforeClosed
from enquiries.choices import ClosingReason, Stage, Voice
from enquiries.errors import AlreadyClosed, NoEnquiryYet, NotClosed
from enquiries.models import Case, Closure, Enquiry
from enquiries.permissions import can_close_enquiry
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
) -> Closure:
    """Close the enquiry on a London date, with the reason and the person's view of the closing, or why there is none.

    Raises PermissionDenied, NoEnquiryYet, AlreadyClosed, EditConflict, ClosedBeforeBegun, ClosedInTheFuture or
    PersonsViewMissing.
    """
    enquiry = _locked_enquiry(actor, case_id)
    if not enquiry.is_open:
        raise AlreadyClosed
    if enquiry.version != version:
        raise EditConflict(enquiry)
    if closed_on < enquiry.began_on:
        raise ClosedBeforeBegun
    if closed_on > clock.today():
        raise ClosedInTheFuture
    if not (person_view and person_view_voice) and not person_view_missing_reason:
        raise PersonsViewMissing
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
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.ENQUIRY_CLOSED, actor=actor, subject=closure, closed_on=closed_on.isoformat(), code=reason)
    return closure


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
    enquiry.closed_on, enquiry.stage, enquiry.version = None, Stage.ENQUIRY, enquiry.version + 1
    enquiry.save(update_fields=["closed_on", "stage", "version"])
    record(Event.ENQUIRY_REOPENED, actor=actor, subject=enquiry, reason=reason)
    return enquiry
