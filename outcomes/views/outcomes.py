from collections.abc import Callable
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
from outcomes.figures import latest_overall
from outcomes.gaps import latest_verdicts
from outcomes.models import Answer, Conversation, DesiredOutcome
from outcomes.passages import answer_with
from outcomes.permissions import (
    can_answer_advocate,
    can_change_outcome,
    can_record_voice,
    can_reply_to_outcome,
    can_review_outcome,
)
from outcomes.speakers import instruction_of, voices_open_to
from outcomes.views.page import case_of, conversations_crumb, looked_at, outcomes_crumb, page_of
from ui.pages import form_page


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def outcomes(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What the person wants, what they wanted before, and what each judge says came of it."""
    case = case_of(request, case_id)
    looked_at(request, case)
    rows = list(_readable(request, case))
    name = case.person.preferred_name
    shown = [(outcome, latest_verdicts(outcome.reviews.all())) for outcome in rows]
    context = page_of(request, case, "outcomes") | {
        "live": [(one, verdicts, verdicts.gap(name)) for one, verdicts in shown if one.is_live],
        "left": [(one, verdicts, verdicts.gap(name)) for one, verdicts in shown if not one.is_live],
        "overall": latest_overall([case.pk]).get(case.pk),
        "was_asked": Conversation.objects.visible_to(request.user).filter(case=case).asked().exists(),
        "may_record": can_record_voice(request.user, case),
        "may_review": can_review_outcome(request.user, case),
    }
    return render(request, "outcomes/outcomes.html", context)


@on_record(Verb.SEE_THREAD)
@login_required
@require_safe
def outcome(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """One outcome with all that became of it: its versions, explanations and reviews."""
    case = case_of(request, case_id)
    found = get_object_or_404(_readable(request, case), pk=outcome_id)
    looked_at(request, case)
    verdicts = latest_verdicts(found.reviews.all())
    context = page_of(request, case, "outcomes", outcomes_crumb(case)) | {
        "outcome": found,
        "verdicts": verdicts,
        "gap": verdicts.gap(case.person.preferred_name),
        "may_change": found.is_live and can_change_outcome(request.user, found),
        "may_reply": found.is_live and can_reply_to_outcome(request.user, case),
        "may_review": found.is_live and can_review_outcome(request.user, case),
        "may_answer": can_answer_advocate(request.user, case),
    }
    return render(request, "outcomes/outcome.html", context)


def _readable(request: SignedInRequest, case: Case) -> Any:
    """The outcomes of `case` that the reader may read, with all that a page shows of them."""
    rows = DesiredOutcome.objects.visible_to(request.user).filter(case=case)
    return rows.readable_by(for_staff=can_see_case(request.user, case)).for_reading()


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
@login_required
@require_http_methods(["GET", "POST"])
def add_outcome(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)
    return form_page(
        request,
        forms.OutcomeForm,
        name="add-outcome",
        title="Add a desired outcome",
        record=case,
        template="outcomes/form.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        act=lambda data: actions.add_outcome(actor=request.user, case_id=case.pk, **data),
        context=page_of(request, case, "outcomes", outcomes_crumb(case)),
        success="Outcome saved",
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE)
@login_required
@require_http_methods(["GET", "POST"])
def outcome_from_answer(request: SignedInRequest, case_id: UUID, answer_id: UUID) -> HttpResponse:
    """Make an outcome from words of an answer: selected in it, or copied."""
    case = case_of(request, case_id)
    require(can_record_voice, request.user, case)
    answers = Answer.objects.visible_to(request.user).current().standing().select_related("conversation")
    answer = get_object_or_404(answers, pk=answer_id, conversation__case=case, state="said")
    said = answer.conversation
    return form_page(
        request,
        forms.FromAnswerForm,
        name="outcome-from-answer",
        title="Make an outcome from what they said",
        record=answer,
        template="outcomes/outcome_from_answer.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        initial={"voice": said.voice, "said_on": said.day},
        act=lambda data: actions.add_outcome(
            actor=request.user, case_id=case.pk, answer_id=answer.pk, **data
        ),
        context=page_of(request, case, "conversations", conversations_crumb(case)) | {"answer": answer},
        success="Outcome saved",
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def reword_outcome(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    return _change(
        request,
        case_id,
        outcome_id,
        actions.reword_outcome,
        forms.RewordForm,
        name="reword-outcome",
        title="The same wish, said better",
        stored=lambda outcome: {"words": outcome.current.words},
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def replace_outcome(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    return _change(
        request,
        case_id,
        outcome_id,
        actions.replace_outcome,
        forms.ReplaceForm,
        name="replace-outcome",
        title="A different wish in its place",
        stored=lambda _outcome: {},
    )


def _change(
    request: SignedInRequest,
    case_id: UUID,
    outcome_id: UUID,
    act: Callable[..., DesiredOutcome],
    form: type[forms.RewordForm | forms.ReplaceForm],
    **page: Any,
) -> HttpResponse:
    """The page of an act that gives an outcome other words; where they stand in an answer, the answer is found."""
    case = case_of(request, case_id)
    outcome = _outcome_to_change(request, case.pk, outcome_id)

    def change(data: dict[str, Any]) -> DesiredOutcome:
        answer = answer_with(case, data["passage"]) if data["passage"].strip() else None
        passage = data["passage"] if answer else ""
        answer_id = answer.pk if answer else None
        return act(
            actor=request.user,
            outcome_id=outcome.pk,
            **{**data, "passage": passage, "answer_id": answer_id},
        )

    return form_page(
        request,
        form,
        record=outcome,
        template="outcomes/change_outcome.html",
        form_kwargs={"voices": voices_open_to(instruction_of(request.user, case))},
        act=change,
        context=page_of(request, case, "outcomes", outcomes_crumb(case)) | {"outcome": outcome},
        **page,
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="an advocate only what they recorded")
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_outcome(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    outcome = _outcome_to_change(request, case.pk, outcome_id)
    return form_page(
        request,
        forms.WithdrawForm,
        name="withdraw-outcome",
        title="No longer wanted",
        record=outcome,
        template="outcomes/change_outcome.html",
        stored=lambda _outcome: {},
        act=lambda data: actions.withdraw_outcome(actor=request.user, outcome_id=outcome.pk, **data),
        context=page_of(request, case, "outcomes", outcomes_crumb(case)) | {"outcome": outcome},
    )


def _outcome_to_change(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> DesiredOutcome:
    outcomes = DesiredOutcome.objects.visible_to(request.user).select_related("case__person", "instruction")
    outcome: DesiredOutcome = get_object_or_404(
        outcomes.prefetch_related("versions"), pk=outcome_id, case=case_id
    )
    require(can_change_outcome, request.user, outcome)
    return outcome


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="for the council")
@login_required
@require_http_methods(["GET", "POST"])
def explain_cannot_be_met(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_reply_to_outcome, request.user, case)
    outcomes = DesiredOutcome.objects.visible_to(request.user).prefetch_related("versions")
    outcome: DesiredOutcome = get_object_or_404(outcomes, pk=outcome_id, case=case)

    def act(data: dict[str, Any]) -> DesiredOutcome:
        actions.explain_cannot_be_met(actor=request.user, outcome_id=outcome.pk, **data)
        return outcome

    return form_page(
        request,
        forms.CannotBeMetForm,
        name="explain-cannot-be-met",
        title="It cannot be met as they asked",
        record=outcome,
        template="outcomes/change_outcome.html",
        act=act,
        context=page_of(request, case, "outcomes", outcomes_crumb(case)) | {"outcome": outcome},
    )


@on_record(Verb.SEE_THREAD, Verb.RECORD_VOICE, also="for the council")
@login_required
@require_http_methods(["GET", "POST"])
def pass_on_outcome(request: SignedInRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    require(can_reply_to_outcome, request.user, case)
    outcomes = DesiredOutcome.objects.visible_to(request.user).prefetch_related("versions")
    outcome = get_object_or_404(outcomes, pk=outcome_id, case=case)
    return form_page(
        request,
        forms.PassOnForm,
        name="pass-on-outcome",
        title="Pass it on: not for safeguarding",
        record=outcome,
        template="outcomes/change_outcome.html",
        act=lambda data: actions.pass_on_outcome(actor=request.user, outcome_id=outcome.pk, **data),
        context=page_of(request, case, "outcomes", outcomes_crumb(case)) | {"outcome": outcome},
    )
