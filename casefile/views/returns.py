"""What an enquiry will count as in the national return, how that was worked out, and from which rows."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.first_words import first_words
from casefile.looking import banner_of, case_of, crumbs, looked_at
from casefile.returns import return_values

TITLE = "What this enquiry counts as"


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def counts(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Each value with its reason and the row that gives it; nothing is typed here."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    context = {
        "case": case,
        "name": case.person.preferred_name,
        "title": TITLE,
        "banner": banner_of(request.user, case),
        "breadcrumbs": crumbs(case, TITLE),
        "first": first_words(case, request.user),
        "values": return_values(case, request.user),
    }
    return render(request, "casefile/counts.html", context)
