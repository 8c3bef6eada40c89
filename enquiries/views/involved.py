from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.choices import Stage
from enquiries.errors import AlreadyClosed, NoEnquiryYet
from enquiries.forms.cases import (
    ChangeParticipantForm,
    EndForm,
    KnowsForm,
    MeetingForm,
    ParticipantForm,
    StageForm,
    WhyForm,
)
from enquiries.involved import everybody
from enquiries.models import Meeting, Participant
from enquiries.permissions import (
    can_allocate,
    can_ask_partner,
    can_instruct_advocate,
    can_move_stage,
    can_restrict_case,
    can_write_note,
)
from enquiries.views.page import act_page, case_for, case_of, involved_page, looked_at, not_yet, page_of

MOVE_STAGE = "Move to another stage"


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def people_involved(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Who works on it, who speaks for the person, who else knows what, and when they meet."""
    case = case_of(request, case_id)
    looked_at(request, case)
    context = page_of(request, case, here="people") | {
        "title": "People involved",
        **everybody(request.user, case),
        "may_allocate": can_allocate(request.user, case),
        "may_write": can_write_note(request.user, case),
        "may_instruct": can_instruct_advocate(request.user, case),
        "may_restrict": can_restrict_case(request.user, case),
        "may_ask_partner": can_ask_partner(request.user, case),
    }
    return render(request, "enquiries/people_involved.html", context)


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def add_participant(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    return involved_page(
        request,
        case,
        ParticipantForm,
        name="add-participant",
        title="Add somebody who is involved",
        act=lambda data: actions.add_participant(actor=request.user, case_id=case.pk, **data),
        success="Added",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def change_participant(request: SignedInRequest, case_id: UUID, participant_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = get_object_or_404(Participant.objects.visible_to(request.user), pk=participant_id, case=case)
    return involved_page(
        request,
        case,
        ChangeParticipantForm,
        name="change-participant",
        title="What they know has changed",
        record=found,
        initial={name: getattr(found, name) for name in KnowsForm.base_fields},
        act=lambda data: actions.change_participant(actor=request.user, participant_id=found.pk, **data),
        context={"lead": f"About {found.name}. What was recorded before stays readable."},
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def end_participant(request: SignedInRequest, case_id: UUID, participant_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = get_object_or_404(Participant.objects.visible_to(request.user), pk=participant_id, case=case)

    def act(data: dict[str, Any]) -> None:
        actions.end_participant(
            actor=request.user, participant_id=found.pk, ended_on=data["on"], reason=data["reason"]
        )

    return involved_page(
        request,
        case,
        EndForm,
        name="end-participant",
        title="No longer involved",
        record=found,
        initial={"on": clock.today()},
        act=act,
        context={"lead": f"About {found.name}."},
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def plan_meeting(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    return involved_page(
        request,
        case,
        MeetingForm,
        name="plan-meeting",
        title="Plan a meeting",
        act=lambda data: actions.plan_meeting(actor=request.user, case_id=case.pk, **data),
        context={"lead": "The person’s advocate sees the meetings to come."},
        success="Meeting planned",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def cancel_meeting(request: SignedInRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = get_object_or_404(Meeting.objects.visible_to(request.user), pk=meeting_id, case=case)
    return involved_page(
        request,
        case,
        WhyForm,
        name="cancel-meeting",
        title="Call a meeting off",
        record=found,
        act=lambda data: actions.cancel_meeting(actor=request.user, meeting_id=found.pk, **data),
        context={"lead": found.purpose},
        button="Call it off",
        success="Meeting called off",
    )


@on_record(Verb.SEE_CASE, Verb.MOVE_STAGE)
@login_required
@require_http_methods(["GET", "POST"])
def move_stage(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_move_stage)
    enquiry = getattr(case, "enquiry", None)
    if request.method == "GET" and (enquiry is None or not enquiry.is_open):
        return not_yet(request, case, MOVE_STAGE, AlreadyClosed if enquiry else NoEnquiryYet)

    def act(data: dict[str, Any]) -> None:
        version = data.pop("version", 0)
        stage = Stage(data.pop("stage"))
        actions.move_stage(actor=request.user, case_id=case.pk, version=version, stage=stage, **data)

    return act_page(
        request,
        case,
        StageForm,
        name="move-stage",
        title=MOVE_STAGE,
        record=enquiry or case,
        stored=(lambda _row: {}) if enquiry else None,
        initial={"moved_on": clock.today()},
        act=act,
        back=case.get_absolute_url(),
        context={"lead": f"It is at the stage “{case.stage.label}”."},
        success="Stage changed",
    )
