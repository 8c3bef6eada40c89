"""Risk, capacity and advocacy: what the person said and wants comes first."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.assessing import capacity_of, risks_of
from casefile.first_words import first_words
from casefile.looking import banner_of, case_of, crumbs, looked_at
from enquiries.models import Case
from enquiries.permissions import (
    can_assess_capacity,
    can_assess_risk,
    can_check_advocacy,
    can_decide_imca,
    can_instruct_advocate,
    can_sign_off_risk,
)
from people.permissions import can_change_person


def page_of(request: SignedInRequest, case: Case, title: str) -> dict[str, Any]:
    """What stands around every page of a stage of the work, the person's words among it."""
    return {
        "case": case,
        "name": case.person.preferred_name,
        "title": title,
        "banner": banner_of(request.user, case),
        "breadcrumbs": crumbs(case, title),
        "first": first_words(case, request.user),
    }


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def risks(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Each risk with how the person sees it, what was found and what became of it; and the body map."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    context = page_of(request, case, "Risk") | {
        "risks": risks_of(case, request.user),
        "may_assess": can_assess_risk(request.user, case),
        "may_sign": can_sign_off_risk(request.user, case),
    }
    return render(request, "casefile/risks.html", context)


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def capacity(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Capacity for each decision, decisions in the person's best interests, and who speaks for them."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    context = page_of(request, case, "Capacity and advocacy") | {
        "capacity": capacity_of(case, request.user),
        "may_assess": can_assess_capacity(request.user, case),
        "may_check": can_check_advocacy(request.user, case),
        "may_instruct": can_instruct_advocate(request.user, case),
        "may_decide_imca": can_decide_imca(request.user, case),
        "may_change": can_change_person(request.user, case.person),
    }
    return render(request, "casefile/capacity.html", context)
