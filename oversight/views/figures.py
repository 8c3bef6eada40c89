from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit import clock
from audit.actions import record
from audit.context import for_figures
from audit.errors import require
from audit.events import Event
from audit.policy import declares
from oversight import listing
from oversight.figures import FIGURES, GROUPS, SETS, Figure, Group, counts, rows_of
from oversight.forms import DashboardForm
from oversight.permissions import can_see_figures
from oversight.pictures import pictures
from oversight.spreadsheets import csv_response

ROWS_A_PAGE = 50


def _filters(request: SignedInRequest) -> DashboardForm:
    return DashboardForm(request.GET, user=request.user, today=clock.today())


def _figure(key: str) -> Figure:
    if key not in FIGURES:
        raise Http404
    return FIGURES[key]


def rows_address(request: SignedInRequest, key: str) -> str:
    """The list of exactly the rows that the figure counts, under the same filters."""
    query = request.GET.urlencode()
    return reverse("oversight:figure-rows", args=[key]) + (f"?{query}" if query else "")


def _entry(request: SignedInRequest, group: Group, numbers: dict[str, int]) -> dict[str, Any]:
    """A group with each figure's number and the address of its rows."""
    figures = [(figure, numbers[figure.key], rows_address(request, figure.key)) for figure in group.figures]
    return {"group": group, "figures": figures}


@declares(Verb.SEE_FIGURES)
@login_required
@require_safe
@for_figures()
def dashboard(request: SignedInRequest) -> HttpResponse:
    require(can_see_figures, request.user)
    filters = _filters(request)
    scope = filters.scope()
    numbers = counts(scope)
    context = {
        "filters": filters,
        "selected": filters.selected(),
        "scope": scope,
        "groups": {group.key.replace("-", "_"): _entry(request, group, numbers) for group in GROUPS},
        "pictures": pictures(numbers, partial(rows_address, request)),
        "query": request.GET.urlencode(),
    }
    return render(request, "oversight/dashboard.html", context)


@declares(Verb.SEE_FIGURES)
@login_required
@require_safe
@step_up_required
@for_figures()
def dashboard_csv(request: SignedInRequest) -> HttpResponse:
    require(can_see_figures, request.user)
    scope = _filters(request).scope()
    numbers = counts(scope)
    record(Event.EXPORTED, actor=request.user, what="dashboard", start=str(scope.start), end=str(scope.end))
    lines = [
        (group.title, figure.label, SETS[figure.set_key].unit, numbers[figure.key])
        for group in GROUPS
        for figure in group.figures
    ]
    return csv_response(
        f"dashboard-{scope.start}-{scope.end}", ("Group", "Figure", "Counts", "Number"), lines
    )


@declares(Verb.SEE_FIGURES)
@login_required
@require_safe
@for_figures()
def figure_rows(request: SignedInRequest, key: str) -> HttpResponse:
    require(can_see_figures, request.user)
    figure, scope = _figure(key), _filters(request).scope()
    rows: Any = listing.rows_behind.listed(scope.user, figure=key, **scope.looks_at)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context: dict[str, Any] = {
        "figure": figure,
        "unit": SETS[figure.set_key].unit,
        "scope": scope,
        "page": page,
        "lines": listing.lines(figure, page.object_list, request.user),
        "query": query.urlencode(),
        "base": f"?{query.urlencode()}&" if query else "?",
    }
    return render(request, "oversight/rows.html", context)


@declares(Verb.SEE_FIGURES)
@login_required
@require_safe
@step_up_required
@for_figures()
def figure_csv(request: SignedInRequest, key: str) -> HttpResponse:
    require(can_see_figures, request.user)
    figure, scope = _figure(key), _filters(request).scope()
    rows = listing.ordered(figure, rows_of(figure, scope))
    record(Event.EXPORTED, actor=request.user, what=key, start=str(scope.start), end=str(scope.end))
    lines = [line.cells() for line in listing.lines(figure, rows, request.user)]
    return csv_response(f"{key}-{scope.start}-{scope.end}", listing.HEADER, lines)
