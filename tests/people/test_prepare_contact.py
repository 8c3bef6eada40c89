from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from people import actions
from people.choices import Channel, ContactRuleKind
from people.contact import rule_broken
from people.contact_words import sentence_of
from people.errors import ContactForbidden
from people.models import Person, PreparedContact, SafeContactRule

WHY = "Her grandson opens the post"


@pytest.fixture
def no_letters(worker, person):
    return actions.add_safe_contact(
        actor=worker, person_id=person.pk, kind=ContactRuleKind.MUST_NOT, channel=Channel.LETTER, reason=WHY
    )


@pytest.fixture
def never_gareth(worker, person):
    return actions.add_safe_contact(
        actor=worker,
        person_id=person.pk,
        kind=ContactRuleKind.NEVER_TELL,
        who="her grandson Gareth",
        reason=WHY,
    )


def prepare(actor, person, channel=Channel.LETTER, **more):
    return actions.prepare_contact(
        actor=actor, person_id=person.pk, channel=channel, purpose="To agree when to meet", **more
    )


def test_a_contact_that_breaks_nothing_is_prepared_and_audited(worker, person, no_letters):
    contact = prepare(worker, person, Channel.PHONE, planned_on=clock.today())

    assert (contact.breaks, contact.overridden_by) == (None, None)
    entry = AuditEntry.objects.get(event=Event.CONTACT_PREPARED)
    assert (entry.actor, entry.person_id) == (worker, person.pk)


def test_no_letter_for_someone_who_asked_for_none(worker, person, no_letters):
    with pytest.raises(ContactForbidden, match=f"No letters: {WHY}"):
        prepare(worker, person)
    assert not PreparedContact.objects.exists()


@pytest.mark.parametrize("reason", ["", "   \n "])
def test_an_empty_reason_overrides_nothing(worker, person, no_letters, reason):
    with pytest.raises(ContactForbidden):
        prepare(worker, person, override_reason=reason)


def test_a_named_person_overrides_with_a_reason(worker, person, no_letters):
    contact = prepare(worker, person, override_reason="The court orders service by post.")

    assert (contact.breaks, contact.overridden_by) == (no_letters, worker)
    entry = AuditEntry.objects.get(event=Event.CONTACT_OVERRIDDEN)
    assert entry.reason == "The court orders service by post."
    assert entry.data["rules"] == [str(no_letters.pk)]


def test_who_must_never_be_told_is_not_written_to(worker, person, never_gareth):
    with pytest.raises(ContactForbidden, match="Never tell her grandson Gareth"):
        prepare(worker, person, Channel.EMAIL, with_whom="Gareth Tarrable")
    assert prepare(worker, person, Channel.EMAIL, with_whom="Her sister Nia").pk


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("Her daughter Yvonne", "her daughter Yvonne"),
        ("Gareth Tarrable", "Gareth Tarrable"),
        ("Theo", "Theo"),
    ],
)
def test_who_must_never_be_told_reads_as_part_of_the_sentence(who, said):
    rule = SafeContactRule(kind=ContactRuleKind.NEVER_TELL, who=who, reason=WHY)
    assert sentence_of(rule).startswith(f"Never tell {said}: ")


def test_a_rule_for_every_channel_forbids_each(worker, person):
    actions.add_safe_contact(actor=worker, person_id=person.pk, kind=ContactRuleKind.MUST_NOT, reason=WHY)
    assert all(rule_broken(person, channel) for channel in Channel.values)


def test_an_ended_rule_forbids_nothing_from_the_next_day(worker, person, no_letters):
    actions.end_safe_contact(actor=worker, row_id=no_letters.pk, until_on=clock.today())
    assert rule_broken(person, Channel.LETTER) == no_letters
    assert rule_broken(person, Channel.LETTER, on=clock.today() + timedelta(days=1)) is None


def test_a_reason_given_where_no_rule_is_broken_is_no_override(worker, person):
    assert prepare(worker, person, override_reason="Just in case").override_reason == ""


def test_another_team_and_an_auditor_prepare_nothing(outsider, auditor, case):
    with pytest.raises(Person.DoesNotExist):
        prepare(outsider, case.person)
    with pytest.raises(PermissionDenied):
        prepare(auditor, case.person)
