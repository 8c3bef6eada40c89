"""Breaking the glass, ending it, and judging it afterwards."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import declares, on_record
from enquiries import actions
from enquiries.errors import NothingBehindGlass
from enquiries.forms.access import IDENTITY, REFERENCE, FindGlassForm, GlassForm, JudgeGlassForm
from enquiries.glass import case_behind_glass
from enquiries.models import BrokenGlass, Case
from enquiries.permissions import can_break_glass, can_end_glass, can_review_glass, can_see_glass
from ui.forms import KitForm
from ui.pages import form_page

A_PAGE = 25
BROKEN = "You have broken the glass. Somebody else is being told"


@declares(Verb.BREAK_GLASS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def break_glass(request: SignedInRequest) -> HttpResponse:
    """For somebody whose record cannot be found: it opens at once or not at all, and nothing is shown before."""
    require(can_break_glass, request.user)
    missed: list[dict[str, Any]] = []

    def act(data: dict[str, Any]) -> str:
        how = data["how"]
        known = {"reference": data["reference"]} if how == REFERENCE else {}
        known |= {"name": data["name"], "born_on": data["born_on"]} if how == IDENTITY else {}
        case = case_behind_glass(request.user, **known)
        if case is None:
            missed.append({"how": how, "reason": data["reason"]})
            raise NothingBehindGlass
        return _broken(request, case, data)

    answer = form_page(
        request,
        FindGlassForm,
        name="break-glass",
        title="Open a record that you may not see",
        record=None,
        template="enquiries/break_glass.html",
        act=act,
        button="Break the glass",
        success=BROKEN,
    )
    for one in missed:  # after the refused act was undone
        record(Event.GLASS_NOT_FOUND, actor=request.user, **one)
    return answer


@on_record(Verb.SEE_IDENTITY, Verb.BREAK_GLASS, also="which they may not open otherwise")
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def break_glass_on(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """For a case of another team, which the reader may know of and may not open."""
    known = Case.objects.visible_to(request.user, Verb.SEE_IDENTITY)
    seen = Case.objects.visible_to(request.user)
    case = get_object_or_404(known.exclude(pk__in=seen.values("pk")), pk=case_id)
    require(can_break_glass, request.user)
    return form_page(
        request,
        GlassForm,
        name="break-glass-on",
        title="Open a record that you may not see",
        record=case,
        template="enquiries/break_glass.html",
        act=lambda data: _broken(request, case, data),
        button="Break the glass",
        success=BROKEN,
    )


def _broken(request: SignedInRequest, case: Case, data: dict[str, Any]) -> str:
    actions.break_glass(actor=request.user, case_id=case.pk, kind=data["kind"], reason=data["reason"])
    return case.get_absolute_url()


@on_record(
    Verb.REVIEW_GLASS, or_else="whoever broke it, and a manager of all, though the record is hidden from them"
)
@login_required
@require_http_methods(["GET", "POST"])
def end_glass(request: SignedInRequest, glass_id: UUID) -> HttpResponse:
    glass = get_object_or_404(BrokenGlass.objects.visible_to(request.user), pk=glass_id)
    require(can_end_glass, request.user, glass)

    def act(_data: dict[str, Any]) -> str:
        actions.end_glass(actor=request.user, glass_id=glass.pk)
        return reverse("casefile:home")

    return form_page(
        request,
        KitForm,
        name="end-glass",
        title="Close the record again",
        record=glass,
        template="enquiries/end_glass.html",
        act=act,
        button="Close it again",
        success="The record is closed to them again",
        context={"glass": glass},
    )


@on_record(
    Verb.REVIEW_GLASS,
    also="nobody judges themselves",
    or_else="a manager of all, though the record is hidden from them",
)
@login_required
@require_http_methods(["GET", "POST"])
def review_glass(request: SignedInRequest, glass_id: UUID) -> HttpResponse:
    """What was opened, by whom and why; and, from somebody other than them, whether it was needed."""
    rows = BrokenGlass.objects.visible_to(request.user).select_related("user", "reviewed_by")
    glass = get_object_or_404(rows, pk=glass_id)
    require(can_review_glass, request.user, glass)

    def act(data: dict[str, Any]) -> str:
        actions.review_glass(actor=request.user, glass_id=glass.pk, **data)
        return reverse("enquiries:glass")

    return form_page(
        request,
        JudgeGlassForm,
        name="review-glass",
        title="Was it needed to break the glass?",
        record=glass,
        template="enquiries/review_glass.html",
        act=act,
        button="Save what I found",
        success="What you found is saved",
        context={"glass": glass, "case": _case_for(request, glass), "now": clock.now()},
    )


def _case_for(request: SignedInRequest, glass: BrokenGlass) -> Case | None:
    """The case, for a reader who may see it; others judge without knowing whose record it was."""
    cases = Case.objects.visible_to(request.user).with_reference()
    return cases.filter(pk=glass.case_id).first()


@declares(Verb.BREAK_GLASS)
@login_required
@require_safe
def glass(request: SignedInRequest) -> HttpResponse:
    """Every time that somebody broke the glass, as far as the reader may know of it: what waits first."""
    require(can_see_glass, request.user)
    rows = BrokenGlass.objects.visible_to(request.user).select_related("user", "reviewed_by")
    page = Paginator(rows.order_by("-started_at"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Broken glass",
        "page": page,
        "waiting": BrokenGlass.objects.waiting_for(request.user).select_related("user"),
        "may_break": can_break_glass(request.user),
        "open_to_reader": set(
            Case.objects.visible_to(request.user)
            .filter(pk__in=[row.case_id for row in page.object_list])
            .values_list("pk", flat=True)
        ),
    }
    return render(request, "enquiries/glass.html", context)
