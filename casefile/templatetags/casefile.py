from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.template import Context

from casefile.addresses import address
from enquiries.models import Case
from people.models import Person
from ui.models import Draft

register = template.Library()
PERSON = Person._meta.label_lower
"""How a draft names the kind of its record."""

CASE_PAGES = (
    ("case", "Overview", "casefile:case"),
    ("conversations", "What they said", "outcomes:conversations"),
    ("outcomes", "What they want", "outcomes:outcomes"),
    ("actions", "What is being done", "principles:actions"),
    ("thread", "Golden thread", "casefile:thread"),
    ("planning", "Plan and partners", "casefile:planning"),
    ("sharing", "Who knows what", "casefile:sharing"),
    ("risks", "Risk", "casefile:risks"),
    ("capacity", "Capacity and advocacy", "casefile:capacity"),
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


@register.simple_tag(takes_context=True)
def whose(context: Context, drafts: Iterable[Draft]) -> list[tuple[Draft, str]]:
    """Each draft with the name of the person it is about, where the reader may know them; otherwise with nothing."""
    found = list(drafts)
    people = {draft.record_id for draft in found if draft.record_type == PERSON}
    names: dict[str, str] = {}
    if people:
        seen = Person.objects.visible_to(context["request"].user).filter(pk__in=people)
        names = {str(pk): name for pk, name in seen.values_list("pk", "preferred_name")}
    return [(draft, names.get(draft.record_id, "")) for draft in found]


@register.filter
def case_pages(case: Case) -> list[CasePage]:
    """The pages of `case`, in the order of its sub-navigation."""
    pages = [CasePage(key, text, address(name, case.pk)) for key, text, name in CASE_PAGES]
    return [page for page in pages if page.href]
