from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from enquiries.permissions import can_plan
from enquiries.views.causing import planning_crumb
from enquiries.views.page import act_page, case_for
from outcomes import actions
from outcomes.forms.questions import QuestionForm


@on_record(Verb.SEE_CASE, Verb.PLAN)
@login_required
@require_http_methods(["GET", "POST"])
def ask_question(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """A question of the enquiry, tied to what the person wants."""
    case = case_for(request, case_id, can_plan)
    return act_page(
        request,
        case,
        QuestionForm,
        name="ask-question",
        title="A question that the enquiry must answer",
        form_kwargs={"case": case},
        act=lambda data: actions.ask_question(
            actor=request.user, case_id=case.pk, **QuestionForm.as_fields(data)
        ),
        back=planning_crumb(case)[1],
        trail=(planning_crumb(case),),
        success="Question added",
    )
