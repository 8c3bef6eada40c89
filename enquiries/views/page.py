"""What the pages of a case share: the way in, and what stands around them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.actions import record
from audit.errors import Refusal, require
from audit.events import Event
from enquiries.models import Case, Concern
from enquiries.permissions import can_see_case
from people.banner import banner_for
from people.models import Person
from people.permissions import can_change_person
from ui.forms import KitForm
from ui.pages import form_page

Context = dict[str, Any]


def case_of(request: SignedInRequest, case_id: UUID) -> Case:
    """The case, if the reader may see it whole. Raises Http404."""
    cases = Case.objects.visible_to(request.user).select_related("person", "team", "enquiry")
    return get_object_or_404(cases.prefetch_related("concerns"), pk=case_id)


def case_for(request: SignedInRequest, case_id: UUID, may: Callable[[User, Case], bool]) -> Case:
    """The case, for an act on it that the reader may do. Raises Http404 or PermissionDenied."""
    case = case_of(request, case_id)
    require(may, request.user, case)
    return case


def looked_at(request: SignedInRequest, case: Case) -> None:
    """Record that the reader opened a page of `case`; forms sent back record their own act instead."""
    if request.method == "GET":
        page = request.resolver_match.view_name if request.resolver_match else ""
        record(Event.CASE_VIEWED, actor=request.user, subject=case, page=page)


def page_of(request: SignedInRequest, case: Case, *trail: tuple[str, str], here: str = "") -> Context:
    """Breadcrumbs, banner and case for a page; `trail` are the pages between the case and this one."""
    crumbs = [{"text": case.reference, "href": case.get_absolute_url()}]
    crumbs += [{"text": text, "href": href} for text, href in trail]
    return about(request, case.person) | {"case": case, "breadcrumbs": crumbs, "here": here}


def involved_crumb(case: Case) -> tuple[str, str]:
    return "People involved", reverse("enquiries:people-involved", args=[case.pk])


def about(request: SignedInRequest, person: Person) -> Context:
    return {"person": person, "banner": banner_for(request.user, person)}


def page_of_concern(request: SignedInRequest, concern: Concern, *trail: tuple[str, str]) -> Context:
    """The same for a page of a concern, whose reader may not see the case."""
    crumbs = [{"text": "Concerns received", "href": reverse("enquiries:concerns")}]
    if can_see_case(request.user, concern.case):
        crumbs = [{"text": concern.case.reference, "href": concern.case.get_absolute_url()}]
    crumbs += [{"text": text, "href": href} for text, href in trail]
    return about(request, concern.case.person) | {
        "concern": concern,
        "case": concern.case,
        "breadcrumbs": crumbs,
    }


def may_add_needs(request: SignedInRequest, person: Person) -> bool:
    """Whether the reader may record how to communicate with the person."""
    seen = Person.objects.visible_to(request.user, Verb.SEE_CASE).filter(pk=person.pk).exists()
    return seen and can_change_person(request.user, person)


def not_yet(request: SignedInRequest, case: Case, title: str, refusal: type[Refusal]) -> HttpResponse:
    """In place of a form that could only be refused: what must come first."""
    context = page_of(request, case) | {"title": title, "lead": refusal.message}
    return render(request, "enquiries/cannot_yet.html", context)


def act_page(
    request: SignedInRequest,
    case: Case,
    form: type[KitForm],
    *,
    act: Callable[[Context], Any],
    back: str,
    trail: tuple[tuple[str, str], ...] = (),
    template: str = "enquiries/form.html",
    context: Context | None = None,
    **page: Any,
) -> HttpResponse:
    """The page of one act on a case; afterwards the reader is at `back`."""

    def done(data: Context) -> str:
        act(data)
        return back

    return form_page(
        request,
        form,
        act=done,
        template=template,
        context=page_of(request, case, *trail) | (context or {}),
        **{"record": case} | page,
    )


def involved_page(
    request: SignedInRequest,
    case: Case,
    form: type[KitForm],
    *,
    act: Callable[[Context], Any],
    back: str = "",
    **page: Any,
) -> HttpResponse:
    """The page of an act on who is involved: it begins at the people involved, and leads back to them."""
    people = involved_crumb(case)
    return act_page(request, case, form, act=act, back=back or people[1], trail=(people,), **page)
