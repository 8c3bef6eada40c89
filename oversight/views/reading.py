from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import declares
from oversight.forms import ReadingForm
from oversight.permissions import can_see_audit
from oversight.reading import entries, lines

ENTRIES_A_PAGE = 100


@declares(Verb.SEE_AUDIT)
@login_required
@require_safe
def reading(request: SignedInRequest) -> HttpResponse:
    """Who did and saw what, the newest first."""
    require(can_see_audit, request.user)
    form = ReadingForm(request.GET)
    chosen = form.narrowed_by()
    page = Paginator(entries(request.user, **chosen), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines(list(page.object_list), request.user),
        "base": f"?{urlencode(chosen)}&" if any(chosen.values()) else "?",
    }
    return render(request, "oversight/reading.html", context)
