from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import declares, on_record
from people.banner import banner_for
from people.finding import find_people
from people.forms import FindPersonForm
from people.models import Person
from people.permissions import can_add_person, can_change_person, can_find_people
from people.whole import whole_record


@declares(Verb.SEE_IDENTITY, also="of any person")
@login_required
@require_http_methods(["GET", "POST"])
def find(request: SignedInRequest) -> HttpResponse:
    """Terms come by POST, so that no name is in an address; the answer is a page, or its list while one types."""
    require(can_find_people, request.user)
    form = FindPersonForm(request.POST or None)
    found, looked = [], form.is_bound and form.is_valid()
    if looked:
        found = find_people(request.user, form.cleaned_data["name"], form.cleaned_data["born_on"])
        looked = bool(form.cleaned_data["name"] or form.cleaned_data["born_on"])
        record(Event.SEARCHED, actor=request.user, page="people:find", found=len(found))
    template = "people/_results.html" if request.htmx else "people/find.html"
    context = {
        "form": form,
        "people": found,
        "looked": looked,
        "title": "Find a person",
        "can_add": can_add_person(request.user),
        "may_break_glass": request.user.may(Verb.BREAK_GLASS),
    }
    return render(request, template, context)


@on_record(Verb.SEE_IDENTITY)
@login_required
@require_GET
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Who the person is, for all who may know that; their whole record for those who work with them."""
    shown = get_object_or_404(Person.objects.visible_to(request.user).with_cases(request.user), pk=person_id)
    sees_all = Person.objects.visible_to(request.user, Verb.SEE_CASE).filter(pk=person_id).exists()
    record(Event.PERSON_VIEWED, actor=request.user, subject=shown, page="people:person", whole=sees_all)
    context = {
        "person": shown,
        "title": "About the person",
        "banner": banner_for(request.user, shown),
        "whole": whole_record(shown) if sees_all else None,
        "can_change": sees_all and can_change_person(request.user, shown),
        "is_under_18": (shown.age_on(clock.today()) or 18) < 18,
        "can_raise_concern": request.user.may(Verb.RAISE_CONCERN),
        "can_find": can_find_people(request.user),
        "may_break_glass": request.user.may(Verb.BREAK_GLASS),
        "can_declare": request.user.may(Verb.DECLARE_CONFLICT),
        "can_list_readers": Person.objects.visible_to(request.user, Verb.LIST_READERS)
        .filter(pk=person_id)
        .exists(),
        "conflicts": shown.conflicts.standing().select_related("user") if sees_all else [],
        "can_lift": Person.objects.visible_to(request.user, Verb.MANAGE_CONFLICT)
        .filter(pk=person_id)
        .exists(),
    }
    return render(request, "people/person.html", context)
