from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.choices import AdvocateKind
from enquiries.forms.advocates import AskForm, EndInstructionForm, InstructForm
from enquiries.forms.cases import EndForm
from enquiries.models import AdvocateInstruction, AdvocateRequest
from enquiries.permissions import can_instruct_advocate
from enquiries.views.page import case_for, involved_page


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)
    return involved_page(
        request,
        case,
        AskForm,
        name="ask-for-advocate",
        title="Ask for an advocate",
        initial={"asked_on": clock.today()},
        act=lambda data: actions.ask_for_advocate(actor=request.user, case_id=case.pk, **data),
        success="Recorded. It is waiting for an advocate",
    )


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def end_request(request: SignedInRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)
    found = get_object_or_404(AdvocateRequest.objects.visible_to(request.user), pk=request_id, case=case)

    def act(data: dict[str, Any]) -> None:
        actions.end_advocate_request(
            actor=request.user, request_id=found.pk, ended_on=data["on"], reason=data["reason"]
        )

    return involved_page(
        request,
        case,
        EndForm,
        name="end-advocate-request",
        title="No advocate is needed any more",
        record=found,
        initial={"on": clock.today()},
        act=act,
    )


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def instruct(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)

    def act(data: dict[str, Any]) -> None:
        advocate_id, kind = UUID(data.pop("advocate")), AdvocateKind(data.pop("kind"))
        actions.instruct_advocate(
            actor=request.user, case_id=case.pk, advocate_id=advocate_id, kind=kind, **data
        )

    return involved_page(
        request,
        case,
        InstructForm,
        name="instruct-advocate",
        title="Instruct an advocate",
        initial={"from_on": clock.today()},
        act=act,
        button="Instruct them",
        success="Advocate instructed",
    )


@on_record(Verb.SEE_CASE, Verb.INSTRUCT_ADVOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def end_instruction(request: SignedInRequest, case_id: UUID, instruction_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_instruct_advocate)
    rows = AdvocateInstruction.objects.visible_to(request.user).select_related("advocate")
    found = get_object_or_404(rows, pk=instruction_id, case=case)
    return involved_page(
        request,
        case,
        EndInstructionForm,
        name="end-instruction",
        title="End an advocate’s instruction",
        record=found,
        initial={"until_on": clock.today()},
        act=lambda data: actions.end_instruction(actor=request.user, instruction_id=found.pk, **data),
        context={"lead": f"{found.advocate}, {found.organisation}"},
        button="End it",
        success="Instruction ended",
    )
