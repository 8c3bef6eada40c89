from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import NoteKind
from enquiries.errors import HappenedInTheFuture, NoteCorrectedMeanwhile
from enquiries.models import Case, Meeting, Note, Participant
from enquiries.permissions import can_write_note


@transaction.atomic
def add_note(
    *, actor: User, case_id: UUID, kind: NoteKind, happened_at: datetime, text: str, third_party: bool = False
) -> Note:
    """Write an entry of the chronology. Raises PermissionDenied or HappenedInTheFuture."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_write_note, actor, case)
    if happened_at > clock.now():
        raise HappenedInTheFuture
    note = Note.objects.create(
        case=case,
        kind=kind,
        happened_at=happened_at,
        text=text,
        third_party=third_party,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.NOTE_ADDED, actor=actor, subject=note, kind=kind)
    return note


@transaction.atomic
def correct_note(*, actor: User, note_id: UUID, text: str, reason: str) -> Note:
    """Correct an entry by a new one that names it; the first stays readable.

    Raises PermissionDenied or NoteCorrectedMeanwhile.
    """
    old = Note.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=note_id)
    require(can_write_note, actor, old.case)
    if Note.objects.filter(corrects=old).exists():
        raise NoteCorrectedMeanwhile
    note = Note.objects.create(
        case=old.case,
        kind=old.kind,
        happened_at=old.happened_at,
        text=text,
        third_party=old.third_party,
        corrects=old,
        correction_reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.NOTE_CORRECTED, actor=actor, subject=note, corrects=str(old.pk))
    return note


@transaction.atomic
def add_participant(
    *,
    actor: User,
    case_id: UUID,
    name: str,
    role: str,
    knows: str,
    may_be_told: bool,
    may_be_told_detail: str = "",
) -> Participant:
    """Record somebody who is involved, what they know and whether they may be told. Raises PermissionDenied."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_write_note, actor, case)
    participant = Participant.objects.create(
        case=case,
        name=name,
        role=role,
        knows=knows,
        may_be_told=may_be_told,
        may_be_told_detail=may_be_told_detail,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.PARTICIPANT_ADDED, actor=actor, subject=participant)
    return participant


@transaction.atomic
def plan_meeting(
    *, actor: User, case_id: UUID, purpose: str, at: datetime, place: str = "", who: str = ""
) -> Meeting:
    """Put a meeting in the diary of the case. Raises PermissionDenied."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_write_note, actor, case)
    meeting = Meeting.objects.create(
        case=case, purpose=purpose, at=at, place=place, who=who, recorded_by=actor, recorded_at=clock.now()
    )
    record(Event.MEETING_PLANNED, actor=actor, subject=meeting, at=at.isoformat())
    return meeting
