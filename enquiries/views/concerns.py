from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import declares, on_record
from enquiries import actions, raising
from enquiries.forms.concerns import FeedbackForm, FilterForm, told
from enquiries.forms.raising import ReasonForm
from enquiries.listing import concerns_for
from enquiries.models import Concern, ConcernCorrection, WouldChange
from enquiries.permissions import (
    can_allocate,
    can_change_concern,
    can_decide,
    can_raise_concern,
    can_record_safety,
    can_restrict_case,
    can_see_case,
    can_see_concerns,
)
from enquiries.views.page import page_of_concern
from ui.guided import Shown
from ui.pages import form_page

A_PAGE = 25


@declares(Verb.SEE_CONCERN)
@login_required
@require_safe
def concerns(request: SignedInRequest) -> HttpResponse:
    """Concerns to look at; what is chosen stands in the address."""
    require(can_see_concerns, request.user)
    form = FilterForm(request.GET or None, initial={"show": "waiting"})
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(concerns_for(request.user, chosen), A_PAGE).get_page(request.GET.get("page"))
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in chosen.items() if value})
    context = {
        "title": "Concerns received",
        "form": form,
        "page": page,
        "selected": _selected(form, chosen),
        "base": f"?{kept.urlencode()}&" if kept else "?",
        "may_raise": can_raise_concern(request.user),
    }
    return render(request, "enquiries/concerns.html", context)


def _selected(form: FilterForm, chosen: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is chosen, each with the address that takes it away."""
    found = []
    for name, value in chosen.items():
        if value:
            rest = QueryDict(mutable=True)
            rest.update({other: kept for other, kept in chosen.items() if kept and other != name})
            choices: Any = form.fields[name]
            found.append({"text": dict(choices.choices)[value], "href": f"?{rest.urlencode()}"})
    return found


def concern_of(request: SignedInRequest, concern_id: UUID) -> Concern:
    """The concern, if the reader may see it. Raises Http404."""
    rows = Concern.objects.visible_to(request.user).select_related(
        "case__person", "case__team", "case__enquiry", "recorded_by", "raised_by_organisation"
    )
    return get_object_or_404(rows.prefetch_related("case__concerns"), pk=concern_id)


@on_record(Verb.SEE_CONCERN)
@login_required
@require_safe
def concern(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    """One concern, as it was reported."""
    found = concern_of(request, concern_id)
    record(Event.CASE_VIEWED, actor=request.user, subject=found, page="enquiries:concern")
    case, user = found.case, request.user
    context = page_of_concern(request, found) | {
        "title": found.reference,
        "sections": [(slug, title, raising.shown_of(found, slug)) for slug, title, _ in raising.ABOUT_IT],
        "would_change": WouldChange.objects.visible_to(user).raised_by(found).select_related("recorded_by"),
        "feedback": found.feedback.select_related("recorded_by"),
        "corrections": _corrections(found),
        "may_change": can_change_concern(user, case),
        "may_record_safety": can_record_safety(user, case),
        "may_decide": can_decide(user, case),
        "may_allocate": can_allocate(user, case),
        "may_restrict": can_restrict_case(user, case),
        "may_open": can_see_case(user, case),
        "is_decided": case.decisions.exists(),
    }
    return render(request, "enquiries/concern.html", context)


def _corrections(concern: Concern) -> list[tuple[ConcernCorrection, list[Shown]]]:
    rows = concern.corrections.select_related("recorded_by").order_by("-number")
    return [(row, raising.shown_before(row.before)) for row in rows]


@on_record(
    Verb.SEE_CONCERN, Verb.CHANGE_CONCERN, or_else="for what was done for safety alone, the verb for that"
)
@login_required
@require_http_methods(["GET", "POST"])
def correct_concern(request: SignedInRequest, concern_id: UUID, slug: str) -> HttpResponse:
    """One page of the concern again, with the reason for correcting it."""
    found = concern_of(request, concern_id)
    require(can_record_safety if slug == "danger" else can_change_concern, request.user, found.case)
    if slug not in raising.FORMS:
        raise Http404
    form = type("CorrectForm", (ReasonForm, raising.FORMS[slug]), {"page_heading": ""})

    def act(data: dict[str, Any]) -> Concern:
        return actions.correct_concern(actor=request.user, concern_id=found.pk, **data)

    return form_page(
        request,
        form,
        name=f"correct-concern-{slug}",
        title="Correct the concern",
        record=found,
        stored=lambda row: raising.stored(row, slug),
        act=act,
        template="enquiries/correct_concern.html",
        context=page_of_concern(request, found, (found.reference, found.get_absolute_url()))
        | {"part": raising.TITLES[slug]},
        success="Concern corrected",
    )


@on_record(Verb.SEE_CONCERN, Verb.CHANGE_CONCERN)
@login_required
@require_http_methods(["GET", "POST"])
def record_feedback(request: SignedInRequest, concern_id: UUID) -> HttpResponse:
    found = concern_of(request, concern_id)
    require(can_change_concern, request.user, found.case)

    def act(data: dict[str, Any]) -> Concern:
        return actions.record_concern_feedback(actor=request.user, concern_id=found.pk, **told(data)).concern

    return form_page(
        request,
        FeedbackForm,
        name="concern-feedback",
        title="Tell whoever raised it",
        record=found,
        initial={"on": clock.today()},
        act=act,
        template="enquiries/record_feedback.html",
        context=page_of_concern(request, found, (found.reference, found.get_absolute_url())),
        success="Feedback saved",
    )
