from dataclasses import dataclass

from django import template

from casefile.addresses import address
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
    pages = [CasePage(key, text, address(name, case.pk)) for key, text, name in CASE_PAGES]
    return [page for page in pages if page.href]
