"""The closing checklist line by line, and who was told of the closing: before it, and after it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from casefile.actions import check_closing_line, record_told
from casefile.checklist import SHOWN, standing_lines
from casefile.first_words import first_words
from casefile.forms.closing import LineForm, ToldForm, line_of
from casefile.looking import looked_at
from casefile.views.deciding import page_of
from enquiries.closing import ClosingItem
from enquiries.models import ClosingTold
from enquiries.permissions import can_change_concern
from enquiries.views.page import act_page, case_for, case_of

TITLE = "Closing checklist"


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def checklist(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Every line with how it stands; and who was told what, and when."""
    case = case_of(request, case_id)
    looked_at(request, case)
    user, known = request.user, standing_lines(request.user, case)
    context = page_of(request, case) | {
        "title": TITLE,
        "name": case.person.preferred_name,
        "first": first_words(case, user),
        "lines": [(item, known.get(item)) for item in ClosingItem],
        "shown": SHOWN,
        "told": ClosingTold.objects.visible_to(user).filter(case=case).select_related("recorded_by"),
        "may_change": can_change_concern(user, case),
    }
    return render(request, "casefile/checklist.html", context)


@on_record(Verb.SEE_CASE, Verb.CHANGE_CONCERN)
@login_required
@require_http_methods(["GET", "POST"])
def check_line(request: SignedInRequest, case_id: UUID, item: str) -> HttpResponse:
    """Answer one line."""
    case = case_for(request, case_id, can_change_concern)
    if item not in ClosingItem.values:
        raise Http404
    line = ClosingItem(item)

    def act(data: dict[str, Any]) -> None:
        check_closing_line(actor=request.user, case_id=case.pk, item=line, line=line_of(data))

    return act_page(
        request,
        case,
        LineForm,
        name=f"closing-{item}",
        title=line.label,
        act=act,
        back=reverse("casefile:checklist", args=[case.pk]),
        template="casefile/close.html",
        button="Save",
        success="Checklist saved",
    )


@on_record(Verb.SEE_CASE, Verb.CHANGE_CONCERN)
@login_required
@require_http_methods(["GET", "POST"])
def told(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Who was told what of the closing."""
    case = case_for(request, case_id, can_change_concern)

    def act(data: dict[str, Any]) -> None:
        record_told(actor=request.user, case_id=case.pk, **data)

    return act_page(
        request,
        case,
        ToldForm,
        name="closing-told",
        title="Who was told?",
        initial={"told_on": clock.today()},
        act=act,
        back=reverse("casefile:checklist", args=[case.pk]),
        template="casefile/close.html",
        button="Save",
        success="Recorded who was told",
    )
