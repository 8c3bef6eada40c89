"""What is shared about the person, and telling them."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.forms.sharing import SharingForm, ToldForm
from enquiries.models import Case, SharingDecision
from enquiries.permissions import can_decide_sharing
from enquiries.views.page import act_page, case_for
from people.choices import ContactRuleKind


def sharing_crumb(case: Case) -> tuple[str, str]:
    return "Who knows what", reverse("casefile:sharing", args=[case.pk])


@on_record(Verb.SEE_CASE, Verb.DECIDE_SHARING)
@login_required
@require_http_methods(["GET", "POST"])
def decide_sharing(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_decide_sharing)

    def act(data: dict[str, Any]) -> None:
        data.pop("told")
        actions.decide_sharing(actor=request.user, case_id=case.pk, **data)

    running: Any = case.person.safecontactrules.running_on(clock.today())
    return act_page(
        request,
        case,
        SharingForm,
        name="decide-sharing",
        title="Decide what to share",
        act=act,
        back=sharing_crumb(case)[1],
        trail=(sharing_crumb(case),),
        template="enquiries/decide_sharing.html",
        initial={"decided_by": request.user.name, "decided_on": clock.today()},
        context={"rules": [rule for rule in running if rule.kind == ContactRuleKind.NEVER_TELL]},
        success="Recorded",
    )


@on_record(Verb.SEE_CASE, Verb.DECIDE_SHARING)
@login_required
@require_http_methods(["GET", "POST"])
def tell_of_sharing(request: SignedInRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_decide_sharing)
    found = get_object_or_404(SharingDecision.objects.visible_to(request.user), pk=decision_id, case=case)
    return act_page(
        request,
        case,
        ToldForm,
        name="tell-of-sharing",
        title="The person has been told",
        record=found,
        act=lambda data: actions.tell_of_sharing(actor=request.user, decision_id=found.pk, **data),
        back=sharing_crumb(case)[1],
        trail=(sharing_crumb(case),),
        initial={"told_on": clock.today()},
        context={"lead": f"{found}: {found.what}"},
        success="Recorded",
    )
