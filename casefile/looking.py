"""Every look at a case leaves a trace; and from each page a way back to it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.statements import Statement
from audit.actions import record
from audit.events import Event
from enquiries.models import Case
from enquiries.permissions import can_see_case
from people.banner import Banner, banner_for


@Statement
def whole_case(reader: User, *, case: UUID) -> QuerySet[Case]:
    return Case.objects.visible_to(reader).filter(pk=case).select_related("person", "team", "enquiry")


def case_of(user: User, case_id: UUID) -> Case:
    """The case, if `user` may see it whole. Raises Http404."""
    found: list[Case] = whole_case.rows(user, case=case_id)
    if not found:
        raise Http404
    return found[0]


def banner_of(user: User, case: Case) -> Banner:
    """The banner of a page of `case`, which `user` was let in to."""
    return banner_for(user, case.person, is_team=can_see_case(user, case))


def looked_at(request: HttpRequest, case: Case) -> None:
    """Record that the reader opened a page of `case`; forms sent back record their own act instead."""
    if request.method == "GET":
        page = request.resolver_match.view_name if request.resolver_match else ""
        record(Event.CASE_VIEWED, actor=request.user, subject=case, page=page)


def crumbs(case: Case, here: str) -> list[dict[str, str]]:
    """The way back from a page of the case: my work, the case, here."""
    return [
        {"text": "My work", "href": reverse("casefile:home")},
        {"text": case.reference, "href": reverse("casefile:case", args=[case.pk])},
        {"text": here},
    ]
