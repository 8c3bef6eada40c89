from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from audit.errors import require
from outcomes import actions, forms
from outcomes.permissions import can_record_voice
from outcomes.speakers import instruction_of, voices_open_to
from outcomes.views.page import case_of, conversations_crumb, page_of
from ui.pages import form_page


@login_required
@require_http_methods(["GET", "POST"])
def rate_safety(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)

    def act(data: dict[str, Any]) -> str:
        actions.rate_safety(actor=request.user, case_id=case.pk, **data)
        return reverse("outcomes:conversations", args=[case.pk])

    return form_page(
        request,
        forms.SafetyForm,
        name="rate-safety",
        title="How safe do they feel?",
        record=case,
        template="outcomes/form.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        act=act,
        context=page_of(request, case, "conversations", conversations_crumb(case)),
    )


@login_required
@require_http_methods(["GET", "POST"])
def record_involvement(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)

    def act(data: dict[str, Any]) -> str:
        actions.record_involvement(actor=request.user, case_id=case.pk, **data)
        return reverse("outcomes:conversations", args=[case.pk])

    return form_page(
        request,
        forms.InvolvementForm,
        name="record-involvement",
        title="How involved do they want to be?",
        record=case,
        template="outcomes/form.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        act=act,
        context=page_of(request, case, "conversations", conversations_crumb(case)),
    )
