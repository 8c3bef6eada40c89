from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.balance import Share, in_words, shares_of
from casefile.looking import banner_of, case_of, crumbs, looked_at
from casefile.thread import thread_of
from enquiries.models import Case
from enquiries.permissions import can_see_case
from outcomes.views.page import page_of
from ui import charts


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def thread(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Sentence, outcome, actions, reviews; also for the advocate, without links to what they cannot open."""
    cases = Case.objects.visible_to(request.user, Verb.SEE_THREAD).select_related("person", "team", "enquiry")
    case = get_object_or_404(cases, pk=case_id)
    looked_at(request, case)
    is_staff_reader = can_see_case(request.user, case)
    context = page_of(request, case, "thread") | {
        "name": case.person.preferred_name,
        "thread": thread_of(case, request.user),
        "is_staff_reader": is_staff_reader,
    }
    if is_staff_reader:
        context["breadcrumbs"] = crumbs(case, "Golden thread")
    return render(request, "casefile/thread.html", context)


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def balance(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """How the actions stand on the six principles."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    found = thread_of(case, request.user)
    shares = shares_of(found)
    context: dict[str, Any] = {
        "case": case,
        "person": case.person,
        "banner": banner_of(request.user, case),
        "breadcrumbs": crumbs(case, "Balance"),
        "thread": found,
        "in_words": in_words(shares),
        "chart": chart_of(case, shares),
        "shares": shares,
    }
    return render(request, "casefile/balance.html", context)


def chart_of(case: Case, shares: list[Share]) -> charts.Chart:
    """A bar for each principle; each number leads to its actions."""
    actions = reverse("principles:actions", args=[case.pk])
    bars = [
        charts.Bar(share.principle.label, share.number, f"{actions}#principle-{share.principle}")
        for share in shares
    ]
    return charts.bars("Actions under each principle", bars, counted="Actions")
