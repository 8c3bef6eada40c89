from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from audit import clock
from casefile.looking import looked_at
from casefile.overview import Task, overview_of, tasks_of
from enquiries.choices import Stage
from enquiries.models import Case
from outcomes.permissions import can_record_voice
from people.banner import banner_for


@login_required
@require_safe
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The case at a glance."""
    found = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("person", "team", "enquiry"), pk=case_id
    )
    looked_at(request, found)
    overview = overview_of(found, request.user)
    context = {
        "case": found,
        "name": found.person.preferred_name,
        "banner": banner_for(request.user, found.person),
        "overview": overview,
        "thread": overview.thread,
        "stages": stages_of(found),
        "task_items": [task_item(task) for task in tasks_of(overview)],
        "allocations": found.allocations.filter(ended_at=None).select_related("user"),
        "may_record": can_record_voice(request.user, found),
        "today": clock.today(),
    }
    return render(request, "casefile/case.html", context)


def stages_of(case: Case) -> list[dict[str, Any]]:
    """The four public stages, and where the case stands in them."""
    order = list(Stage)
    here = order.index(case.stage)
    states = ["done" if index < here else "now" if index == here else "later" for index in range(len(order))]
    return [{"text": stage.label, "state": state} for stage, state in zip(order, states, strict=True)]


def task_item(task: Task) -> dict[str, Any]:
    """A task as the task list component takes it."""
    item: dict[str, Any] = {"title": {"text": task.text}, "status": {"text": task.status}}
    if task.href:
        item["href"] = task.href
    if task.why:
        item["hint"] = {"text": task.why}
        item["status"]["classes"] = "govuk-task-list__status--cannot-start-yet"
    return item
