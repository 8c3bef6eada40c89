from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.looking import banner_of, case_of, crumbs, looked_at
from casefile.overview import overview_of
from casefile.tasklist import further_acts, items_of
from enquiries.choices import Stage
from enquiries.models import Case
from outcomes.permissions import can_record_voice
from principles.permissions import can_act


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The case at a glance."""
    found = case_of(request.user, case_id)
    looked_at(request, found)
    overview = overview_of(found, request.user)
    context = {
        "case": found,
        "person": found.person,
        "name": found.person.preferred_name,
        "banner": banner_of(request.user, found),
        "breadcrumbs": crumbs(found, "")[:1],
        "overview": overview,
        "thread": overview.thread,
        "stages": stages_of(found),
        "task_items": items_of(overview, request.user),
        "further_acts": further_acts(overview, request.user),
        "may_act": can_act(request.user, found),
        "may_record": can_record_voice(request.user, found),
    }
    return render(request, "casefile/case.html", context)


def stages_of(case: Case) -> list[dict[str, Any]]:
    """The four public stages, and where the case stands in them; of a closed enquiry all are past."""
    order = list(Stage)
    closed = hasattr(case, "enquiry") and not case.enquiry.is_open
    here = len(order) if closed else order.index(case.stage)
    states = ["done" if index < here else "now" if index == here else "later" for index in range(len(order))]
    return [{"text": stage.label, "state": state} for stage, state in zip(order, states, strict=True)]
