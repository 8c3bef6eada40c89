"""Closing an enquiry: why, what the person says of it, check, close. And reopening it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.errors import Refusal, require
from audit.policy import on_record
from casefile.actions import close_enquiry, reopen_enquiry
from casefile.checklist import standing_lines
from casefile.forms.closing import (
    ChecklistForm,
    ReasonForm,
    ReopenForm,
    TheirViewForm,
    checklist_of,
    closing_fields,
)
from casefile.returns import return_values
from casefile.unjudged import actions_to_do, concerns_without_feedback, unjudged_outcomes
from casefile.views.deciding import not_yours, page_of
from enquiries.closing import ClosingItem
from enquiries.errors import AlreadyClosed, NoEnquiryYet, NotClosed
from enquiries.models import Case, Closure, Enquiry
from enquiries.permissions import can_close_enquiry
from enquiries.views.page import case_of
from ui import guided
from ui.errors import EditConflict
from ui.guided import Guided, Step
from ui.pages import form_page
from ui.unsent import posted_version

FORM, TITLE = "close-enquiry", "Close the enquiry"
WORDS = frozenset({"person_view"})


def _opened(request: SignedInRequest, case: Case) -> Guided:
    """The reader's own begun closing of this enquiry, or a new one."""
    enquiry: Enquiry = get_object_or_404(Enquiry.objects.visible_to(request.user), case=case)
    draft = guided.begun(request.user, FORM).filter(record_id=str(enquiry.pk)).first()
    if draft is None:
        draft = guided.prepare(
            request.user,
            FORM,
            TITLE,
            record=enquiry,
            path=lambda _key: reverse("casefile:close", args=[case.pk]),
        )
    steps = [
        Step("why", TITLE, ReasonForm, initial={"closed_on": clock.today()}),
        Step("their-view", "What the person says about closing", TheirViewForm),
        Step(
            "checklist",
            "What is done, and what is not needed",
            ChecklistForm,
            kwargs={"open_items": open_items_of(request, case)},
        ),
    ]
    return Guided(draft, steps, about=enquiry)


def _refused(request: SignedInRequest, case: Case) -> HttpResponse | None:
    """A page for who cannot close it now, and why."""
    if not can_close_enquiry(request.user, case):
        if request.method == "GET":
            return not_yours(request, case, TITLE)
        require(can_close_enquiry, request.user, case)
    enquiry = getattr(case, "enquiry", None)
    if enquiry is not None and enquiry.is_open:
        return None
    reason = AlreadyClosed.message if enquiry else NoEnquiryYet.message
    context = page_of(request, case) | {"title": TITLE, "lead": reason}
    return render(request, "enquiries/cannot_yet.html", context)


def _address(case: Case, step: Step | None) -> str:
    names = {
        "why": "casefile:close",
        "their-view": "casefile:close-their-view",
        "checklist": "casefile:close-checklist",
    }
    return reverse(names[step.slug] if step else "casefile:close-check", args=[case.pk])


@on_record(Verb.SEE_CASE, Verb.CLOSE)
@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    return _step(request, case_id, "why")


@on_record(Verb.SEE_CASE, Verb.CLOSE)
@login_required
@require_http_methods(["GET", "POST"])
def close_their_view(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    return _step(request, case_id, "their-view")


@on_record(Verb.SEE_CASE, Verb.CLOSE)
@login_required
@require_http_methods(["GET", "POST"])
def close_checklist(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    return _step(request, case_id, "checklist")


def open_items_of(request: SignedInRequest, case: Case) -> list[ClosingItem]:
    """The lines of the checklist that nobody answered yet, and that the record does not show."""
    known = standing_lines(request.user, case)
    return [item for item in ClosingItem if item not in known]


def _step(request: SignedInRequest, case_id: UUID, slug: str) -> HttpResponse:
    case = case_of(request, case_id)
    if refused := _refused(request, case):
        return refused
    form = _opened(request, case)
    page = next(step for step in form.steps if step.slug == slug)
    return guided.step_page(
        request,
        form,
        page,
        onward=lambda: _address(case, form.next_after(page)),
        template="casefile/close.html",
        context=page_of(request, case),
    )


@on_record(Verb.SEE_CASE, Verb.CLOSE)
@login_required
@require_http_methods(["GET", "POST"])
def close_check(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Everything once more, with what is still open; then it is closed."""
    case = case_of(request, case_id)
    if refused := _refused(request, case):
        return refused if request.method == "GET" else redirect("casefile:decisions", case.pk)
    form = _opened(request, case)
    if left := form.incomplete():
        return redirect(_address(case, left[0]))
    data = form.cleaned()
    if request.method == "GET":
        return _check_page(request, case, form)
    try:
        return redirect(_close(request, case, form, data))
    except EditConflict as conflict:
        case.enquiry.refresh_from_db()
        sentence = f"{conflict} Look at it again, then close it."
        return _check_page(request, case, form, refusal=sentence, status=409)
    except Refusal as refusal:
        return _check_page(request, case, form, refusal=str(refusal), status=422)


def _close(request: SignedInRequest, case: Case, form: Guided, data: dict[str, Any]) -> str:
    def act() -> str:
        version = posted_version(request)
        close_enquiry(
            actor=request.user,
            case_id=case.pk,
            version=case.enquiry.version + 1 if version is None else version,
            checklist=checklist_of(data, open_items_of(request, case)),
            **closing_fields(data),
        )
        return reverse("casefile:decisions", args=[case.pk])

    address = guided.send(form, act)
    messages.success(request, "Enquiry closed")
    return address


def _check_page(
    request: SignedInRequest, case: Case, form: Guided, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    data, user = form.cleaned(), request.user
    context = page_of(request, case) | {
        "title": "Check before you close it",
        "sections": [
            (page.title, guided.answers_of(page.form(), data, WORDS), _address(case, page))
            for page in form.steps
        ],
        "refusal": refusal,
        "unjudged": unjudged_outcomes(user, case),
        "actions_to_do": actions_to_do(user, case),
        "untold": concerns_without_feedback(user, case),
        "values": return_values(case, user),
    }
    return render(request, "casefile/close_check.html", context, status=status)


@on_record(Verb.SEE_CASE, Verb.CLOSE)
@login_required
@require_http_methods(["GET", "POST"])
def reopen(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    if request.method == "GET" and not can_close_enquiry(request.user, case):
        return not_yours(request, case, "Reopen the enquiry")
    require(can_close_enquiry, request.user, case)
    standing = Closure.objects.visible_to(request.user).filter(case=case, reopened_on=None)
    closure = standing.select_related("recorded_by").first()
    if closure is None and request.method == "GET":
        context = page_of(request, case) | {"title": "Reopen the enquiry", "lead": NotClosed.message}
        return render(request, "enquiries/cannot_yet.html", context)

    def act(data: dict[str, Any]) -> str:
        reopen_enquiry(actor=request.user, case_id=case.pk, **data)
        return reverse("casefile:decisions", args=[case.pk])

    return form_page(
        request,
        ReopenForm,
        name="reopen-enquiry",
        title="Reopen the enquiry",
        record=case,
        initial={"reopened_on": clock.today()},
        act=act,
        template="casefile/reopen.html",
        context=page_of(request, case) | {"closure": closure},
        button="Reopen it",
        success="Enquiry reopened",
    )
