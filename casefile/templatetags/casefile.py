from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse

from enquiries.models import Case

register = template.Library()

CASE_PAGES = (
    ("case", "Overview", "casefile:case"),
    ("conversations", "What they said", "outcomes:conversations"),
    ("outcomes", "What they want", "outcomes:outcomes"),
    ("actions", "What is being done", "principles:actions"),
    ("thread", "Golden thread", "casefile:thread"),
    ("balance", "Balance", "casefile:balance"),
    ("timeline", "Timeline", "casefile:timeline"),
    ("people", "People involved", "enquiries:people-involved"),
    ("reports", "Reports", "casefile:reports"),
)


@dataclass(frozen=True)
class CasePage:
    key: str
    text: str
    href: str


@register.filter
def case_pages(case: Case) -> list[CasePage]:
    """The pages of `case`, in the order of its sub-navigation."""
    pages = []
    for key, text, name in CASE_PAGES:
        try:
            pages.append(CasePage(key, text, reverse(name, args=[case.pk])))
        except NoReverseMatch:
            continue
    return pages
