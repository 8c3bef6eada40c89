"""Opening what one may not see, because somebody's safety hangs on it; and what becomes of that afterwards."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.context import SYSTEM, asking
from audit.errors import require
from audit.events import Event
from enquiries.choices import GlassFinding, GlassReason
from enquiries.errors import AlreadyJudged, GlassEnded
from enquiries.models import BrokenGlass, Case
from enquiries.models.glass import LONGEST
from enquiries.permissions import can_break_glass, can_end_glass, can_review_glass


@transaction.atomic
def break_glass(*, actor: User, case_id: UUID, kind: GlassReason, reason: str) -> BrokenGlass:
    """Open a case that the actor may not see, for four hours at most. Somebody else is told within a minute.

    Raises PermissionDenied, or Case.DoesNotExist where there is nothing to break: they see it, or are close to the
    person.
    """
    with asking(SYSTEM):  # what they cannot see is looked for; it is shown once the glass is broken
        case = Case.objects.behind_glass(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_break_glass, actor, case)
    now = clock.now()
    glass = BrokenGlass.objects.create(
        case=case,
        person_id=case.person_id,
        user=actor,
        kind=kind,
        reason=reason,
        started_at=now,
        until=now + LONGEST,
    )
    record(Event.GLASS_BROKEN, actor=actor, subject=glass, reason=reason, kind=kind)
    return glass


@transaction.atomic
def end_glass(*, actor: User, glass_id: UUID) -> BrokenGlass:
    """End it now, by whoever broke it or may judge it. Raises PermissionDenied or GlassEnded."""
    glass = _locked(actor, glass_id)
    require(can_end_glass, actor, glass)
    if not glass.is_running:
        raise GlassEnded
    glass.ended_at = clock.now()
    glass.save(update_fields=["ended_at"])
    record(Event.GLASS_ENDED, actor=actor, subject=glass)
    return glass


@transaction.atomic
def review_glass(*, actor: User, glass_id: UUID, finding: GlassFinding, note: str) -> BrokenGlass:
    """Say whether it was needed, as somebody other than who did it. Raises PermissionDenied or AlreadyJudged."""
    glass = _locked(actor, glass_id)
    require(can_review_glass, actor, glass)
    if glass.reviewed_at:
        raise AlreadyJudged
    glass.finding, glass.finding_note = finding, note
    glass.reviewed_by, glass.reviewed_at = actor, clock.now()
    glass.save(update_fields=["finding", "finding_note", "reviewed_by", "reviewed_at"])
    record(Event.GLASS_REVIEWED, actor=actor, subject=glass, finding=finding)
    return glass


def _locked(actor: User, glass_id: UUID) -> BrokenGlass:
    return BrokenGlass.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=glass_id)
