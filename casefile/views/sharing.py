"""Who knows what about the person, and what was decided about telling them."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.looking import case_of, looked_at
from casefile.sharing import sharing_of
from casefile.views.assessing import page_of
from enquiries.permissions import can_decide_sharing


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def sharing(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Everybody involved with what they know, and each decision to share something or to keep it."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    context = page_of(request, case, "Who knows what") | {
        "sharing": sharing_of(case, request.user),
        "may_share": can_decide_sharing(request.user, case),
    }
    return render(request, "casefile/sharing.html", context)
