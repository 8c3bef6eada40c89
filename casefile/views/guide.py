from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.navigation import landing_for
from accounts.requests import SignedInRequest
from audit.policy import own, public
from casefile import actions
from casefile.helping import TOPICS


@public
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """Open to everybody: help holds nothing about anybody."""
    return render(request, "help/contents.html", {"topics": TOPICS})


@public
@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    if topic not in TOPICS:
        raise Http404
    return render(request, f"help/{topic}.html", {"title": TOPICS[topic], "topics": TOPICS, "here": topic})


@own
@login_required
@require_POST
def first_visit_done(request: SignedInRequest) -> HttpResponse:
    actions.finish_first_visit(actor=request.user)
    return redirect(landing_for(request.user))
