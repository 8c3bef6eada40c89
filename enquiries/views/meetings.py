"""Who is asked to a meeting, its file for a calendar, and its minutes."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.calendar import calendar_of
from enquiries.errors import MeetingCancelled
from enquiries.forms import planning as forms
from enquiries.models import Case, Meeting, MeetingInvitation, Minutes
from enquiries.permissions import can_write_note
from enquiries.planning_errors import MeetingToCome, MinutesWritten
from enquiries.views.page import act_page, case_for, case_of, looked_at, not_yet


def meeting_crumb(meeting: Meeting) -> tuple[str, str]:
    return "Meeting", reverse("casefile:meeting", args=[meeting.case_id, meeting.pk])


def _meeting(request: SignedInRequest, case: Case, meeting_id: UUID) -> Meeting:
    found: Meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id, case=case)
    return found


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def calendar(request: SignedInRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    found = _meeting(request, case, meeting_id)
    looked_at(request, case)
    found.case = case
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8", headers=headers)


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = _meeting(request, case, meeting_id)
    return act_page(
        request,
        case,
        forms.InviteForm,
        name="invite-to-meeting",
        title="Ask somebody to the meeting",
        record=found,
        act=lambda data: actions.invite_to_meeting(actor=request.user, meeting_id=found.pk, **data),
        back=meeting_crumb(found)[1],
        trail=(meeting_crumb(found),),
        initial={"invited_on": clock.today()},
        success="Recorded",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def reply(request: SignedInRequest, case_id: UUID, invitation_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    rows = MeetingInvitation.objects.visible_to(request.user).select_related("meeting")
    found = get_object_or_404(rows, pk=invitation_id, case=case)
    return act_page(
        request,
        case,
        forms.ReplyForm,
        name="meeting-reply",
        title="Whether they come",
        record=found,
        act=lambda data: actions.record_reply(actor=request.user, invitation_id=found.pk, **data),
        back=meeting_crumb(found.meeting)[1],
        trail=(meeting_crumb(found.meeting),),
        context={"lead": found.name},
        success="Recorded",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def write_minutes(request: SignedInRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = _meeting(request, case, meeting_id)
    if request.method == "GET" and (refusal := _cannot_yet(found)):
        return not_yet(request, case, "Write the minutes", refusal)

    def act(data: dict[str, Any]) -> None:
        actions.write_minutes(actor=request.user, meeting_id=found.pk, **data)

    return act_page(
        request,
        case,
        forms.MinutesForm,
        name="write-minutes",
        title="Write the minutes",
        record=found,
        form_kwargs={"meeting": found},
        act=act,
        back=meeting_crumb(found)[1],
        trail=(meeting_crumb(found),),
        success="Minutes recorded",
    )


def _cannot_yet(meeting: Meeting) -> Any:
    if meeting.cancelled_at:
        return MeetingCancelled
    if meeting.at > clock.now():
        return MeetingToCome
    return MinutesWritten if hasattr(meeting, "minutes") else None


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def agree_minutes(request: SignedInRequest, case_id: UUID, minutes_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    rows = Minutes.objects.visible_to(request.user).select_related("meeting")
    found = get_object_or_404(rows, pk=minutes_id, case=case)

    def act(data: dict[str, Any]) -> None:
        data.pop("agreed")
        actions.agree_minutes(actor=request.user, minutes_id=found.pk, **data)

    return act_page(
        request,
        case,
        forms.AgreeMinutesForm,
        name="agree-minutes",
        title="What the person says to the minutes",
        record=found,
        act=act,
        back=meeting_crumb(found.meeting)[1],
        trail=(meeting_crumb(found.meeting),),
        success="Recorded",
    )
