from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from casefile.looking import looked_at
from casefile.thread import Thread, thread_of
from enquiries.models import Case
from enquiries.permissions import can_see_case
from people.banner import banner_for
from principles.choices import Principle
from ui import charts


@login_required
@require_safe
def thread(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Sentence, outcome, actions, reviews; also for the advocate, without links to what they cannot open."""
    cases = Case.objects.visible_to(request.user, Verb.SEE_THREAD).select_related("person", "team", "enquiry")
    case = get_object_or_404(cases, pk=case_id)
    looked_at(request, case)
    context = {
        "case": case,
        "name": case.person.preferred_name,
        "banner": banner_for(request.user, case.person),
        "thread": thread_of(case, request.user),
        "is_staff_reader": can_see_case(request.user, case),
    }
    return render(request, "casefile/thread.html", context)


@login_required
@require_safe
def balance(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """How the actions stand on the six principles."""
    cases = Case.objects.visible_to(request.user).select_related("person", "team", "enquiry")
    case = get_object_or_404(cases, pk=case_id)
    looked_at(request, case)
    found = thread_of(case, request.user)
    context: dict[str, Any] = {
        "case": case,
        "banner": banner_for(request.user, case.person),
        "thread": found,
        "in_words": in_words(found),
        "chart": balance_chart(found),
        "principles": list(Principle),
    }
    return render(request, "casefile/balance.html", context)


def balance_chart(thread: Thread) -> charts.Chart:
    items = [charts.Bar(str(principle.label), number) for principle, number in thread.balance()]
    return charts.bars("Actions under each principle", items)


def in_words(thread: Thread) -> str:
    """The balance as a sentence: how many under each, and under which nothing was done."""
    if not thread.standing_actions:
        return "No action has been recorded yet."
    used = [f"{number} {principle.label.lower()}" for principle, number in thread.balance() if number]
    unused = [principle.label.lower() for principle in thread.unused_principles]
    sentence = f"Actions: {', '.join(used)}."
    return (
        f"{sentence} Nothing under {', '.join(unused)}." if unused else f"{sentence} Every principle is used."
    )
