"""What the acts on the rows of a person share: the door to the person, and how a row ends."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from people.errors import EndsBeforeItBegan
from people.models import AboutPerson, Person

Row = TypeVar("Row", bound=AboutPerson)


def locked_person(actor: User, person_id: UUID) -> Person:
    """The person whose whole record `actor` may see. Raises Person.DoesNotExist."""
    return Person.objects.visible_to(actor, Verb.SEE_CASE).select_for_update(of=("self",)).get(pk=person_id)


def locked_row(model: type[Row], actor: User, row_id: UUID) -> Row:
    """A row of a person whose whole record `actor` may see. Raises DoesNotExist."""
    rows: Any = model._default_manager
    row: Row = rows.visible_to(actor).select_for_update(of=("self",)).get(pk=row_id)
    return row


def begun(actor: User, from_on: date | None) -> dict[str, Any]:
    """Since when a new row holds, and who recorded it."""
    return {"from_on": from_on or clock.today(), "recorded_by": actor, "recorded_at": clock.now()}


def end(row: AboutPerson, until_on: date) -> None:
    """The row holds to the end of `until_on`; one that has ended before stays as it ended.

    Raises EndsBeforeItBegan.
    """
    if until_on < row.from_on:
        raise EndsBeforeItBegan
    if row.until_on is None or until_on < row.until_on:
        row.until_on = until_on
        row.save(update_fields=["until_on"])
