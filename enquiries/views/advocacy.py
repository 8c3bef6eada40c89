from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.capacity import CheckOutcome, ImcaMoment
from enquiries.forms import advocacy as forms
from enquiries.models import AdvocateInstruction, AdvocateRequest
from enquiries.permissions import can_check_advocacy, can_decide_imca, can_instruct_advocate
from enquiries.views.capacity import to_capacity, trail_of
from enquiries.views.page import act_page, case_for


@on_record(Verb.SEE_CASE, Verb.CHECK_ADVOCACY)
@login_required
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The check of Care Act s68; where an advocate must be arranged, asking for one comes next."""
    case = case_for(request, case_id, can_check_advocacy)
    may_ask = can_instruct_advocate(request.user, case)
    asks = reverse("enquiries:ask-for-advocate", args=[case.pk])
    chosen = request.POST.get("outcome") == CheckOutcome.REFER
    return act_page(
        request,
        case,
        forms.CheckForm,
        name="check-advocacy",
        title="Do they need an advocate to take part?",
        form_kwargs={"case": case},
        initial={"checked_on": clock.today()},
        act=lambda data: actions.check_advocacy(actor=request.user, case_id=case.pk, **forms.for_act(data)),
        back=asks if chosen and may_ask else to_capacity(case),
        trail=trail_of(case),
        context={
            "lead": "At the first contact, and again whenever something changes (Care Act 2014, section 68)."
        },
    )


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def allocated(request: SignedInRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)
    found = get_object_or_404(AdvocateRequest.objects.visible_to(request.user), pk=request_id, case=case)
    return act_page(
        request,
        case,
        forms.AllocatedForm,
        name="advocate-allocated",
        title="An advocate was named",
        record=found,
        initial={"allocated_on": clock.today()},
        act=lambda data: actions.record_advocate_allocated(actor=request.user, request_id=found.pk, **data),
        back=to_capacity(case),
        trail=trail_of(case),
    )


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def met(request: SignedInRequest, case_id: UUID, instruction_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)
    rows = AdvocateInstruction.objects.visible_to(request.user).select_related("advocate")
    found = get_object_or_404(rows, pk=instruction_id, case=case)
    return act_page(
        request,
        case,
        forms.MetForm,
        name="advocate-met",
        title="The advocate met the person",
        record=found,
        initial={"met_on": clock.today()},
        act=lambda data: actions.record_first_meeting(actor=request.user, instruction_id=found.pk, **data),
        back=to_capacity(case),
        trail=trail_of(case),
        context={"lead": f"{found.advocate}, {found.organisation}"},
    )


@on_record(Verb.SEE_CASE, Verb.DECIDE_IMCA)
@login_required
@require_http_methods(["GET", "POST"])
def imca(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_decide_imca)

    def act(data: dict[str, Any]) -> None:
        triggers = [value for value in data.pop("triggers") if value != "none"]
        data["moment"] = ImcaMoment(data["moment"])
        actions.consider_imca(actor=request.user, case_id=case.pk, triggers=triggers, **data)

    return act_page(
        request,
        case,
        forms.ImcaForm,
        name="consider-imca",
        title="Is an independent mental capacity advocate needed?",
        initial={"considered_on": clock.today()},
        act=act,
        back=to_capacity(case),
        trail=trail_of(case),
    )
