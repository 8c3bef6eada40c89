from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import NoteKind
from enquiries.errors import HappenedInTheFuture, NoteCorrectedMeanwhile, NoteWithdrawn
from enquiries.models import Case, Note
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
def correct_note(
    *,
    actor: User,
    note_id: UUID,
    text: str,
    reason: str,
    kind: NoteKind | None = None,
    happened_at: datetime | None = None,
    third_party: bool | None = None,
) -> Note:
    """Correct an entry by a new one that names it; the first stays readable. What is not given stays as it was.

    Raises PermissionDenied, HappenedInTheFuture, NoteWithdrawn or NoteCorrectedMeanwhile.
    """
    old = _newest(actor, note_id)
    if happened_at and happened_at > clock.now():
        raise HappenedInTheFuture
    note = Note.objects.create(
        case=old.case,
        kind=kind or old.kind,
        happened_at=happened_at or old.happened_at,
        text=text,
        third_party=old.third_party if third_party is None else third_party,
        corrects=old,
        correction_reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.NOTE_CORRECTED, actor=actor, subject=note, corrects=str(old.pk))
    return note


@transaction.atomic
def withdraw_note(*, actor: User, note_id: UUID, reason: str) -> Note:
    """Withdraw an entry that should not be there; it stays readable, marked, with the reason.

    Raises PermissionDenied, NoteWithdrawn or NoteCorrectedMeanwhile.
    """
    note = _newest(actor, note_id)
    note.withdrawn_at, note.withdrawn_by, note.withdrawn_reason = clock.now(), actor, reason
    note.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(Event.NOTE_WITHDRAWN, actor=actor, subject=note)
    return note


def _newest(actor: User, note_id: UUID) -> Note:
    """The entry, locked, if it still stands and nothing has taken its place."""
    note: Note = Note.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=note_id)
    require(can_write_note, actor, note.case)
    if note.withdrawn_at:
        raise NoteWithdrawn
    if Note.objects.filter(corrects=note).exists():
        raise NoteCorrectedMeanwhile
    return note
