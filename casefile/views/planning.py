"""The plan of the enquiry, its meetings, and who else has a part in it: the person's words come first."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from casefile.looking import case_of, looked_at
from casefile.planning import planning_of
from casefile.views.assessing import page_of
from enquiries.models import Meeting
from enquiries.permissions import can_cause_enquiry, can_plan, can_write_note
from principles.permissions import can_act


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def planning(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What the enquiry must answer, who leads, who else enquires, and what runs beside it."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    context = page_of(request, case, "Plan and partners") | {
        "planning": planning_of(case, request.user),
        "may_plan": can_plan(request.user, case),
        "may_cause": can_cause_enquiry(request.user, case),
    }
    return render(request, "casefile/planning.html", context)


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def meeting(request: SignedInRequest, case_id: UUID, meeting_id: UUID) -> HttpResponse:
    """A meeting: its agenda opens with what the person said and wants; then who comes, and what it came to."""
    case = case_of(request.user, case_id)
    rows = Meeting.objects.visible_to(request.user).select_related("minutes__recorded_by")
    found = get_object_or_404(rows, pk=meeting_id, case=case)
    looked_at(request, case)
    writes = can_write_note(request.user, case) and found.cancelled_at is None
    context = page_of(request, case, "Meeting") | {
        "meeting": found,
        "minutes": getattr(found, "minutes", None),
        "invitations": found.invitations.order_by("recorded_at"),
        "held": found.at <= clock.now(),
        "may_write": writes,
        "may_act": can_act(request.user, case),
    }
    return render(request, "casefile/meeting.html", context)
