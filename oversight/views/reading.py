from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import declares
from oversight.forms import ReadingForm
from oversight.permissions import can_see_audit
from oversight.reading import entries, lines
from oversight.unusual import many_records, out_of_hours, same_name_or_number

ENTRIES_A_PAGE = 100
UNUSUAL_DAYS = 28


@declares(Verb.SEE_AUDIT)
@login_required
@require_safe
def reading(request: SignedInRequest) -> HttpResponse:
    """Who did and saw what, the newest first."""
    require(can_see_audit, request.user)
    form = ReadingForm(request.GET)
    chosen = form.narrowed_by()
    record(Event.AUDIT_VIEWED, actor=request.user, page="oversight:reading")
    page = Paginator(entries(request.user, **chosen), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines(list(page.object_list), request.user),
        "base": f"?{urlencode(chosen)}&" if any(chosen.values()) else "?",
    }
    return render(request, "oversight/reading.html", context)


@declares(Verb.SEE_AUDIT)
@login_required
@require_safe
def unusual(request: SignedInRequest) -> HttpResponse:
    """Looking of the last four weeks that may be worth a question."""
    require(can_see_audit, request.user)
    record(Event.AUDIT_VIEWED, actor=request.user, page="oversight:unusual")
    begins, ends = settings.UNUSUAL_HOURS
    kinds = [
        ("Their own name or number", same_name_or_number(request.user, UNUSUAL_DAYS)),
        (f"{settings.UNUSUAL_RECORDS_AN_HOUR} records or more in an hour", many_records(UNUSUAL_DAYS)),
        (f"Before {begins}:00, after {ends}:00, or at a weekend", out_of_hours(UNUSUAL_DAYS)),
    ]
    return render(request, "oversight/unusual.html", {"kinds": kinds, "days": UNUSUAL_DAYS})
