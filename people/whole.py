"""Everything that is known of a person, as their page shows it: what holds today first, what has ended apart."""

from dataclasses import dataclass
from typing import Any

from audit import clock
from people.choices import HealthCondition
from people.models import Person


@dataclass(frozen=True)
class Rows:
    """One kind of row: those that hold today (or will), and those that have ended."""

    slug: str
    running: list[Any]
    ended: list[Any]


@dataclass(frozen=True)
class WholeRecord:
    needs: Rows
    safe_contact: Rows
    contact_details: Rows
    addresses: Rows
    relationships: Rows
    warnings: Rows
    prepared: list[Any]
    health_conditions: str


def whole_record(person: Person) -> WholeRecord:
    """The rows of a person whose whole record the reader may see; one query a kind."""
    return WholeRecord(
        needs=_rows("needs", person.communicationneeds.all()),
        safe_contact=_rows("safe-contact", person.safecontactrules.all()),
        contact_details=_rows("contact-details", person.contactdetails.all()),
        addresses=_rows("addresses", person.addresses.select_related("organisation")),
        relationships=_rows("relationships", person.relationships.all()),
        warnings=_rows("warnings", person.warningnotes.all()),
        prepared=list(
            person.preparedcontacts.select_related("breaks", "overridden_by", "recorded_by").order_by(
                "-recorded_at"
            )[:20]
        ),
        health_conditions=", ".join(HealthCondition(code).label for code in person.health_conditions)
        or "None",
    )


def _rows(slug: str, rows: Any) -> Rows:
    today = clock.today()
    found = list(rows)
    running = [row for row in found if row.holds_on(today)]
    return Rows(slug, running, [row for row in found if row not in running])
