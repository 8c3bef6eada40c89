from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from casefile.entries import EntryKind
from casefile.looking import banner_of, case_of, crumbs, looked_at
from casefile.timeline import timeline_of, with_silences
from enquiries.permissions import can_write_note

ENTRIES_A_PAGE = 40


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def timeline(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """What happened, the newest first, filtered by kind in the address."""
    case = case_of(request.user, case_id)
    looked_at(request, case)
    chosen = [kind for kind in request.GET.getlist("kind") if kind in EntryKind.values]
    entries = timeline_of(case, request.user, chosen)
    filters = QueryDict(mutable=True)
    filters.setlist("kind", chosen)
    page = Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "breadcrumbs": crumbs(case, "Timeline"),
        "banner": banner_of(request.user, case),
        "page": page,
        "items": page.object_list if chosen else with_silences(list(page.object_list)),
        "chosen": chosen,
        "base": f"?{filters.urlencode()}&" if chosen else "?",
        "kind_items": [
            {"value": kind.value, "text": kind.label, "checked": kind.value in chosen} for kind in EntryKind
        ],
        "kind_fieldset": {"legend": {"text": "Kinds of entry", "classes": "govuk-fieldset__legend--s"}},
        "may_write": can_write_note(request.user, case),
    }
    return render(request, "casefile/timeline.html", context)
