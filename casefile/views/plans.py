"""The safeguarding plan, looking back at it, and what waits for another manager."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from casefile.first_words import first_words
from casefile.forms.plans import AnswerApprovalForm, AskApprovalForm, PlanForm, PlanReviewForm
from casefile.looking import looked_at
from casefile.views.deciding import page_of
from enquiries.actions import approve, ask_approval, return_approval, review_plan, write_plan
from enquiries.closing import ApprovalOf
from enquiries.models import Approval, Case, PlanReview, SafeguardingPlan
from enquiries.permissions import can_approve, can_plan_safety
from enquiries.views.page import act_page, case_for, case_of

TITLE = "Safeguarding plan and approvals"
FORM = "casefile/close.html"


def _plans_page(case: Case) -> str:
    return reverse("casefile:plans", args=[case.pk])


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def plans(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Each plan with what the person says of it, every look back, and what was asked of a manager."""
    case = case_of(request, case_id)
    looked_at(request, case)
    user = request.user
    reviews = PlanReview.objects.visible_to(user).filter(case=case).select_related("next_lead")
    context = page_of(request, case) | {
        "title": TITLE,
        "name": case.person.preferred_name,
        "first": first_words(case, user),
        "plans": SafeguardingPlan.objects.visible_to(user).filter(case=case).select_related("lead"),
        "reviews": reviews,
        "approvals": Approval.objects.visible_to(user)
        .filter(case=case)
        .select_related("recorded_by", "answered_by"),
        "may_plan": can_plan_safety(user, case),
        "may_approve": can_approve(user, case),
        "kinds": ApprovalOf.choices,
        "reader": user,
    }
    return render(request, "casefile/plans.html", context)


@on_record(Verb.SEE_CASE, Verb.PLAN_SAFETY)
@login_required
@require_http_methods(["GET", "POST"])
def add_plan(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan_safety)

    def act(data: dict[str, Any]) -> None:
        write_plan(actor=request.user, case_id=case.pk, **data)

    return act_page(
        request,
        case,
        PlanForm,
        name="write-plan",
        title="Write a safeguarding plan",
        form_kwargs={"case": case},
        initial={"from_on": clock.today()},
        act=act,
        back=_plans_page(case),
        template=FORM,
        button="Save the plan",
        success="Plan saved",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN_SAFETY)
@login_required
@require_http_methods(["GET", "POST"])
def plan(request: SignedInRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Look back at a plan."""
    case = case_for(request, case_id, can_plan_safety)
    found = get_object_or_404(SafeguardingPlan.objects.visible_to(request.user), pk=plan_id, case=case)

    def act(data: dict[str, Any]) -> None:
        review_plan(
            actor=request.user, plan_id=found.pk, **data | {"next_lead_id": data["next_lead_id"] or None}
        )

    return act_page(
        request,
        case,
        PlanReviewForm,
        name="review-plan",
        title="Review the safeguarding plan",
        record=found,
        form_kwargs={"case": case},
        initial={"reviewed_on": clock.today()},
        act=act,
        back=_plans_page(case),
        template=FORM,
        button="Save the review",
        success="Review saved",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN_SAFETY)
@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, case_id: UUID, of: str) -> HttpResponse:
    """Ask that another manager approve."""
    case = case_for(request, case_id, can_plan_safety)
    if of not in ApprovalOf.values:
        raise Http404
    plans = SafeguardingPlan.objects.visible_to(request.user).filter(case=case, ended_on=None)
    about = plans.order_by("-recorded_at").first() if of == ApprovalOf.PLAN else None
    if of == ApprovalOf.PLAN and about is None:
        raise Http404

    def act(data: dict[str, Any]) -> None:
        plan_id = about.pk if about else None
        ask_approval(actor=request.user, case_id=case.pk, of=ApprovalOf(of), plan_id=plan_id, **data)

    return act_page(
        request,
        case,
        AskApprovalForm,
        name=f"ask-approval-{of}",
        title="Ask for approval",
        act=act,
        back=_plans_page(case),
        template=FORM,
        button="Ask",
        success="A manager has been asked",
    )


@on_record(Verb.SEE_CASE, Verb.APPROVE)
@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, case_id: UUID, approval_id: UUID) -> HttpResponse:
    """Approve what a colleague prepared, or send it back."""
    case = case_for(request, case_id, can_approve)
    found = get_object_or_404(Approval.objects.visible_to(request.user), pk=approval_id, case=case)

    def act(data: dict[str, Any]) -> None:
        decide = approve if data["answer"] == "approve" else return_approval
        decide(actor=request.user, approval_id=found.pk, comment=data["comment"])

    return act_page(
        request,
        case,
        AnswerApprovalForm,
        name="answer-approval",
        title="Approve or send back",
        record=found,
        act=act,
        back=_plans_page(case),
        template="casefile/answer_approval.html",
        context={"approval": found},
        button="Save",
        success="Answer saved",
    )
