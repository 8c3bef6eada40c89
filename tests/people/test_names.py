from datetime import date

import pytest

from people.names import also_called, date_slips, folded, same_name, search_name


@pytest.mark.parametrize(
    ("written", "found_as"),
    [
        ("Siân Ŵyn", "sian wyn"),
        ("Łucja Żółć", "lucja zolc"),
        ("O’Neill-Straße", "oneill strasse"),
        ("  Nguyễn   Thị ", "nguyen thi"),
        ("Zofia 🌷", "zofia"),
    ],
)
def test_names_are_found_without_their_accents(written, found_as):
    assert folded(written) == found_as


def test_a_name_said_twice_is_searched_once():
    assert search_name("Olwen", "Olwen Mair", "Tarrable") == "olwen mair tarrable"


def test_peggy_is_margaret_and_margaret_is_peggy():
    assert "margaret" in also_called("peggy")
    assert "peggy" in also_called("margaret")


def test_slips_of_a_date_of_birth():
    slips = date_slips(date(1947, 3, 4))
    assert {
        date(1947, 4, 3),
        date(1974, 3, 4),
        date(1946, 3, 4),
        date(1957, 3, 4),
        date(1947, 3, 14),
    } <= slips
    assert date(1950, 3, 4) not in slips


def test_slips_of_a_leap_day_are_real_dates():
    assert date(1948, 2, 29) in date_slips(date(1948, 2, 29))


@pytest.mark.parametrize(
    ("rule", "recipient", "same"),
    [
        ("her grandson Gareth", "Gareth Tarrable", True),
        ("Mr G. Tarrable", "The Tarrable family", True),
        ("Bill", "William Jones", True),
        ("her grandson", "her daughter", False),
        ("Gareth", "", False),
    ],
)
def test_who_must_not_be_told_is_known_by_any_of_their_names(rule, recipient, same):
    assert same_name(rule, recipient) is same
