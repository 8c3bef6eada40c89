from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Stage
from enquiries.errors import AlreadyAtStage, AlreadyClosed, MovedInTheFuture, NoEnquiryYet, NoSuchStage
from enquiries.models import Case, Enquiry, StageChange
from enquiries.permissions import can_move_stage
from ui.errors import EditConflict


@transaction.atomic
def move_stage(
    *, actor: User, case_id: UUID, version: int, stage: Stage, moved_on: date, reason: str
) -> StageChange:
    """Move the open enquiry to another of the public stages, forwards or back; stages may be passed over.

    Raises PermissionDenied, NoEnquiryYet, AlreadyClosed, EditConflict, NoSuchStage, AlreadyAtStage or
    MovedInTheFuture.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_move_stage, actor, case)
    enquiry: Enquiry | None = Enquiry.objects.select_for_update(of=("self",)).filter(case=case).first()
    if enquiry is None:
        raise NoEnquiryYet
    _guard(enquiry, version, stage, moved_on)
    enquiry.stage, enquiry.version = stage, version + 1
    enquiry.save(update_fields=["stage", "version"])
    change = StageChange.objects.create(
        case=case,
        enquiry=enquiry,
        stage=stage,
        moved_on=moved_on,
        reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.STAGE_CHANGED, actor=actor, subject=change, stage=stage, moved_on=moved_on.isoformat())
    return change


def _guard(enquiry: Enquiry, version: int, stage: Stage, moved_on: date) -> None:
    if not enquiry.is_open:
        raise AlreadyClosed
    if enquiry.version != version:
        raise EditConflict(enquiry)
    if stage == Stage.CONCERN:
        raise NoSuchStage
    if stage == enquiry.stage:
        raise AlreadyAtStage
    if moved_on > clock.today():
        raise MovedInTheFuture
