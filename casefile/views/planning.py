"""The plan of the enquiry, and who else has a part in it: what the person said and wants comes first."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.looking import case_of, looked_at
from casefile.planning import planning_of
from casefile.views.assessing import page_of
from enquiries.permissions import can_cause_enquiry, can_plan


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
