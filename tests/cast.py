"""The people of the tests. Each always means the same thing, in every test.

Two teams, north and south, and a front door. Rows are made by the product's own acts.
"""

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Team, User
from accounts.rules import Role

PASSWORD = "a long invented passphrase"


@cache
def hashed_password() -> str:
    """The password's hash, made once a run: a good hash is slow by intent."""
    return make_password(PASSWORD)


def make_user(email: str, name: str, *roles: tuple[Role, Team | None]) -> User:
    user = User.objects.create(email=email, password=hashed_password(), name=name)
    for role, team in roles:
        Membership.objects.create(user=user, role=role, team=team)
    return user


@pytest.fixture
def front_door_team(db: Any) -> Team:
    return Team.objects.create(name="Front door", is_front_door=True)


@pytest.fixture
def north(db: Any) -> Team:
    return Team.objects.create(name="North")


@pytest.fixture
def south(db: Any) -> Team:
    return Team.objects.create(name="South")


@pytest.fixture
def front_door(front_door_team: Team) -> User:
    return make_user("fay@council.example", "Fay Door", (Role.FRONT_DOOR, front_door_team))


@pytest.fixture
def worker(north: Team) -> User:
    """A social worker of the north team."""
    return make_user("wyn@council.example", "Wyn Worker", (Role.SOCIAL_WORKER, north))


@pytest.fixture
def colleague(north: Team) -> User:
    """Another social worker of the north team, allocated to nothing."""
    return make_user("cai@council.example", "Cai Colleague", (Role.SOCIAL_WORKER, north))


@pytest.fixture
def sam(north: Team) -> User:
    """The north team's safeguarding adults manager."""
    return make_user("sam@council.example", "Sam Manager", (Role.SAM, north))


@pytest.fixture
def outsider(south: Team) -> User:
    """A social worker of the other team."""
    return make_user("odd@council.example", "Odd Outsider", (Role.SOCIAL_WORKER, south))


@pytest.fixture
def manager(db: Any) -> User:
    return make_user("mel@council.example", "Mel Service", (Role.SERVICE_MANAGER, None))


@pytest.fixture
def analyst(db: Any) -> User:
    return make_user("ana@council.example", "Ana Lyst", (Role.ANALYST, None))


@pytest.fixture
def advocate(db: Any) -> User:
    """An advocate with no instruction; `instructed_case` gives them one."""
    return make_user("ada@advocacy.example", "Ada Vocate", (Role.ADVOCATE, None))


@pytest.fixture
def other_advocate(db: Any) -> User:
    return make_user("avi@advocacy.example", "Avi Other", (Role.ADVOCATE, None))


@pytest.fixture
def administrator(db: Any) -> User:
    return make_user("adm@council.example", "Adi Ministrator", (Role.ADMINISTRATOR, None))


@pytest.fixture
def auditor(db: Any) -> User:
    return make_user("aud@council.example", "Aud Itor", (Role.AUDITOR, None))


@pytest.fixture
def cast(
    front_door: User,
    worker: User,
    colleague: User,
    sam: User,
    outsider: User,
    manager: User,
    analyst: User,
    advocate: User,
    other_advocate: User,
    administrator: User,
    auditor: User,
) -> SimpleNamespace:
    """Everybody at once."""
    return SimpleNamespace(
        front_door=front_door,
        worker=worker,
        colleague=colleague,
        sam=sam,
        outsider=outsider,
        manager=manager,
        analyst=analyst,
        advocate=advocate,
        other_advocate=other_advocate,
        administrator=administrator,
        auditor=auditor,
    )
