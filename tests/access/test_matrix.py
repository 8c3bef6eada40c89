from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.matrix import (
    ANONYMOUS,
    EVERYBODY,
    HIDDEN,
    LET_IN,
    NO_SUCH_METHOD,
    REFUSED,
    SIGN_IN,
    Row,
    all_rows,
    all_url_names,
)


def test_every_address_has_a_row():
    listed = {row.name for row in all_rows()}
    missing = [name for name in all_url_names() if name not in listed]
    assert missing == [], f"add a row to tests/access/<app>.py (its docstring says how) for {missing}"


def test_every_row_is_of_an_address_and_of_people_who_exist():
    rows = all_rows()
    assert {row.name for row in rows} <= set(all_url_names())
    for row in rows:
        assert {*row.lets, *row.refuses, *(row.at_the_door or ())} <= set(EVERYBODY), row.name
        assert not set(row.lets) & set(row.refuses), row.name


@pytest.mark.parametrize(
    "row", [row for row in all_rows() if not row.has_tests_of_its_own], ids=lambda row: row.name
)
def test_everybody_gets_what_the_row_says(row: Row, world: SimpleNamespace, django_db_blocker: Any):
    wrong = []
    with django_db_blocker.unblock():
        for place in places_of(row):
            with transaction.atomic():  # what the address needs stays for other rows of the place
                path = reverse(row.name, kwargs=row.arguments_in(world.places[place]))
            for who in (ANONYMOUS, *EVERYBODY):
                for method in ("GET", "POST"):
                    expected, got = row.expected(who, method, place), ask(world, who, method, path)
                    if not agrees(expected, got):
                        wrong.append(f"{who}, {method}, {place}: should be {expected}, was {got}")
    assert wrong == []


def places_of(row: Row) -> list[str]:
    if not row.is_about_a_place:
        return ["open"]
    return ["open", "restricted"] + (["at the door"] if row.at_the_door is not None else [])


def ask(world: SimpleNamespace, who: str, method: str, path: str) -> str:
    """Ask as `who`, and undo whatever the asking did."""
    client = Client()
    if who != ANONYMOUS:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[who]
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL)):
        return f"{SIGN_IN} ({response.status_code})"
    names = {403: REFUSED, 404: HIDDEN, 405: NO_SUCH_METHOD}
    return f"{names.get(response.status_code, LET_IN)} ({response.status_code})"


def agrees(expected: str, got: str) -> bool:
    """Whether the answer is the expected one; a missing method may look like a missing page."""
    return got.startswith((expected, HIDDEN) if expected == NO_SUCH_METHOD else expected)
