"""What the pages of a case's conversations and outcomes have in common, for staff and for the advocate."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.actions import record
from audit.events import Event
from enquiries.models import Case
from enquiries.permissions import can_see_case
from outcomes.speakers import instruction_of
from people.banner import banner_for

Crumb = tuple[str, str]


def case_of(request: SignedInRequest, case_id: UUID) -> Case:
    """The case, for whoever may see what its person said and wants; 404 for everybody else."""
    cases = Case.objects.visible_to(request.user, Verb.SEE_THREAD)
    return get_object_or_404(cases.select_related("person", "team", "enquiry"), pk=case_id)


def page_of(request: SignedInRequest, case: Case, here: str, *trail: Crumb) -> dict[str, Any]:
    """The context of a page: its case and person, where the reader is, and how they get back."""
    for_staff = can_see_case(request.user, case)
    return {
        "case": case,
        "person": case.person,
        "for_staff": for_staff,
        "instruction": None if for_staff else instruction_of(request.user, case),
        "banner": banner_for(request.user, case.person),
        "here": here,
        "breadcrumbs": [
            {"text": text, "href": href} for text, href in (*home_trail(case, for_staff=for_staff), *trail)
        ],
    }


def home_trail(case: Case, *, for_staff: bool) -> list[Crumb]:
    if for_staff:
        return [(case.reference, reverse("casefile:case", args=[case.pk]))]
    return [
        ("Your people", reverse("outcomes:advocate-home")),
        (case.person.preferred_name, reverse("casefile:advocate-case", args=[case.pk])),
    ]


def looked_at(request: SignedInRequest, case: Case) -> None:
    """Record that the reader opened a page of the case."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    record(Event.CASE_VIEWED, actor=request.user, subject=case, page=page)


def conversations_crumb(case: Case) -> Crumb:
    return f"What {case.person.preferred_name} said", reverse("outcomes:conversations", args=[case.pk])


def outcomes_crumb(case: Case) -> Crumb:
    return f"What {case.person.preferred_name} wants", reverse("outcomes:outcomes", args=[case.pk])
