from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.errors import require
from audit.policy import on_record
from casefile.actions import decide as decide_on
from casefile.actions.deciding import person_was_asked
from casefile.deciders import deciders_of
from casefile.forms.deciding import DecideForm
from casefile.looking import banner_of, looked_at
from casefile.unjudged import concerns_without_feedback
from enquiries.choices import DecisionKind, Instead, NotAskedReason
from enquiries.models import Case, Closure, Concern, Decision
from enquiries.permissions import can_change_concern, can_close_enquiry, can_decide
from enquiries.views.page import case_of
from outcomes.models import Conversation
from ui.pages import form_page


def page_of(request: SignedInRequest, case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "banner": banner_of(request.user, case),
        "breadcrumbs": [{"text": case.reference, "href": case.get_absolute_url()}],
    }


def not_yours(request: SignedInRequest, case: Case, title: str) -> HttpResponse:
    """Who can, for somebody who sees the case and may not do this."""
    context = page_of(request, case) | {"title": title, "deciders": deciders_of(case)}
    return render(request, "casefile/who_can.html", context, status=403)


@on_record(Verb.SEE_CASE, Verb.DECIDE)
@login_required
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What the person said comes first; then the three tests, and what a named person decides."""
    case = case_of(request, case_id)
    if request.method == "GET" and not can_decide(request.user, case):
        return not_yours(request, case, "Decide")
    require(can_decide, request.user, case)
    was_asked = person_was_asked(case)
    return form_page(
        request,
        DecideForm,
        name="decide",
        title="Decide",
        record=case,
        stored=lambda _case: {},
        form_kwargs={"was_asked": was_asked},
        initial={"decided_on": clock.today()},
        act=lambda data: _decided(request, case, data),
        template="casefile/decide.html",
        context=page_of(request, case) | _said_so_far(request, case) | {"was_asked": was_asked},
        button="Record the decision",
        success="Decision recorded",
    )


def _decided(request: SignedInRequest, case: Case, data: dict[str, Any]) -> str:
    kinds: dict[str, Any] = {"kind": DecisionKind(data["kind"])}
    if data["instead"]:
        kinds["instead"] = Instead(data["instead"])
    if data.get("not_asked_reason"):
        kinds["not_asked_reason"] = NotAskedReason(data["not_asked_reason"])
    decide_on(actor=request.user, case_id=case.pk, **data | kinds)
    return reverse("casefile:decisions", args=[case.pk])


def _said_so_far(request: SignedInRequest, case: Case) -> dict[str, Any]:
    """The person's own words with the concerns, and every conversation, for whoever decides."""
    concerns = Concern.objects.visible_to(request.user).filter(case=case)
    talks = Conversation.objects.visible_to(request.user).standing().filter(case=case)
    return {
        "concerns": concerns,
        "talks": talks.asked().with_current_answers().order_by("happened_at"),
        "not_asked": talks.filter(asked=False).order_by("-happened_at").first(),
        "decisions": Decision.objects.visible_to(request.user)
        .filter(case=case)
        .select_related("recorded_by"),
    }


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def decisions(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Every decision on the case, and every closing and reopening, with their reasons; the newest first."""
    case = case_of(request, case_id)
    looked_at(request, case)
    user = request.user
    rows = Decision.objects.visible_to(user).filter(case=case).select_related("recorded_by")
    closings = (
        Closure.objects.visible_to(user)
        .filter(case=case)
        .select_related("recorded_by", "reopened_by", "would_change")
    )
    enquiry = getattr(case, "enquiry", None)
    may_close = can_close_enquiry(user, case)
    context = page_of(request, case) | {
        "title": "Decisions and closing",
        "decisions": rows.order_by("-recorded_at"),
        "closures": closings.order_by("-recorded_at"),
        "may_decide": can_decide(user, case) and (enquiry is None or enquiry.is_open),
        "may_close": may_close and enquiry is not None and enquiry.is_open,
        "may_reopen": may_close and enquiry is not None and not enquiry.is_open,
        "untold": concerns_without_feedback(user, case) if can_change_concern(user, case) else [],
    }
    return render(request, "casefile/decisions.html", context)
