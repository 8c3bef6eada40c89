"""Every look at a case leaves a trace; and from each page a way back to it."""

from django.http import HttpRequest
from django.urls import reverse

from audit.actions import record
from audit.events import Event
from enquiries.models import Case


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
