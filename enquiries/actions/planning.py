"""The plan of an enquiry and its questions; who comes to a meeting, and what it came to."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.errors import MeetingCancelled
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case
from enquiries.models import EnquiryPlan, EnquiryQuestion, Meeting, MeetingInvitation, Minutes
from enquiries.permissions import can_plan, can_write_note
from enquiries.planning import Presence, Reply
from enquiries.planning_errors import (
    InvitedAlready,
    MeetingToCome,
    MinutesAgreed,
    MinutesWritten,
    NotThereSaysWhy,
    QuestionDone,
    ToldOrWhyNot,
    WhoseWords,
)


@transaction.atomic
def plan_enquiry(
    *, actor: User, case_id: UUID, agreed_on: date, lead: str, taking_part: str, interim: str
) -> EnquiryPlan:
    """Record how the enquiry is planned; the newest plan holds. Raises PermissionDenied or StillInTheFuture."""
    case = locked_case(actor, case_id)
    require(can_plan, actor, case)
    require_past(agreed_on)
    plan = EnquiryPlan.objects.create(
        case=case,
        agreed_on=agreed_on,
        lead=lead,
        taking_part=taking_part,
        interim=interim,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.ENQUIRY_PLANNED, actor=actor, subject=plan)
    return plan


@transaction.atomic
def ask_question(*, actor: User, case_id: UUID, question: str, who: str, by_when: date) -> EnquiryQuestion:
    """Record a question that the enquiry must answer. Raises PermissionDenied."""
    case = locked_case(actor, case_id)
    require(can_plan, actor, case)
    last = EnquiryQuestion.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    asked = EnquiryQuestion.objects.create(
        case=case,
        number=last + 1,
        question=question,
        who=who,
        by_when=by_when,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.QUESTION_ASKED, actor=actor, subject=asked, number=asked.number)
    return asked


@transaction.atomic
def answer_question(*, actor: User, question_id: UUID, answer: str, answered_on: date) -> EnquiryQuestion:
    """Record what the enquiry found. Raises PermissionDenied, QuestionDone or StillInTheFuture."""
    asked = _open_question(actor, question_id)
    require_past(answered_on)
    asked.answer, asked.answered_on = answer, answered_on
    asked.save(update_fields=["answer", "answered_on"])
    record(Event.QUESTION_ANSWERED, actor=actor, subject=asked)
    return asked


@transaction.atomic
def withdraw_question(*, actor: User, question_id: UUID, reason: str) -> EnquiryQuestion:
    """The question need not be answered any more. Raises PermissionDenied or QuestionDone."""
    asked = _open_question(actor, question_id)
    asked.withdrawn_on, asked.withdrawn_reason = clock.today(), reason
    asked.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    record(Event.QUESTION_WITHDRAWN, actor=actor, subject=asked)
    return asked


@transaction.atomic
def invite_to_meeting(
    *,
    actor: User,
    meeting_id: UUID,
    name: str,
    invited_on: date,
    role: str = "",
    reply: Reply = Reply.WAITING,
) -> MeetingInvitation:
    """Record that somebody was asked to a meeting. Raises PermissionDenied, MeetingCancelled or InvitedAlready."""
    meeting = _locked_meeting(actor, meeting_id)
    if MeetingInvitation.objects.filter(meeting=meeting, name=name).exists():
        raise InvitedAlready
    invitation = MeetingInvitation.objects.create(
        case=meeting.case,
        meeting=meeting,
        name=name,
        role=role,
        invited_on=invited_on,
        reply=reply,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.MEETING_INVITED, actor=actor, subject=invitation)
    return invitation


@transaction.atomic
def record_reply(*, actor: User, invitation_id: UUID, reply: Reply) -> MeetingInvitation:
    """Record whether somebody comes. Raises PermissionDenied or MeetingCancelled."""
    invitation: MeetingInvitation = MeetingInvitation.objects.visible_to(actor).get(pk=invitation_id)
    _locked_meeting(actor, invitation.meeting_id)
    invitation.reply = reply
    invitation.save(update_fields=["reply"])
    record(Event.MEETING_REPLIED, actor=actor, subject=invitation, reply=reply)
    return invitation


@transaction.atomic
def write_minutes(
    *,
    actor: User,
    meeting_id: UUID,
    presence: Presence,
    text: str,
    agreements: str = "",
    absence_reason: str = "",
    words: str = "",
    voice: Voice | str = "",
    came: list[str] | None = None,
    attended: str = "",
) -> Minutes:
    """Write down what a meeting came to; `came` are the ids of the invitations whose people came.

    Raises PermissionDenied, MeetingCancelled, MeetingToCome, MinutesWritten, NotThereSaysWhy, WhoseWords or
    WordsOfAProfessional.
    """
    meeting = _locked_meeting(actor, meeting_id)
    if meeting.at > clock.now():
        raise MeetingToCome
    if Minutes.objects.filter(meeting=meeting).exists():
        raise MinutesWritten
    _check_minutes(presence, absence_reason, words, voice)
    minutes = Minutes.objects.create(
        case=meeting.case,
        meeting=meeting,
        presence=presence,
        absence_reason=absence_reason,
        words=words,
        voice=voice,
        attended=attended,
        text=text,
        agreements=agreements,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    asked = MeetingInvitation.objects.filter(meeting=meeting)
    asked.update(came=False)
    asked.filter(pk__in=came or []).update(came=True)
    record(Event.MINUTES_RECORDED, actor=actor, subject=minutes, presence=presence)
    return minutes


@transaction.atomic
def agree_minutes(
    *, actor: User, minutes_id: UUID, agreed_on: date | None = None, reason: str = ""
) -> Minutes:
    """Record when the person agreed the minutes, or why they have not.

    Raises PermissionDenied, MinutesAgreed, StillInTheFuture or ToldOrWhyNot.
    """
    minutes: Minutes = Minutes.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=minutes_id)
    require(can_write_note, actor, minutes.case)
    if minutes.shown_on:
        raise MinutesAgreed
    if agreed_on is None and not reason.strip():
        raise ToldOrWhyNot
    require_past(agreed_on)
    minutes.shown_on, minutes.not_agreed_reason = agreed_on, "" if agreed_on else reason
    minutes.save(update_fields=["shown_on", "not_agreed_reason"])
    record(Event.MINUTES_AGREED, actor=actor, subject=minutes, agreed=agreed_on is not None)
    return minutes


def _check_minutes(presence: Presence, absence_reason: str, words: str, voice: Voice | str) -> None:
    if presence not in {Presence.THERE, Presence.PART} and not absence_reason.strip():
        raise NotThereSaysWhy
    if bool(words) != bool(voice):
        raise WhoseWords
    require_persons_voice(voice)


def _open_question(actor: User, question_id: UUID) -> EnquiryQuestion:
    rows = EnquiryQuestion.objects.visible_to(actor).select_for_update(of=("self",))
    asked: EnquiryQuestion = rows.get(pk=question_id)
    require(can_plan, actor, asked.case)
    if not asked.is_open:
        raise QuestionDone
    return asked


def _locked_meeting(actor: User, meeting_id: UUID) -> Meeting:
    meeting: Meeting = Meeting.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=meeting_id)
    require(can_write_note, actor, meeting.case)
    if meeting.cancelled_at:
        raise MeetingCancelled
    return meeting
