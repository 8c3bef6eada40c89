from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import on_record
from outcomes import actions, forms
from outcomes.choices import Judge
from outcomes.figures import verdicts_of
from outcomes.models import DesiredOutcome
from outcomes.permissions import can_review_outcome
from outcomes.speakers import instruction_of, voices_open_to
from outcomes.views.page import case_of, outcomes_crumb, page_of
from ui.pages import form_page


@on_record(Verb.SEE_THREAD, Verb.REVIEW_OUTCOME)
@login_required
@require_http_methods(["GET", "POST"])
def review_outcomes(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """One sitting: every live outcome, what the person says beside what the writer thinks."""
    case = case_of(request, case_id)
    require(can_review_outcome, request.user, case)
    instruction = instruction_of(request.user, case)
    live = DesiredOutcome.objects.visible_to(request.user).filter(case=case).live()
    outcomes = list(live.prefetch_related("versions"))

    def act(data: dict[str, Any]) -> str:
        actions.review_outcomes(actor=request.user, case_id=case.pk, **data)
        return reverse("outcomes:outcomes", args=[case.pk])

    return form_page(
        request,
        forms.ReviewForm,
        name="review-outcomes",
        title="Review the outcomes",
        record=case,
        template="outcomes/review_outcomes.html",
        form_kwargs={
            "name": case.person.preferred_name,
            "outcomes": outcomes,
            "verdicts": verdicts_of([outcome.pk for outcome in outcomes]),
            "voices": voices_open_to(instruction),
            "own": Judge.ADVOCATE if instruction else Judge.WORKER,
        },
        act=act,
        context=page_of(request, case, "outcomes", outcomes_crumb(case)),
        button="Save the review",
        success="Review saved",
    )
