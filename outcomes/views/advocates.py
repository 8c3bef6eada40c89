from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.errors import require
from audit.policy import declares, on_record
from enquiries.models import AdvocateInstruction
from outcomes import actions, forms
from outcomes.models import AdvocateView, Conversation, DesiredOutcome
from outcomes.permissions import can_answer_advocate, can_record_view, can_see_own_people
from outcomes.views.page import case_of, looked_at, page_of
from ui.pages import form_page

ANSWERED = {"view": AdvocateView, "conversation": Conversation, "outcome": DesiredOutcome}


@declares(Verb.SEE_OWN_PEOPLE)
@login_required
@require_safe
def advocate(request: SignedInRequest) -> HttpResponse:
    """The people whose advocate the reader is today, and nobody else."""
    require(can_see_own_people, request.user)
    mine = AdvocateInstruction.objects.visible_to(request.user).running_on(clock.today())
    context = {
        "instructions": mine.filter(advocate=request.user).select_related("case__person").order_by("from_on"),
        "title": "Your people",
    }
    return render(request, "outcomes/advocate.html", context)


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def views(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What advocates put on record for the person, and what the council answered."""
    case = case_of(request, case_id)
    looked_at(request, case)
    rows = AdvocateView.objects.visible_to(request.user).filter(case=case).for_reading()
    context = page_of(request, case, "views") | {
        "views": rows.order_by("-happened_on", "-recorded_at"),
        "may_record": can_record_view(request.user, case),
        "may_answer": can_answer_advocate(request.user, case),
    }
    return render(request, "outcomes/views.html", context)


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="as the person’s advocate")
@login_required
@require_http_methods(["GET", "POST"])
def record_view(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_view, request.user, case)

    def act(data: dict[str, Any]) -> str:
        actions.record_view(actor=request.user, case_id=case.pk, **data)
        return reverse("outcomes:views", args=[case.pk])

    return form_page(
        request,
        forms.ViewForm,
        name="record-view",
        title="Record a view or a report",
        record=case,
        template="outcomes/form.html",
        act=act,
        context=page_of(request, case, "views"),
    )


@on_record(Verb.SEE_THREAD, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def answer_advocate(request: SignedInRequest, case_id: UUID, kind: str, row_id: UUID) -> HttpResponse:
    """The council answers a view, a conversation or an outcome that an advocate recorded."""
    case = case_of(request, case_id)
    require(can_answer_advocate, request.user, case)
    if kind not in ANSWERED:
        raise Http404
    rows = ANSWERED[kind].objects.visible_to(request.user).select_related("instruction__advocate")
    row = get_object_or_404(rows, pk=row_id, case=case, instruction__isnull=False)

    def act(data: dict[str, Any]) -> str:
        actions.answer_advocate(actor=request.user, case_id=case.pk, **{f"{kind}_id": row.pk}, **data)
        return reverse("outcomes:views", args=[case.pk]) if kind == "view" else row.get_absolute_url()

    return form_page(
        request,
        forms.AnswerForm,
        name="answer-advocate",
        title="Answer the advocate",
        record=row,
        template="outcomes/answer_advocate.html",
        act=act,
        context=page_of(request, case, "views") | {"row": row, "kind": kind},
    )
