from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from casefile import actions

TOPICS = {
    "start": "Your first hour",
    "concern": "Raise a concern",
    "conversations": "Record what the person said",
    "outcomes": "Write down what they want",
    "actions": "Plan and record actions",
    "reviews": "Ask whether it came true",
    "deciding": "Decide on the three tests",
    "closing": "Close and reopen an enquiry",
    "advocates": "Work with an advocate",
    "for-advocates": "For advocates",
    "reports": "Make the outcome report",
    "reminders": "Reminders",
    "figures": "Read the figures",
    "people": "Find and add people, and contact them safely",
    "keyboard": "Keyboard and screen reader",
    "accessibility": "How accessible this service is",
    "privacy": "Who sees what, and what is recorded",
}
"""Every help page: its address and its title. The text of each is `templates/help/<topic>.html`."""


@login_required
@require_safe
def contents(request: SignedInRequest) -> HttpResponse:
    return render(request, "help/contents.html", {"topics": TOPICS})


@login_required
@require_safe
def topic(request: SignedInRequest, topic: str) -> HttpResponse:
    if topic not in TOPICS:
        raise Http404
    return render(request, f"help/{topic}.html", {"title": TOPICS[topic], "topics": TOPICS})


@login_required
@require_POST
def first_visit_done(request: SignedInRequest) -> HttpResponse:
    actions.finish_first_visit(actor=request.user)
    return redirect("casefile:home")
