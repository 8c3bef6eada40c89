from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.errors import require
from audit.events import Event
from people.choices import Channel, ContactRuleKind
from people.contact import rules_broken
from people.errors import ContactForbidden
from people.models import PreparedContact, SafeContactRule
from people.permissions import can_change_person
from people.rows import begun, end, locked_person, locked_row


class SafeContactFields(TypedDict, total=False):
    """The columns of `SafeContactRule` of the same names."""

    channel: str
    place: str
    days_and_hours: str
    speak_with: str
    subject: str
    words_to_use: str
    who: str


@transaction.atomic
def add_safe_contact(
    *,
    actor: User,
    person_id: UUID,
    kind: ContactRuleKind,
    reason: str,
    from_on: date | None = None,
    **fields: Unpack[SafeContactFields],
) -> SafeContactRule:
    """Record how the person may or must not be contacted, or who must never be told. Raises PermissionDenied."""
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    row = SafeContactRule.objects.create(
        person=person, kind=kind, reason=reason, **fields, **begun(actor, from_on)
    )
    record(Event.SAFE_CONTACT_ADDED, actor=actor, subject=row, kind=kind, channel=fields.get("channel", ""))
    return row


@transaction.atomic
def end_safe_contact(*, actor: User, row_id: UUID, until_on: date) -> SafeContactRule:
    """The rule held to the end of `until_on`. Raises PermissionDenied or EndsBeforeItBegan."""
    row = locked_row(SafeContactRule, actor, row_id)
    require(can_change_person, actor, row.person)
    end(row, until_on)
    record(Event.SAFE_CONTACT_ENDED, actor=actor, subject=row, until_on=until_on.isoformat())
    return row


@transaction.atomic
def prepare_contact(
    *,
    actor: User,
    person_id: UUID,
    channel: Channel,
    purpose: str,
    with_whom: str = "",
    planned_on: date | None = None,
    override_reason: str = "",
) -> PreparedContact:
    """Record a letter, call, visit or message about to be made; `with_whom` is empty where it is with the person.

    Raises PermissionDenied, or ContactForbidden where it would break a rule and `actor` gave no reason to do it all
    the same. A contact that breaks a rule carries the rule, the reason and the actor's name for good.
    """
    person = locked_person(actor, person_id)
    require(can_change_person, actor, person)
    broken = rules_broken(person, channel, with_whom=with_whom, on=planned_on)
    reason = override_reason.strip() and override_reason
    if broken and not reason:
        raise ContactForbidden(broken)
    row = PreparedContact.objects.create(
        person=person,
        channel=channel,
        purpose=purpose,
        with_whom=with_whom,
        planned_on=planned_on,
        breaks=broken[0] if broken else None,
        override_reason=reason if broken else "",
        overridden_by=actor if broken else None,
        **begun(actor, None),
    )
    event = Event.CONTACT_OVERRIDDEN if broken else Event.CONTACT_PREPARED
    rules = [str(rule.pk) for rule in broken]
    record(event, actor=actor, subject=row, reason=row.override_reason, channel=channel, rules=rules)
    return row
