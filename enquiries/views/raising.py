"""Raising a concern: find the person, one thing a page, check, send once."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import Refusal, require
from audit.policy import declares
from enquiries import actions, raising
from enquiries.models import Concern
from enquiries.permissions import can_raise_concern, can_see_case
from enquiries.receipts import receipt_for
from enquiries.views.page import about, may_add_needs
from people.models import Person
from ui import guided
from ui.guided import Guided, Step


@declares(Verb.RAISE_CONCERN)
@login_required
@require_http_methods(["GET", "POST"])
def raise_concern(request: SignedInRequest) -> HttpResponse:
    """Where a concern begins: with the person it is about."""
    require(can_raise_concern, request.user)
    person = _chosen_person(request)
    if request.method == "POST" and person:
        draft = guided.begin(
            request.user,
            raising.FORM,
            raising.TITLE,
            record=person,
            path=lambda key: reverse("enquiries:concern-tasks", args=[key]),
        )
        return redirect(draft.path)
    context: dict[str, Any] = about(request, person) if person else {}
    begun = guided.begun(request.user, raising.FORM).defer("posted")
    context["begun"] = [draft for draft in begun if person and draft.record_id == str(person.pk)]
    crumbs = [{"text": "Concerns received", "href": reverse("enquiries:concerns")}]
    context |= {"title": raising.TITLE, "steps": raising.ABOUT_IT, "breadcrumbs": crumbs}
    return render(request, "enquiries/raise_concern.html", context)


def _chosen_person(request: SignedInRequest) -> Person | None:
    chosen = request.GET.get("person", "")
    if not chosen:
        return None
    try:
        return get_object_or_404(Person.objects.visible_to(request.user), pk=chosen)
    except ValidationError:
        raise Http404 from None


def _opened(request: SignedInRequest, key: UUID) -> tuple[Guided, Person]:
    """The reader's own begun concern. Raises Http404."""
    require(can_raise_concern, request.user)
    draft = get_object_or_404(guided.begun(request.user, raising.FORM), form_key=key)
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=draft.record_id)
    return Guided(draft, raising.steps_for(request.user, person)), person


def _back_to(form: Guided) -> list[dict[str, str]]:
    return [{"text": "All parts of this concern", "href": form.draft.path}]


def _address(key: UUID, step: Step | None) -> str:
    return (
        reverse("enquiries:concern-step", args=[key, step.slug])
        if step
        else reverse("enquiries:check-concern", args=[key])
    )


@declares(Verb.RAISE_CONCERN, also="begun by themselves")
@login_required
@require_safe
def tasks(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The task list: what is done, what is begun, what is still to do."""
    if result := guided.result_of(request.user, key):
        return redirect(result)
    form, person = _opened(request, key)
    states = [(step, form.state(step), _address(key, step)) for step in form.steps]
    left = [step for step, state, _ in states if state != guided.COMPLETED]
    context = about(request, person) | {
        "title": raising.TITLE,
        "tasks": [_task(step, state, href) for step, state, href in states],
        "done": len(states) - len(left),
        "breadcrumbs": [{"text": "Not finished", "href": reverse("ui:unfinished")}],
        "onward": _address(key, left[0] if left else None),
        "is_complete": not left,
        "draft": form.draft,
        "joins": raising.open_case_of(request.user, person),
        "may_add_needs": may_add_needs(request, person),
    }
    return render(request, "enquiries/concern_tasks.html", context)


def _task(step: Step, state: str, href: str) -> dict[str, Any]:
    if state == guided.COMPLETED:
        return {"title": {"text": step.title}, "href": href, "status": {"text": state}}
    colour = "yellow" if state == guided.UNFINISHED else "blue"
    tag = {"text": state, "classes": f"govuk-tag--{colour}"}
    return {"title": {"text": step.title}, "href": href, "status": {"tag": tag}}


@declares(Verb.RAISE_CONCERN, also="begun by themselves")
@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, key: UUID, slug: str) -> HttpResponse:
    """One page of the concern; from the check page it leads back there."""
    if result := guided.result_of(request.user, key):
        return redirect(result)
    form, person = _opened(request, key)
    page = form.step(slug)
    if page is None:
        raise Http404
    is_checked = request.GET.get("from") == "check"
    context = about(request, person) | {
        "breadcrumbs": _back_to(form),
        "organisations": raising.organisations() if slug == "contact" else [],
    }
    return guided.step_page(
        request,
        form,
        page,
        onward=lambda: _address(key, None if is_checked else form.next_after(page)),
        template="enquiries/concern_step.html",
        context=context,
    )


@declares(Verb.RAISE_CONCERN, also="begun by themselves")
@login_required
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Every answer, each with a way back to it; then it is sent, once."""
    if result := guided.result_of(request.user, key):
        return redirect(result)
    form, person = _opened(request, key)
    if left := form.incomplete():
        return redirect(_address(key, left[0]))
    data = form.cleaned()
    refusal = ""
    if request.method == "POST":
        try:
            return redirect(guided.send(form, lambda: _raised(request, person, data)))
        except Refusal as refused:
            refusal = str(refused)
    context = about(request, person) | {
        "title": "Check your answers",
        "sections": [_section(key, one, form, data) for one in form.steps],
        "joins": raising.open_case_of(request.user, person),
        "breadcrumbs": _back_to(form),
        "refusal": refusal,
        "may_add_needs": may_add_needs(request, person),
    }
    return render(request, "enquiries/check_concern.html", context, status=422 if refusal else 200)


def _raised(request: SignedInRequest, person: Person, data: dict[str, Any]) -> str:
    fields = raising.concern_fields(data, request.user)
    concern = actions.raise_concern(actor=request.user, person_id=person.pk, **fields)
    return reverse("enquiries:concern-raised", args=[concern.pk])


def _section(key: UUID, page: Step, form: Guided, data: dict[str, Any]) -> dict[str, Any]:
    rows = guided.answers_of(form.form_of(page), data, raising.WORDS)
    return {"title": page.title, "rows": rows, "change": f"{_address(key, page)}?from=check"}


@declares(Verb.RAISE_CONCERN, also="raised by themselves")
@login_required
@require_safe
def raised(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """What happens next. Whoever raised it sees this much, even where the concern is now another team's."""
    require(can_raise_concern, request.user)
    receipt = receipt_for(request.user, concern_id)
    seen = Concern.objects.visible_to(request.user).select_related("case__team").filter(pk=concern_id).first()
    context = {
        "title": "Concern sent",
        "receipt": receipt,
        "concern": seen,
        "case": seen.case if seen and can_see_case(request.user, seen.case) else None,
    }
    return render(request, "enquiries/concern_raised.html", context)
