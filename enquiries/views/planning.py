"""The plan of an enquiry and the answers to its questions."""

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
from enquiries.forms.cases import WhyForm
from enquiries.forms.planning import AnswerQuestionForm, PlanForm
from enquiries.models import EnquiryQuestion
from enquiries.permissions import can_plan
from enquiries.views.causing import planning_crumb
from enquiries.views.page import act_page, case_for


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def plan_enquiry(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)
    return act_page(
        request,
        case,
        PlanForm,
        name="plan-enquiry",
        title="Plan the enquiry",
        act=lambda data: actions.plan_enquiry(actor=request.user, case_id=case.pk, **data),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        initial={"agreed_on": clock.today(), "lead": request.user.name},
        success="Plan recorded",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def answer_question(request: SignedInRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)
    found = get_object_or_404(EnquiryQuestion.objects.visible_to(request.user), pk=question_id, case=case)
    return act_page(
        request,
        case,
        AnswerQuestionForm,
        name="answer-question",
        title="Answer a question of the enquiry",
        record=found,
        act=lambda data: actions.answer_question(actor=request.user, question_id=found.pk, **data),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        initial={"answered_on": clock.today()},
        context={"lead": found.question},
        success="Answer recorded",
    )


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_question(request: SignedInRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_plan)
    found = get_object_or_404(EnquiryQuestion.objects.visible_to(request.user), pk=question_id, case=case)
    return act_page(
        request,
        case,
        WhyForm,
        name="withdraw-question",
        title="The question need not be answered",
        record=found,
        act=lambda data: actions.withdraw_question(actor=request.user, question_id=found.pk, **data),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        context={"lead": found.question},
        success="Question withdrawn",
    )
