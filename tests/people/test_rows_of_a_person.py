"""Needs, contact rules and details, addresses, relationships, warnings: each is added, and ends; none is deleted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.models import AuditEntry
from people import actions
from people.choices import AddressKind, Channel, ContactRuleKind, RelationshipKind
from people.errors import EndsBeforeItBegan, ReviewInThePast
from people.models import Address, Person, WarningNote

SOON = clock.today() + timedelta(days=30)
ADD = {
    "need": (actions.add_need, {"need": "Hears with her left ear only", "how_met": "Sit on her left"}),
    "safe_contact": (
        actions.add_safe_contact,
        {"kind": ContactRuleKind.MAY, "channel": Channel.PHONE, "reason": "She likes the phone"},
    ),
    "contact_detail": (actions.add_contact_detail, {"channel": Channel.PHONE, "value": "029 2018 0000"}),
    "address": (actions.add_address, {"kind": AddressKind.HOME, "lines": "1 Ffordd y Môr"}),
    "relationship": (actions.add_relationship, {"name": "Nia Invented", "kind": RelationshipKind.FAMILY}),
    "warning": (actions.add_warning, {"text": "The dog bites", "review_on": SOON}),
}
END = {kind: getattr(actions, f"end_{kind}") for kind in ADD}
each = pytest.mark.parametrize("kind", ADD)


def add(kind, actor, person):
    act, fields = ADD[kind]
    return act(actor=actor, person_id=person.pk, **fields)


@each
def test_it_is_added_and_audited_with_no_words_of_it(kind, worker, person):
    row = add(kind, worker, person)

    assert (row.person, row.recorded_by, row.until_on) == (person, worker, None)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.person_id, entry.subject_id) == (worker, person.pk, row.pk)
    assert not {"need", "value", "lines", "name", "text"} & set(entry.data)


@each
def test_it_ends_and_stays_on_the_record(kind, worker, person):
    row = add(kind, worker, person)
    for _ in range(2):  # done twice
        ended = END[kind](actor=worker, row_id=row.pk, until_on=clock.today())
    assert ended.until_on == clock.today()
    assert type(row).objects.count() == 1


@each
def test_it_cannot_end_before_it_began(kind, worker, person):
    row = add(kind, worker, person)
    with pytest.raises(EndsBeforeItBegan):
        END[kind](actor=worker, row_id=row.pk, until_on=clock.today() - timedelta(days=1))


@each
def test_another_team_neither_adds_nor_ends(kind, worker, outsider, case):
    row = add(kind, worker, case.person)
    with pytest.raises(Person.DoesNotExist):
        add(kind, outsider, case.person)
    with pytest.raises(type(row).DoesNotExist):
        END[kind](actor=outsider, row_id=row.pk, until_on=clock.today())


@each
def test_an_auditor_sees_and_changes_nothing(kind, worker, auditor, case):
    row = add(kind, worker, case.person)
    written = AuditEntry.objects.count()
    with pytest.raises(PermissionDenied):
        add(kind, auditor, case.person)
    with pytest.raises(PermissionDenied):
        END[kind](actor=auditor, row_id=row.pk, until_on=clock.today())
    assert AuditEntry.objects.count() == written


def test_a_new_home_takes_the_place_of_the_former_and_a_stay_does_not(worker, person):
    home = add("address", worker, person)
    actions.add_address(actor=worker, person_id=person.pk, kind=AddressKind.STAYING, lines="Hafod Care Home")
    home.refresh_from_db()
    assert home.until_on is None

    actions.add_address(actor=worker, person_id=person.pk, kind=AddressKind.HOME, lines="2 Ffordd y Môr")
    home.refresh_from_db()
    assert home.until_on == clock.today()
    assert Address.objects.count() == 3


def test_a_warning_holds_to_its_review_and_longer_when_reviewed(worker, person):
    warning = add("warning", worker, person)
    assert WarningNote.objects.in_force_on(SOON).get() == warning
    later = SOON + timedelta(days=1)
    assert not WarningNote.objects.in_force_on(later).exists()

    actions.review_warning(actor=worker, row_id=warning.pk, review_on=later)
    assert WarningNote.objects.in_force_on(later).get() == warning


def test_a_warning_is_reviewed_on_a_day_to_come(worker, person):
    with pytest.raises(ReviewInThePast):
        actions.add_warning(actor=worker, person_id=person.pk, text="The dog bites", review_on=clock.today())
