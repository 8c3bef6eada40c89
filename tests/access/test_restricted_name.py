"""The name of somebody whose record is restricted, and its reference, reach nobody who is not named on it."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from casefile.reminders import digests, finding
from people.models import Person
from tests.access.matrix import EVERYBODY, NAMED, all_rows

CANARY = "Quillfeather"
STRANGERS = [who for who in EVERYBODY if who not in NAMED]


@pytest.fixture(autouse=True)
def marked(world: SimpleNamespace, django_db_blocker: Any):
    with django_db_blocker.unblock():
        Person.objects.filter(pk=world.places["restricted"].person.pk).update(
            preferred_name=CANARY,
            given_names="Zofia",
            family_name=CANARY,
            other_names=CANARY,
            search_name=f"zofia {CANARY.lower()}",
            nhs_number="9434765919",
        )
        yield


def secrets(place: Any) -> list[str]:
    return [CANARY, CANARY.lower(), place.case.reference, place.concern.reference]


def told(response: Any, place: Any) -> list[str]:
    said = response.content.decode(errors="replace") + str(dict(response.headers))
    return [secret for secret in secrets(place) if secret in said]


@pytest.mark.parametrize("who", STRANGERS)
def test_no_page_tells_a_stranger(who: str, world: SimpleNamespace):
    place = world.places["restricted"]
    client = Client()
    client.force_login(getattr(world.cast, who))
    wrong = []
    for row in all_rows():
        if row.has_tests_of_its_own or row.ends_at_sign_in or "GET" not in row.methods.split():
            continue
        with transaction.atomic():
            path = reverse(row.name, kwargs=row.arguments_in(place))
        for extra in ({}, {"HTTP_HX_REQUEST": "true"}):
            with transaction.atomic():
                response = client.get(path, **extra)
                transaction.set_rollback(True)
            wrong += [f"{row.name}: {secret}" for secret in told(response, place)]
    assert wrong == []


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("people:find", {"name": "Zofia"}),
        ("people:find", {"name": "943 476 5919"}),
        ("casefile:search", {"q": "Zofia"}),
    ],
)
def test_no_search_finds_them(who: str, page: str, typed: dict[str, str], world: SimpleNamespace):
    place = world.places["restricted"]
    client = Client()
    client.force_login(getattr(world.cast, who))
    for extra in ({}, {"HTTP_HX_REQUEST": "true"}):
        with transaction.atomic():
            response = client.post(reverse(page), typed, **extra)
            transaction.set_rollback(True)
        assert told(response, place) == []


def test_no_email_names_them(world: SimpleNamespace):
    with transaction.atomic():
        finding.find_due()
        digests.send_due()
        transaction.set_rollback(True)
    place = world.places["restricted"]
    said = " ".join(letter.subject + letter.body for letter in mail.outbox)
    assert [secret for secret in secrets(place) if secret in said] == []
