"""Withdrawing a conversation that was written down by mistake, with what hangs on it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import on_record
from casefile import actions
from casefile.forms.withdrawing import WithdrawConversationForm
from casefile.withdrawing import cascade_of
from outcomes.models import Conversation
from outcomes.permissions import can_withdraw_conversation
from outcomes.views.page import case_of, conversations_crumb, page_of
from ui.pages import form_page


@on_record(Verb.SEE_THREAD, Verb.WITHDRAW_CONVERSATION, or_else="whoever recorded it")
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_conversation(request: SignedInRequest, case_id: UUID, conversation_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    rows = Conversation.objects.visible_to(request.user).select_related("instruction")
    found = get_object_or_404(rows.with_current_answers(), pk=conversation_id, case=case)
    found.case = case
    require(can_withdraw_conversation, request.user, found)
    cascade = cascade_of(found, request.user)

    def act(data: dict[str, Any]) -> Conversation:
        return actions.withdraw_conversation(actor=request.user, conversation_id=found.pk, **data)

    return form_page(
        request,
        WithdrawConversationForm,
        name="withdraw-conversation",
        title="Withdraw a conversation recorded by mistake",
        record=found,
        stored=lambda _row: {},
        act=act,
        template="casefile/withdraw_conversation.html",
        form_kwargs={"hanging": cascade.hanging, "name": case.person.preferred_name},
        context=page_of(request, case, "conversations", conversations_crumb(case))
        | {"cascade": cascade, "conversation": found},
        button="Withdraw the conversation",
        success="Conversation withdrawn",
    )
