import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.nhs_numbers import is_nhs_number, tidied


@pytest.mark.parametrize("number", ["9434765919", "4010232137", "9999999999"])
def test_a_number_with_its_right_check_digit(number):
    assert is_nhs_number(number)


@pytest.mark.parametrize(
    "number", ["", "943476591", "94347659190", "9434765918", "943476591٩", "0000000010", "１234567890"]
)
def test_what_is_no_nhs_number(number):
    assert not is_nhs_number(number)


@given(st.from_regex(r"[0-9]{10}", fullmatch=True), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, by):
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert not (is_nhs_number(number) and is_nhs_number(wrong))


def test_spaces_and_hyphens_are_how_people_write_it():
    assert tidied("943 476-5919") == "9434765919"
