"""Enquiries caused to others, what runs beside the enquiry, and which council leads."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import people.actions
from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.errors import AlreadyClosed, NoEnquiryYet
from enquiries.forms import causing as forms
from enquiries.models import Case, CausedEnquiry, ParallelProcess
from enquiries.permissions import can_cause_enquiry, can_check_caused, can_plan
from enquiries.planning import CausedState, Finding
from enquiries.planning_errors import NothingOwed, NothingToCheck
from enquiries.views.page import act_page, case_for, case_of, looked_at, not_yet, page_of

CAUSE = "Cause another body to enquire"


def planning_crumb(case: Case) -> tuple[str, str]:
    return "Plan and partners", reverse("casefile:planning", args=[case.pk])


def _caused(request: SignedInRequest, case: Case, caused_id: UUID) -> CausedEnquiry:
    rows = CausedEnquiry.objects.visible_to(request.user).select_related("organisation", "recorded_by")
    found: CausedEnquiry = get_object_or_404(rows, pk=caused_id, case=case)
    return found


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def caused(request: SignedInRequest, case_id: UUID, caused_id: UUID) -> HttpResponse:
    """The terms, and every report that came back with what the council found of it."""
    case = case_of(request, case_id)
    found = _caused(request, case, caused_id)
    looked_at(request, case)
    context = page_of(request, case, planning_crumb(case), here="planning") | {
        "caused": found,
        "reports": found.reports.select_related("checked_by").order_by("-recorded_at"),
        "may_receive": can_cause_enquiry(request.user, case) and found.state == CausedState.ASKED,
        "may_check": can_check_caused(request.user, case) and found.state == CausedState.RECEIVED,
    }
    return render(request, "enquiries/caused.html", context)


@on_record(Verb.SEE_CASE, Verb.CAUSE_ENQUIRY)
@login_required
@require_http_methods(["GET", "POST"])
def cause(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_cause_enquiry)
    enquiry = getattr(case, "enquiry", None)
    if request.method == "GET" and (enquiry is None or not enquiry.is_open):
        return not_yet(request, case, CAUSE, AlreadyClosed if enquiry else NoEnquiryYet)

    def act(data: dict[str, Any]) -> None:
        body = people.actions.add_organisation(actor=request.user, name=data.pop("organisation"))
        actions.cause_enquiry(actor=request.user, case_id=case.pk, organisation_id=body.pk, **data)

    return act_page(
        request,
        case,
        forms.CauseForm,
        name="cause-enquiry",
        title=CAUSE,
        act=act,
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        initial={"asked_on": clock.today()},
        context={
            "lead": "The council stays answerable, and checks the report. This is more than asking for information. "
            "Where a crime is suspected, agree with the police first."
        },
        success="Recorded. The return date is on the list of reminders",
    )


@on_record(Verb.SEE_CASE, Verb.CAUSE_ENQUIRY)
@login_required
@require_http_methods(["GET", "POST"])
def receive(request: SignedInRequest, case_id: UUID, caused_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_cause_enquiry)
    found = _caused(request, case, caused_id)
    if request.method == "GET" and found.state != CausedState.ASKED:
        return not_yet(request, case, "The report has come", NothingOwed)
    return act_page(
        request,
        case,
        forms.ReceiveForm,
        name="receive-report",
        title="The report has come",
        record=found,
        act=lambda data: actions.receive_report(actor=request.user, caused_id=found.pk, **data),
        back=found.get_absolute_url(),
        trail=(planning_crumb(case), (str(found), found.get_absolute_url())),
        initial={"received_on": clock.today()},
        context={"lead": f"What it must answer: {found.must_answer}"},
        success="Report recorded. A manager checks it",
    )


@on_record(Verb.SEE_CASE, Verb.CHECK_CAUSED)
@login_required
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, case_id: UUID, caused_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_check_caused)
    found = _caused(request, case, caused_id)
    if request.method == "GET" and found.state != CausedState.RECEIVED:
        return not_yet(request, case, "Check the report", NothingToCheck)
    return act_page(
        request,
        case,
        forms.CheckForm,
        name="check-report",
        title="Check the report",
        record=found,
        act=lambda data: _checked(request, found, data),
        back=found.get_absolute_url(),
        trail=(planning_crumb(case), (str(found), found.get_absolute_url())),
        initial={"checked_on": clock.today()},
        context={"lead": f"What it must answer: {found.must_answer}"},
        success="Recorded",
    )


def _checked(request: SignedInRequest, found: CausedEnquiry, data: dict[str, Any]) -> None:
    finding, new_return_on = data.pop("finding"), data.pop("new_return_on")
    who: dict[str, Any] = {"actor": request.user, "caused_id": found.pk}
    if finding == Finding.RETURNED:
        actions.return_report(**who, **data, new_return_on=new_return_on)
    elif finding == Finding.ACCEPTED:
        actions.accept_report(**who, **data)
    else:
        actions.take_enquiry_back(**who, **data)


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def add_process(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)
    return act_page(
        request,
        case,
        forms.ProcessForm,
        name="add-process",
        title="Something that runs beside the enquiry",
        act=lambda data: actions.add_process(actor=request.user, case_id=case.pk, **data),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        success="Added",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def change_process(request: SignedInRequest, case_id: UUID, process_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)
    found = get_object_or_404(ParallelProcess.objects.visible_to(request.user), pk=process_id, case=case)
    return act_page(
        request,
        case,
        forms.StandForm,
        name="change-process",
        title="Where it stands now",
        record=found,
        stored=forms.StandForm.stored,
        act=lambda data: actions.change_process(actor=request.user, process_id=found.pk, **data),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        context={"lead": str(found)},
        success="Changed",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def record_boundary(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)

    def act(data: dict[str, Any]) -> None:
        data.pop("told")
        actions.record_boundary(actor=request.user, case_id=case.pk, **data)

    return act_page(
        request,
        case,
        forms.BoundaryForm,
        name="record-boundary",
        title="Another council is involved",
        act=act,
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        success="Recorded",
    )
