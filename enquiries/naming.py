"""What of a risk is told to its reader, in words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.models import User
from enquiries.models import Risk, RiskChange, RiskSource
from people.models import Person

COLUMNS = {
    "abuse_type": "Kind of harm",
    "subtype": "More closely",
    "place": "Where",
    "place_detail": "Where exactly",
    "description": "What could happen",
    "source_id": "Whom it comes from",
    "likelihood_before": "How likely before",
    "impact_before": "How grave before",
    "assessment": "Assessment",
    "assessed_on": "Assessed on",
    "assessment_reasons": "Why it was assessed so",
    "outcome": "What became of it",
    "outcome_on": "As it stood on",
    "outcome_reasons": "Why it became so",
    "likelihood_after": "How likely now",
    "impact_after": "How grave now",
}


def people_behind(user: User, sources: Iterable[RiskSource]) -> dict[UUID | None, Person]:
    """Those of the sources' people whom `user` may see; the others are not there for them."""
    wanted = [source.person_id for source in sources if source.person_id]
    found = Person.objects.visible_to(user).filter(pk__in=wanted) if wanted else []
    return {person.pk: person for person in found}


def changes_in_words(risk: Risk) -> list[tuple[RiskChange, list[tuple[str, str]]]]:
    """Each change, the newest first, with what the record said before it."""
    sources = {str(source.pk): source.description for source in RiskSource.objects.filter(case=risk.case_id)}
    changes = risk.changes.select_related("recorded_by").order_by("-number")
    return [(change, _before(change, sources)) for change in changes]


def _before(change: RiskChange, sources: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (label, _said(name, change.before[name], sources))
        for name, label in COLUMNS.items()
        if name in change.before
    ]


def _said(name: str, value: str | None, sources: dict[str, str]) -> str:
    if name == "source_id":
        return sources.get(value or "", "")
    field: Any = Risk._meta.get_field(name)
    return str({str(code): label for code, label in field.flatchoices}.get(value or "", value or "Nothing"))
