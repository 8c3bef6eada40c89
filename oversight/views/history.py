from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import on_record
from casefile.looking import crumbs
from enquiries.models import Case
from oversight.forms import AsItWasForm
from oversight.history import as_it_was, changes_of, lines
from oversight.permissions import can_list_readers, can_see_as_it_was
from oversight.readers import kept_since, openings_of, readers_of
from people.banner import banner_for
from people.models import Person

CHANGES_A_PAGE = 50


def _case(request: SignedInRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("person", "team", "enquiry")
    return get_object_or_404(cases, pk=case_id)


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def case_history(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Every change of the case's rows, field by field, the newest first."""
    case = _case(request, case_id)
    record(Event.HISTORY_VIEWED, actor=request.user, subject=case)
    page = Paginator(changes_of(request.user, case), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "breadcrumbs": crumbs(case, "What changed"),
        "banner": banner_for(request.user, case.person),
        "page": page,
        "lines": lines(page.object_list),
        "base": "?",
        "may_see_as_it_was": can_see_as_it_was(request.user, case),
    }
    return render(request, "oversight/history.html", context)


@on_record(Verb.SEE_CASE, Verb.SEE_AS_IT_WAS)
@login_required
@require_safe
def record_as_it_was(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The case as it stood at a date and time that is in the address."""
    case = _case(request, case_id)
    require(can_see_as_it_was, request.user, case)
    form = AsItWasForm(request.GET or None)
    context: dict[str, Any] = {
        "case": case,
        "breadcrumbs": crumbs(case, "The record as it was"),
        "banner": banner_for(request.user, case.person),
        "form": form,
    }
    status = 200
    if form.is_bound and form.is_valid():
        moment = form.cleaned_data["moment"]
        record(Event.AS_IT_WAS_VIEWED, actor=request.user, subject=case, moment=moment.isoformat())
        context |= {"moment": moment, "sections": as_it_was(request.user, case, moment)}
    else:
        record(Event.HISTORY_VIEWED, actor=request.user, subject=case)
        status = 422 if form.is_bound else 200
    return render(request, "oversight/as_it_was.html", context, status=status)


@on_record(Verb.SEE_IDENTITY, Verb.LIST_READERS)
@login_required
@require_safe
def readers(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Who has looked at the person's record; the page is made to be printed and handed over."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id)
    require(can_list_readers, request.user, person)
    record(Event.READERS_LISTED, actor=request.user, subject=person)
    context = {
        "person": person,
        "banner": banner_for(request.user, person),
        "readers": readers_of(request.user, person),
        "openings": openings_of(request.user, person),
        "since": kept_since(request.user, person),
        "made_on": clock.today(),
    }
    return render(request, "oversight/readers.html", context)
