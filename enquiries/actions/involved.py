from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.errors import MeetingCancelled, ParticipantChangedMeanwhile
from enquiries.models import Case, Meeting, Participant
from enquiries.permissions import can_write_note


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
    case = _locked(actor, case_id)
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
def change_participant(
    *,
    actor: User,
    participant_id: UUID,
    role: str,
    knows: str,
    may_be_told: bool,
    reason: str,
    may_be_told_detail: str = "",
) -> Participant:
    """Record what somebody involved knows by now, by a new row that names the old, which stays readable.

    Raises PermissionDenied or ParticipantChangedMeanwhile.
    """
    old = _newest(actor, participant_id)
    participant = Participant.objects.create(
        case=old.case,
        name=old.name,
        role=role,
        knows=knows,
        may_be_told=may_be_told,
        may_be_told_detail=may_be_told_detail,
        replaces=old,
        change_reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.PARTICIPANT_CHANGED, actor=actor, subject=participant, replaces=str(old.pk))
    return participant


@transaction.atomic
def end_participant(*, actor: User, participant_id: UUID, ended_on: date, reason: str) -> Participant:
    """Record that somebody is no longer involved. Raises PermissionDenied or ParticipantChangedMeanwhile."""
    participant = _newest(actor, participant_id)
    participant.ended_on, participant.ended_reason = ended_on, reason
    participant.save(update_fields=["ended_on", "ended_reason"])
    record(Event.PARTICIPANT_ENDED, actor=actor, subject=participant, ended_on=ended_on.isoformat())
    return participant


@transaction.atomic
def plan_meeting(
    *, actor: User, case_id: UUID, purpose: str, at: datetime, place: str = "", who: str = ""
) -> Meeting:
    """Put a meeting in the diary of the case. Raises PermissionDenied."""
    case = _locked(actor, case_id)
    meeting = Meeting.objects.create(
        case=case, purpose=purpose, at=at, place=place, who=who, recorded_by=actor, recorded_at=clock.now()
    )
    record(Event.MEETING_PLANNED, actor=actor, subject=meeting, at=at.isoformat())
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: User, meeting_id: UUID, reason: str) -> Meeting:
    """Call a meeting off; it stays in the diary, marked. Raises PermissionDenied or MeetingCancelled."""
    meeting: Meeting = Meeting.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    require(can_write_note, actor, meeting.case)
    if meeting.cancelled_at:
        raise MeetingCancelled
    meeting.cancelled_at, meeting.cancelled_reason = clock.now(), reason
    meeting.save(update_fields=["cancelled_at", "cancelled_reason"])
    record(Event.MEETING_CANCELLED, actor=actor, subject=meeting)
    return meeting


def _locked(actor: User, case_id: UUID) -> Case:
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_write_note, actor, case)
    return case


def _newest(actor: User, participant_id: UUID) -> Participant:
    """The row about somebody, locked, if they are still involved and no newer row has taken its place."""
    rows = Participant.objects.visible_to(actor).select_for_update(of=("self",))
    participant: Participant = rows.get(pk=participant_id)
    require(can_write_note, actor, participant.case)
    if participant.ended_on or Participant.objects.filter(replaces=participant).exists():
        raise ParticipantChangedMeanwhile
    return participant
