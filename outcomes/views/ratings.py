from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import on_record
from outcomes import actions, forms
from outcomes.models import SafetyRating
from outcomes.permissions import can_correct_answer, can_record_voice
from outcomes.speakers import instruction_of, voices_open_to
from outcomes.views.page import case_of, conversations_crumb, page_of
from ui.pages import form_page


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
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


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def correct_safety(request: SignedInRequest, case_id: UUID, rating_id: UUID) -> HttpResponse:
    """Put right a level, a day or a voice that was written down wrongly."""
    case = case_of(request, case_id)
    rows = SafetyRating.objects.visible_to(request.user).standing().select_related("case")
    found = get_object_or_404(rows, pk=rating_id, case=case)
    require(can_correct_answer, request.user, found)
    in_conversation = found.conversation_id is not None
    fields = ["level"] if in_conversation else ["level", "voice", "rated_on"]
    return form_page(
        request,
        forms.CorrectSafetyForm,
        name="correct-safety",
        title="Correct how safe they feel",
        record=found,
        template="outcomes/form.html",
        form_kwargs={
            "voices": voices_open_to(instruction_of(request.user, case)),
            "in_conversation": in_conversation,
        },
        stored=lambda row: {name: getattr(row, name) for name in fields},
        act=lambda data: actions.correct_safety(actor=request.user, rating_id=found.pk, **data),
        context=page_of(request, case, "conversations", conversations_crumb(case)),
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
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
