from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import on_record
from enquiries.models import Case
from enquiries.permissions import can_see_case
from outcomes import actions, forms
from outcomes.figures import days_until_asked
from outcomes.models import FACTS, AdvocateView, Answer, Conversation, InvolvementWish, SafetyRating
from outcomes.permissions import (
    can_answer_advocate,
    can_correct_answer,
    can_record_voice,
    can_withdraw_conversation,
)
from outcomes.speakers import instruction_of, voices_open_to
from outcomes.views.page import case_of, conversations_crumb, looked_at, page_of
from ui.pages import form_page


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def conversations(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Every time the person was asked, or was not and why; newest first."""
    case = case_of(request, case_id)
    looked_at(request, case)
    rows = _readable(request, case)
    found = list(rows.order_by("-happened_at", "-recorded_at"))
    ratings = SafetyRating.objects.visible_to(request.user).standing()
    rated = list(ratings.filter(case=case).prefetch_related("corrections__recorded_by"))
    for rating in rated:
        rating.case = case
        rating.may_correct = can_correct_answer(request.user, rating)
    context = page_of(request, case, "conversations") | {
        "conversations": found,
        "days_until_asked": days_until_asked(case, found),
        "advocates_wrote": AdvocateView.objects.visible_to(request.user).filter(case=case).exists(),
        "ratings": rated,
        "wishes": InvolvementWish.objects.visible_to(request.user).standing().filter(case=case),
        "may_record": can_record_voice(request.user, case),
    }
    return render(request, "outcomes/conversations.html", context)


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def conversation(request: SignedInRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """One conversation: every answer word for word, with its earlier versions and the outcomes made from it."""
    case = case_of(request, case_id)
    found = get_object_or_404(_readable(request, case), pk=conversation_id)
    looked_at(request, case)
    may_record = can_record_voice(request.user, case) and not found.withdrawn_at
    context = page_of(request, case, "conversations", conversations_crumb(case)) | {
        "conversation": found,
        "may_record": may_record,
        "may_correct": may_record and can_correct_answer(request.user, found),
        "may_withdraw": may_record and can_withdraw_conversation(request.user, found),
        "may_answer": can_answer_advocate(request.user, case),
    }
    return render(request, "outcomes/conversation.html", context)


def _readable(request: SignedInRequest, case: Case) -> Any:
    """The conversations of `case` that the reader may read, with all that a page shows of them."""
    rows = Conversation.objects.visible_to(request.user).filter(case=case)
    return rows.readable_by(request.user, for_staff=can_see_case(request.user, case)).for_reading()


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
@login_required
@require_http_methods(["GET", "POST"])
def record_conversation(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)
    page = page_of(request, case, "conversations", conversations_crumb(case))
    voices = voices_open_to(instruction_of(request.user, case))
    return form_page(
        request,
        forms.ConversationForm,
        name="record-conversation",
        title="Record a conversation",
        record=case,
        template="outcomes/record_conversation.html",
        form_kwargs={"voices": voices, "with_notes": page["for_staff"]},
        initial={"asked_by": request.user.name},
        act=lambda data: actions.record_conversation(actor=request.user, case_id=case.pk, **data),
        context=page,
        button="Save the conversation",
        success="Conversation saved",
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
@login_required
@require_http_methods(["GET", "POST"])
def record_not_asked(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)
    return form_page(
        request,
        forms.NotAskedForm,
        name="record-not-asked",
        title="Why were they not asked?",
        record=case,
        template="outcomes/record_not_asked.html",
        act=lambda data: actions.record_not_asked(actor=request.user, case_id=case.pk, **data),
        context=page_of(request, case, "conversations", conversations_crumb(case)),
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def correct_conversation(request: SignedInRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    """Put right who, when or where; the words are corrected one answer at a time."""
    case = case_of(request, case_id)
    rows = Conversation.objects.visible_to(request.user).asked().select_related("case")
    found = get_object_or_404(rows, pk=conversation_id, case=case)
    require(can_correct_answer, request.user, found)
    return form_page(
        request,
        forms.CorrectConversationForm,
        name="correct-conversation",
        title="Correct who, when or where",
        record=found,
        template="outcomes/form.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        stored=lambda row: {name: getattr(row, name) for name in FACTS},
        act=lambda data: actions.correct_conversation(actor=request.user, conversation_id=found.pk, **data),
        context=page_of(request, case, "conversations", conversations_crumb(case)),
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def correct_answer(request: SignedInRequest, case_id: UUID, answer_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    answers = Answer.objects.visible_to(request.user).standing().select_related("conversation__case")
    answer = get_object_or_404(answers, pk=answer_id, conversation__case=case)
    require(can_correct_answer, request.user, answer.conversation)

    def act(data: dict[str, Any]) -> object:
        return actions.correct_answer(actor=request.user, answer_id=answer.pk, **data).conversation

    return form_page(
        request,
        forms.CorrectAnswerForm,
        name="correct-answer",
        title="Correct a mistyped answer",
        record=answer,
        template="outcomes/correct_answer.html",
        initial={"words": answer.words, "state": answer.state},
        act=act,
        context=page_of(request, case, "conversations", conversations_crumb(case)) | {"answer": answer},
    )
