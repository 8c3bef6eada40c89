from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from people.errors import ReviewInThePast
from people.models import CommunicationNeed, WarningNote
from people.permissions import can_change_person
from people.rows import begun, end, locked_person, locked_row


@transaction.atomic
def add_need(
    *, actor: User, person_id: UUID, need: str, how_met: str = "", from_on: date | None = None
) -> CommunicationNeed:
    """Record how the person communicates and what that asks of us. Raises PermissionDenied."""
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    row = CommunicationNeed.objects.create(person=person, need=need, how_met=how_met, **begun(actor, from_on))
    record(Event.NEED_ADDED, actor=actor, subject=row)
    return row


@transaction.atomic
def end_need(*, actor: User, row_id: UUID, until_on: date) -> CommunicationNeed:
    """The need held to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(CommunicationNeed, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.NEED_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row


@transaction.atomic
def add_warning(
    *, actor: User, person_id: UUID, text: str, review_on: date, from_on: date | None = None
) -> WarningNote:
    """Warn whoever meets the person. After `review_on` it is shown no longer, unless somebody reviewed it.

    Raises PermissionDenied or ReviewInThePast.
    """
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    if review_on <= clock.today():
        raise ReviewInThePast
    row = WarningNote.objects.create(person=person, text=text, review_on=review_on, **begun(actor, from_on))
    record(Event.WARNING_ADDED, actor=actor, subject=row, review_on=review_on.isoformat())
    return row


@transaction.atomic
def review_warning(*, actor: User, row_id: UUID, review_on: date) -> WarningNote:
    """The warning still holds, and is looked at again on `review_on`. Raises PermissionDenied or ReviewInThePast."""
    row = locked_row(WarningNote, actor, row_id)
    require(can_change_person, actor, row.person)
    if review_on <= clock.today():
        raise ReviewInThePast
    row.review_on, row.until_on = review_on, None
    row.save(update_fields=["review_on", "until_on"])
    record(Event.WARNING_REVIEWED, actor=actor, subject=row, review_on=review_on.isoformat())
    return row


@transaction.atomic
def end_warning(*, actor: User, row_id: UUID, until_on: date) -> WarningNote:
    """The warning held to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(WarningNote, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.WARNING_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row
