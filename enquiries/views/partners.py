"""Asking somebody outside the council: the pages of staff, and the one page that the partner sees."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit import clock
from audit.context import Asker, asking
from audit.errors import Refusal
from audit.policy import on_record, public
from enquiries import actions
from enquiries.errors import WrongCode
from enquiries.forms.cases import WhyForm
from enquiries.forms.partners import AskPartnerForm, CodeForm, PartnerAnswerForm
from enquiries.models import PartnerQuestion
from enquiries.partners import STAY_MINUTES, is_their_link, link_to
from enquiries.permissions import can_ask_partner
from enquiries.views.page import act_page, case_for, case_of, involved_crumb, looked_at, page_of

COOKIE = "partner"


@on_record(Verb.SEE_CASE, Verb.ASK_PARTNER)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def ask_partner(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_ask_partner)
    made: list[PartnerQuestion] = []

    def act(data: dict[str, Any]) -> None:
        made.append(actions.ask_partner(actor=request.user, case_id=case.pk, **data))

    return act_page(
        request,
        case,
        AskPartnerForm,
        name="ask-partner",
        title="Ask somebody outside the council",
        act=act,
        back=involved_crumb(case)[1] + "#partners",
        trail=(involved_crumb(case),),
        context={"lead": "They get a link for themselves, and see your question and nothing else."},
        button="Make the link",
        success="The link is made. Open the question to see it",
    )


def _asked(request: SignedInRequest, case_id: UUID, question_id: UUID) -> PartnerQuestion:
    rows = PartnerQuestion.objects.visible_to(request.user).select_related("recorded_by", "revoked_by")
    found: PartnerQuestion = get_object_or_404(rows, pk=question_id, case=case_id)
    return found


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def partner_question(request: SignedInRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    """What was asked and answered; and for whoever may ask, the link, while it is of use."""
    case = case_of(request, case_id)
    asked = _asked(request, case_id, question_id)
    looked_at(request, case)
    may_ask = can_ask_partner(request.user, case)
    context = page_of(request, case, involved_crumb(case)) | {
        "title": "A question to a partner",
        "asked": asked,
        "may_ask": may_ask,
        "link": link_to(asked) if may_ask and asked.is_open else "",
    }
    return render(request, "enquiries/partner_question.html", context)


@on_record(Verb.SEE_CASE, Verb.ASK_PARTNER)
@login_required
@require_http_methods(["GET", "POST"])
def revoke_partner_question(request: SignedInRequest, case_id: UUID, question_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_ask_partner)
    asked = _asked(request, case_id, question_id)
    return act_page(
        request,
        case,
        WhyForm,
        name="revoke-partner-question",
        title="Take the link back",
        record=asked,
        act=lambda data: actions.revoke_partner_question(actor=request.user, question_id=asked.pk, **data),
        back=asked.get_absolute_url(),
        trail=(involved_crumb(case),),
        context={"lead": f"{asked}. The link opens nothing from then on."},
        button="Take it back",
        success="The link is taken back",
    )


@public
@require_http_methods(["GET", "POST"])
def partner(request: HttpRequest, question_id: UUID, proof: str) -> HttpResponse:
    """All that a partner ever sees: first the code, then the question with a box for the answer, then thanks."""
    with asking(Asker(str(question_id))):  # they ask the database as their question, and find that row alone
        return _partner(request, question_id, proof)


def _partner(request: HttpRequest, question_id: UUID, proof: str) -> HttpResponse:
    asked = PartnerQuestion.objects.filter(pk=question_id).first()
    if asked is None or not is_their_link(asked, proof):
        raise Http404
    if not asked.is_open:
        return render(request, "enquiries/partner_ended.html", {"asked": asked}, status=404)
    try:
        if _is_in(request, asked):
            return _answering(request, asked, proof)
        return _coming_in(request, asked, proof)
    except Refusal as refusal:
        context = {"form": CodeForm(), "asked": asked, "problem": str(refusal)}
        return render(request, "enquiries/partner_code.html", context, status=422)


def _is_in(request: HttpRequest, asked: PartnerQuestion) -> bool:
    """The code was right, in this browser, in the last half hour."""
    let_in = request.get_signed_cookie(COOKIE, default="", max_age=STAY_MINUTES * 60)
    at = asked.came_in_at
    return at is not None and let_in == f"{asked.pk}:{at.isoformat()}"


def _coming_in(request: HttpRequest, asked: PartnerQuestion, proof: str) -> HttpResponse:
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and "send" in request.POST:
        actions.send_partner_code(actor=proof, question_id=asked.pk)
        return render(
            request, "enquiries/partner_code.html", {"form": CodeForm(), "asked": asked, "sent": True}
        )
    if form.is_bound and form.is_valid():
        if actions.let_partner_in(actor=proof, question_id=asked.pk, code=form.cleaned_data["code"]):
            return _let_in(request, asked)
        form.add_error("code", WrongCode.message)
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/partner_code.html", {"form": form, "asked": asked}, status=status)


def _let_in(request: HttpRequest, asked: PartnerQuestion) -> HttpResponse:
    asked.refresh_from_db()
    answer = redirect(request.path)
    at = asked.came_in_at or clock.now()
    answer.set_signed_cookie(
        COOKIE,
        f"{asked.pk}:{at.isoformat()}",
        max_age=timedelta(minutes=STAY_MINUTES),
        path=reverse("enquiries:partner", args=[asked.pk, "x"])[:-2],
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _answering(request: HttpRequest, asked: PartnerQuestion, proof: str) -> HttpResponse:
    form = PartnerAnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.answer_as_partner(actor=proof, question_id=asked.pk, answer=form.cleaned_data["answer"])
        return render(request, "enquiries/partner_thanks.html")
    status = 422 if form.is_bound else 200
    return render(request, "enquiries/partner.html", {"form": form, "asked": asked}, status=status)
