from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.navigation import WORKERS, landing_for
from accounts.requests import SignedInRequest
from accounts.rules import Role
from audit import clock
from casefile import worklists
from casefile.forms.lists import CasesForm, SearchForm
from enquiries.models import Case
from people.names import folded

CASES_A_PAGE = 40
MOST_FOUND = 50


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Where the working day begins; whoever does not work on cases is sent to their own first page."""
    user = request.user
    if not user.roles & WORKERS:
        return redirect(landing_for(user))
    lists = [
        _list("mine", "My people", worklists.mine(user), "Nobody is allocated to you."),
        _list(
            "not-asked", "Not yet asked what they want", worklists.nobody_asked(user), "Everybody was asked."
        ),
    ]
    if user.roles & {Role.SAM, Role.FRONT_DOOR, Role.SERVICE_MANAGER}:
        waiting = worklists.waiting_for_decision(user)
        lists.insert(0, _list("waiting", "Waiting for a decision", waiting, "No concern is waiting."))
    context = {
        "lists": lists,
        "unanswered": worklists.unanswered_reports(user)[: worklists.SHOWN],
        "search": SearchForm(),
        "today": clock.today(),
        "first_visit": user.first_visit_done_at is None,
    }
    return render(request, "casefile/home.html", context)


def _list(key: str, title: str, cases: Any, empty: str) -> dict[str, Any]:
    rows = list(cases[: worklists.SHOWN + 1])
    return {
        "key": key,
        "title": title,
        "cases": rows[: worklists.SHOWN],
        "more": len(rows) > worklists.SHOWN,
        "empty": empty,
    }


@login_required
@require_safe
def cases(request: SignedInRequest) -> HttpResponse:
    """Every case that the reader may see, narrowed by the filters in the address."""
    form = CasesForm(request.GET, user=request.user)
    found = worklists.cases_for(request.user, form.filters())
    everything = Case.objects.visible_to(request.user).count()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "selected": form.selected(),
        "page": Paginator(found, CASES_A_PAGE).get_page(request.GET.get("page")),
        "everything": everything,
        "base": f"?{query.urlencode()}&" if query else "?",
        "today": clock.today(),
    }
    return render(request, "casefile/cases.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """Cases by reference or the person's name; the words travel by POST, so that no name is in an address."""
    form = SearchForm(request.POST or None)
    found: list[Case] = []
    if form.is_valid():
        found = find_cases(request, form.cleaned_data["q"])
        if len(found) == 1:
            return redirect(found[0])
    context = {
        "form": form,
        "found": found,
        "asked": form.is_bound and form.is_valid(),
        "today": clock.today(),
    }
    return render(
        request, "casefile/search.html", context, status=422 if form.is_bound and form.errors else 200
    )


def find_cases(request: SignedInRequest, q: str) -> list[Case]:
    reference = q.strip().upper()
    seen = Case.objects.visible_to(request.user)
    by_reference = Q(enquiry__reference=reference) | Q(
        pk__in=seen.filter(concerns__reference=reference).values("pk")
    )
    by_name = Q(person__search_name__contains=folded(q)) if folded(q) else Q(pk__in=[])
    cases = worklists.for_list(seen)
    return list(cases.filter(by_reference | by_name).order_by("-opened_at")[:MOST_FOUND])
