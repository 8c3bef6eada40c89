"""The page of one person, for their advocate: what the advocate may see, and nothing of anybody else."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries.models import Meeting
from outcomes.gaps import latest_verdicts
from outcomes.models import AdvocateView, Conversation, DesiredOutcome
from outcomes.speakers import instruction_of
from outcomes.views.page import case_of, looked_at, page_of
from principles.models import Action


@on_record(Verb.SEE_THREAD, also="as the person’s advocate; others are led to the whole record")
@login_required
@require_safe
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What the person said last and wants, what is done for it, meetings to come, and what is on record for them."""
    found = case_of(request, case_id)
    if instruction_of(request.user, found) is None:
        raise Http404
    looked_at(request, found)
    reader = request.user
    outcomes = DesiredOutcome.objects.visible_to(reader).filter(case=found).live().for_reading()
    conversations = Conversation.objects.visible_to(reader).filter(case=found).asked().for_reading()
    name = found.person.preferred_name
    shown = [(outcome, latest_verdicts(outcome.reviews.all())) for outcome in outcomes]
    context = page_of(request, found, "case") | {
        "breadcrumbs": [{"text": "Your people", "href": reverse("outcomes:advocate-home")}],
        "conversation": conversations.order_by("-happened_at", "-recorded_at").first(),
        "outcomes": [(outcome, verdicts, verdicts.gap(name)) for outcome, verdicts in shown],
        "actions": Action.objects.visible_to(reader)
        .filter(case=found)
        .select_related("owner", "outcome")
        .prefetch_related("done"),
        "meetings": Meeting.objects.visible_to(reader).filter(case=found, at__gte=clock.now()).order_by("at"),
        "views": AdvocateView.objects.visible_to(reader).filter(case=found).for_reading(),
    }
    return render(request, "casefile/advocate_case.html", context)
