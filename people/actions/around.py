"""Where the person lives, how they are reached, who is in their life."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from people.choices import AddressKind, Channel, RelationshipKind
from people.errors import NoPowers
from people.models import Address, ContactDetail, Relationship
from people.permissions import can_change_person
from people.rows import begun, end, locked_person, locked_row


@transaction.atomic
def add_address(
    *,
    actor: User,
    person_id: UUID,
    kind: AddressKind,
    lines: str,
    postcode: str = "",
    organisation_id: UUID | None = None,
    from_on: date | None = None,
) -> Address:
    """Record where the person lives, stays or gets letters. Raises PermissionDenied.

    A new home or address for letters takes the place of the former; where somebody stays does not end their home.
    """
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    row = Address(
        person=person,
        kind=kind,
        lines=lines,
        postcode=postcode.upper(),
        organisation_id=organisation_id,
        **begun(actor, from_on),
    )
    former = person.addresses.filter(kind=kind, until_on=None, from_on__lte=row.from_on)
    former.update(until_on=row.from_on)
    row.save(force_insert=True)
    record(Event.ADDRESS_ADDED, actor=actor, subject=row, kind=kind)
    return row


@transaction.atomic
def end_address(*, actor: User, row_id: UUID, until_on: date) -> Address:
    """The address held to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(Address, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.ADDRESS_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row


@transaction.atomic
def add_contact_detail(
    *,
    actor: User,
    person_id: UUID,
    channel: Channel,
    value: str,
    note: str = "",
    from_on: date | None = None,
) -> ContactDetail:
    """Record a telephone number or email address of the person. Raises PermissionDenied."""
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    row = ContactDetail.objects.create(
        person=person, channel=channel, value=value, note=note, **begun(actor, from_on)
    )
    record(Event.CONTACT_DETAIL_ADDED, actor=actor, subject=row, channel=channel)
    return row


@transaction.atomic
def end_contact_detail(*, actor: User, row_id: UUID, until_on: date) -> ContactDetail:
    """It reached the person to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(ContactDetail, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.CONTACT_DETAIL_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row


@transaction.atomic
def add_relationship(
    *,
    actor: User,
    person_id: UUID,
    name: str,
    kind: RelationshipKind,
    description: str = "",
    contact: str = "",
    verified: bool = False,
    cares_for_them: bool = False,
    carer_says: str = "",
    from_on: date | None = None,
) -> Relationship:
    """Record somebody in the person's life, or with powers for them. Raises PermissionDenied.

    `verified`: the registration of an attorney, deputy or appointee was seen. Nobody decides by being next of kin.
    """
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    row = Relationship.objects.create(
        person=person,
        name=name,
        kind=kind,
        description=description,
        contact=contact,
        verified=verified,
        verified_by=actor if verified else None,
        verified_on=clock.today() if verified else None,
        cares_for_them=cares_for_them,
        carer_says=carer_says,
        **begun(actor, from_on),
    )
    record(Event.RELATIONSHIP_ADDED, actor=actor, subject=row, kind=kind, verified=verified)
    return row


@transaction.atomic
def check_powers(
    *,
    actor: User,
    row_id: UUID,
    verified: bool,
    source_of_risk: bool,
    verified_on: date | None = None,
    scope: str = "",
    risk_reasons: str = "",
) -> Relationship:
    """Record whether somebody's registration was seen, what they may decide, and whether the risk may come from them.

    Raises PermissionDenied, or NoPowers where their kind has none to verify.
    """
    row = locked_row(Relationship, actor, row_id)
    require(can_change_person, actor, row.person)
    if verified and not row.has_powers:
        raise NoPowers
    row.verified, row.scope = verified, scope
    row.verified_by = actor if verified else None
    row.verified_on = (verified_on or clock.today()) if verified else None
    row.source_of_risk, row.risk_reasons = source_of_risk, risk_reasons
    row.save(
        update_fields=["verified", "verified_by", "verified_on", "scope", "source_of_risk", "risk_reasons"]
    )
    record(Event.POWERS_CHECKED, actor=actor, subject=row, verified=verified, source_of_risk=source_of_risk)
    return row


@transaction.atomic
def end_relationship(*, actor: User, row_id: UUID, until_on: date) -> Relationship:
    """The relationship held to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(Relationship, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.RELATIONSHIP_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row
