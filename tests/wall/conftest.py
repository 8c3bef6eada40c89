"""The world of `tests/world.py`, with a row of every kind on each of its cases."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from audit.context import asking, user_asker
from tests.access.matrix import all_rows


@pytest.fixture(scope="module")
def full_world(world: SimpleNamespace, django_db_blocker: Any) -> SimpleNamespace:
    with django_db_blocker.unblock():
        for row in all_rows():
            places = ["open", "restricted"] + (["at the door"] if row.at_the_door is not None else [])
            for place in places if row.is_about_a_place else []:
                with transaction.atomic():
                    row.arguments_in(world.places[place])
    return world


@pytest.fixture
def everything(full_world: SimpleNamespace, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The full world; what a test changes in it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield full_world
        transaction.set_rollback(True)


def as_user(user: Any) -> Any:
    return asking(user_asker(user))
