from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from people import actions
from people.errors import DiedBeforeBirth, LikelyDuplicate, NotYetBorn, NotYetDied, WrongNhsNumber
from people.models import Person
from tests.hand import Hand

NEW = {
    "preferred_name": "Peggy",
    "given_names": "Margaret",
    "family_name": "Łuczak",
    "born_on": date(1947, 3, 4),
}


def test_a_worker_adds_a_person(worker):
    person = actions.add_person(actor=worker, **NEW, nhs_number="943 476 5919")

    kept = Person.objects.get()
    assert (kept.preferred_name, kept.search_name) == ("Peggy", "peggy margaret luczak")
    assert kept.nhs_number == "9434765919"
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.actor, entry.person_id) == (Event.PERSON_ADDED, worker, person.pk)


@pytest.mark.parametrize("who", ["analyst", "advocate", "administrator", "auditor"])
def test_who_may_not_add_writes_nothing(cast, who):
    with pytest.raises(PermissionDenied):
        actions.add_person(actor=getattr(cast, who), **NEW)
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "The name is the same"),
        (
            {"preferred_name": "Maggie", "given_names": ""},
            "The name is a short or other form of the same name",
        ),
        ({"family_name": "Lucszak"}, "The name is spelt nearly the same"),
        ({"born_on": date(1947, 4, 3)}, "The date of birth is easily mistaken for it: 4 March 1947"),
        ({"born_on": None, "estimated_age": 78, "estimated_on": date(2025, 5, 1)}, "The age fits"),
    ],
)
def test_a_likely_duplicate_is_shown_with_why_we_think_so(worker, changes, reason):
    known = actions.add_person(actor=worker, **NEW)
    with pytest.raises(LikelyDuplicate) as refusal:
        actions.add_person(actor=worker, **{**NEW, **changes})
    [match] = refusal.value.matches
    assert match.person == known
    assert reason in match.reasons
    assert Person.objects.count() == 1


def test_somebody_else_of_the_same_name_is_added_when_looked_at(worker):
    known = actions.add_person(actor=worker, **NEW)
    actions.add_person(actor=worker, different_from=[known.pk], **NEW)
    assert Person.objects.count() == 2
    assert AuditEntry.objects.last().data == {"different_from": [str(known.pk)]}


def test_another_year_of_birth_is_another_person(worker):
    actions.add_person(actor=worker, **NEW)
    actions.add_person(actor=worker, **{**NEW, "born_on": date(1962, 8, 19)})
    assert Person.objects.count() == 2


def test_the_same_nhs_number_is_the_same_person_whatever_the_name(worker):
    actions.add_person(actor=worker, **NEW, nhs_number="9434765919")
    with pytest.raises(LikelyDuplicate) as refusal:
        actions.add_person(actor=worker, preferred_name="Jolanta", nhs_number="9434765919")
    assert refusal.value.matches[0].reasons == ["They have the same NHS number"]


def test_a_restricted_person_is_not_given_away_as_a_duplicate(worker, restricted_case):
    hidden = restricted_case.person
    actions.add_person(actor=worker, preferred_name=hidden.preferred_name, family_name=hidden.family_name)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"born_on": clock.today() + timedelta(days=1)}, NotYetBorn),
        ({"died_on": clock.today() + timedelta(days=1)}, NotYetDied),
        ({"died_on": date(1947, 3, 3)}, DiedBeforeBirth),
        ({"nhs_number": "9434765918"}, WrongNhsNumber),
    ],
)
def test_what_cannot_be_is_refused(worker, changes, refusal):
    with pytest.raises(refusal):
        actions.add_person(actor=worker, **{**NEW, **changes})
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(("who", "told"), [("front_door", True), ("sam", True), ("worker", False)])
def test_only_those_whom_the_policy_names_are_told_that_a_restricted_record_may_exist(
    who, told, cast, restricted_case
):
    type(restricted_case.person).objects.filter(pk=restricted_case.person_id).update(born_on=date(1948, 3, 3))
    hand = Hand(getattr(cast, who))
    hand.open("/people/add/")
    typed = {
        "preferred_name": "Zofia",
        "given_names": "Zofia",
        "family_name": "Tarrable",
        "birth": "exact",
        "born_on-day": "3",
        "born_on-month": "3",
        "born_on-year": "1948",
    }
    sent = hand.send("/people/add/", **typed)
    assert sent.status_code == (422 if told else 302)
    assert ("restricted record may be" in sent.text) is told
    assert restricted_case.reference not in sent.text
    assert AuditEntry.objects.filter(event="restricted-hinted").exists() is told
