from datetime import date

import pytest

from people.finding import find_people
from people.models import Person
from people.names import search_name
from tests.given import make_concern


@pytest.fixture
def people(worker):
    def add(preferred, family, other="", **fields):
        return Person.objects.create(
            preferred_name=preferred,
            family_name=family,
            other_names=other,
            search_name=search_name(preferred, family, other),
            added_by=worker,
            **fields,
        )

    return {
        "peggy": add("Peggy", "Łuczak-O'Neill", "Margaret", born_on=date(1947, 3, 4)),
        "olwen": add("Olwen", "Tŷ-Mawr", born_on=date(1939, 12, 1), nhs_number="9434765919"),
        "dafydd": add("Dafydd", "Tarrable", estimated_age=78, estimated_on=date(2025, 5, 1)),
    }


def found(user, name, born_on=None):
    return [person.preferred_name for person in find_people(user, name, born_on)]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("peggy", "Peggy"),
        ("Margaret Luczak", "Peggy"),
        ("oneil", "Peggy"),
        ("maggie", "Peggy"),
        ("Olwyn", "Olwen"),
        ("ty mawr", "Olwen"),
        ("TŶ", "Olwen"),
        ("Ol", "Olwen"),
        ("tarable", "Dafydd"),
        ("dai tarrable", "Dafydd"),
        ("943 476 5919", "Olwen"),
    ],
)
def test_people_are_found_by_what_one_remembers(people, worker, typed, is_found):
    assert found(worker, typed)[:1] == [is_found]


def test_every_word_counts(people, worker):
    assert found(worker, "peggy tarrable") == []


@pytest.mark.parametrize("typed", ["", "   ", "🌷", "%", "'; drop table"])
def test_nothing_to_look_for_finds_nobody(people, worker, typed):
    assert found(worker, typed) == []


def test_a_date_of_birth_narrows_and_forgives_slips(people, worker):
    assert found(worker, "peggy", date(1947, 4, 3)) == ["Peggy"]
    assert found(worker, "peggy", date(1960, 4, 3)) == []
    assert found(worker, "", date(1947, 3, 4)) == ["Dafydd", "Peggy"]


def test_a_restricted_person_is_found_by_the_named_only(restricted_case, manager, worker, auditor):
    assert found(manager, "zofia") == ["Zofia"]
    assert found(worker, "zofia") == found(auditor, "zofia") == []


def test_an_advocate_finds_only_the_person_who_instructed_them(
    people, instructed_case, advocate, other_advocate
):
    assert found(advocate, "olwen") == [instructed_case.person.preferred_name]
    assert found(other_advocate, "olwen") == []


def test_an_analyst_finds_nobody(people, analyst):
    assert found(analyst, "peggy") == []


def test_the_team_is_told_and_the_reference_only_to_who_may_open_it(worker, outsider, case):
    [mine] = find_people(worker, case.person.preferred_name)
    [theirs] = find_people(outsider, case.person.preferred_name)
    assert [(known.team.name, known.can_open) for known in mine.known_cases] == [("North", True)]
    assert [(known.team.name, known.can_open) for known in theirs.known_cases] == [("North", False)]


def test_a_restricted_case_does_not_show_its_team(worker, outsider, sam, case, restricted_case):
    concern = make_concern(worker, case.person, case.team)
    type(case).objects.filter(pk=concern.case_id).update(restricted=True, restriction_kind="other")
    [seen] = find_people(outsider, case.person.preferred_name)
    assert seen.known_cases == []
