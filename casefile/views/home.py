from dataclasses import asdict
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.navigation import WORKERS, landing_for
from accounts.requests import SignedInRequest
from accounts.rules import Role, Verb
from audit import clock
from audit.errors import require
from audit.policy import declares, own
from casefile import worklists
from casefile.forms.lists import CasesForm, SearchForm
from casefile.models import Reminder
from casefile.permissions import can_list_cases
from casefile.reminders.lists import place_of
from enquiries.models import Approval, BrokenGlass, Case, Concern
from enquiries.permissions import can_raise_concern
from people.names import folded
from ui.drafts import drafts_of

CASES_A_PAGE = 40
MOST_FOUND = 50
DECIDERS = frozenset({Role.SAM, Role.SERVICE_MANAGER})
CASE_WORKERS = frozenset({Role.SOCIAL_WORKER, Role.SAM})


@own
@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Where the working day begins; whoever does not work on cases is sent to their own first page."""
    user = request.user
    if not user.roles & WORKERS:
        return redirect(landing_for(user))
    context = {
        "lists": lists_for(user),
        "reminders": reminders_for(user),
        "unfinished": drafts_of(user).defer("posted")[: worklists.SHOWN],
        "unanswered": worklists.unanswered_reports(user)[: worklists.SHOWN],
        "glass_waiting": BrokenGlass.objects.waiting_for(user).select_related("user"),
        "approvals": Approval.objects.waiting_for(user).select_related("case__person", "recorded_by"),
        "search": SearchForm(),
        "may_raise": can_raise_concern(user),
        "today": clock.today(),
    }
    return render(request, "casefile/home.html", context)


def lists_for(user: Any) -> list[dict[str, Any]]:
    """The lists of cases that this reader works from, the most pressing first."""
    lists = []
    if Role.FRONT_DOOR in user.roles:
        door = worklists.waiting_for_decision(user)
        lists.append(_list("door", "Concerns at the door", door, "No concern is waiting at the door."))
    elif user.roles & DECIDERS:
        waiting = worklists.waiting_for_decision(user)
        lists.append(_list("waiting", "Waiting for a decision", waiting, "No concern is waiting."))
    if user.roles & CASE_WORKERS:
        mine, unasked = worklists.mine(user), worklists.nobody_asked(user)
        lists.append(_list("mine", "My people", mine, "Nobody is allocated to you."))
        lists.append(_list("unasked", "Not yet asked what they want", unasked, "Everybody has been asked."))
    return lists


def _list(key: str, title: str, cases: Any, empty: str) -> dict[str, Any]:
    rows = list(cases[: worklists.SHOWN + 1])
    more = len(rows) > worklists.SHOWN
    return {"key": key, "title": title, "cases": rows[: worklists.SHOWN], "more": more, "empty": empty}


def reminders_for(user: Any) -> list[tuple[Reminder, str]]:
    """What is due soonest, each with where it leads."""
    standing = Reminder.objects.visible_to(user).standing()
    rows = standing.select_related("case__person", "case__enquiry").prefetch_related("case__concerns")
    return [(reminder, place_of(reminder)) for reminder in rows.order_by("due_on", "pk")[: worklists.SHOWN]]


@declares(Verb.SEE_CASE)
@login_required
@require_safe
def cases(request: SignedInRequest) -> HttpResponse:
    """Every case that the reader may see, narrowed by the filters in the address."""
    require(can_list_cases, request.user)
    form = CasesForm(request.GET, user=request.user)
    found: Any = worklists.cases_for.listed(request.user, **asdict(form.filters()))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "selected": form.selected(),
        "in_words": form.in_words(),
        "page": Paginator(found, CASES_A_PAGE).get_page(request.GET.get("page")),
        "everything": worklists.seen_cases.listed(request.user).count(),
        "base": f"?{query.urlencode()}&" if query else "?",
        "today": clock.today(),
    }
    return render(request, "casefile/cases.html", context)


@declares(Verb.SEE_CASE)
@login_required
@require_http_methods(["GET", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """Cases by reference or the person's name; the words travel by POST, so that no name is in an address."""
    require(can_list_cases, request.user)
    form = SearchForm(request.POST or None)
    found = find_cases(request, form.cleaned_data["q"]) if form.is_valid() else []
    if len(found) == 1:
        return redirect(found[0])
    context = {"form": form, "found": found, "asked": form.is_valid(), "today": clock.today()}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "casefile/search.html", context, status=status)


def find_cases(request: SignedInRequest, q: str) -> list[Case]:
    """The newest cases that the reader may see with this reference, or whose person has this in their names."""
    reference, name = q.strip().upper(), folded(q)
    of_concern = Concern.objects.visible_to(request.user).filter(reference=reference)
    wanted = Q(enquiry__reference=reference) | Q(pk__in=of_concern.values("case"))
    if name:
        wanted |= Q(person__search_name__contains=name)
    cases = worklists.for_list(Case.objects.visible_to(request.user))
    return list(cases.filter(wanted).order_by("-opened_at", "pk")[:MOST_FOUND])
