from typing import Any

import accounts.actions
from accounts.models import Membership, Team
from accounts.rules import Role
from tests.access.matrix import ADMINISTRATOR, EVERYBODY, Place, Row, once_for_each_place
from tests.cast import make_user

REST = [who for who in EVERYBODY if who != ADMINISTRATOR]


@once_for_each_place
def team(place: Place) -> Team:
    return accounts.actions.add_team(actor=place.cast.administrator, name=f"Team of {place.case.pk}")


@once_for_each_place
def membership(place: Place) -> Membership:
    newcomer = make_user(f"{place.case.pk}@council.example", "Newcomer")
    return accounts.actions.add_membership(
        actor=place.cast.administrator, user_id=newcomer.pk, role=Role.SAM, team_id=team(place).pk
    )


def account(place: Place) -> dict[str, Any]:
    return {"user_id": place.cast.analyst.pk}


def held(place: Place) -> dict[str, Any]:
    given = membership(place)
    return {"user_id": given.user_id, "membership_id": given.pk}


def one_team(place: Place) -> dict[str, Any]:
    return {"team_id": team(place).pk}


def session(place: Place) -> dict[str, Any]:
    """Theirs; nobody else is told that it exists."""
    return {"session_id": place.cast.administrator.sessions.first().public_id}


FOR_ADMINISTRATORS: dict[str, Any] = {"lets": [ADMINISTRATOR], "refuses": REST, "is_of_a_case": False}
ROWS = [
    Row("accounts:profile", lets=EVERYBODY),
    Row("accounts:signed-in", lets=EVERYBODY, methods="GET"),
    Row("accounts:end-session", session, lets=[ADMINISTRATOR], methods="POST", is_of_a_case=False),
    Row("accounts:end-other-sessions", lets=EVERYBODY, methods="POST"),
    Row("accounts:end-sessions", account, **FOR_ADMINISTRATORS),
    Row("accounts:reset-second-step", account, **FOR_ADMINISTRATORS),
    Row("accounts:users", **FOR_ADMINISTRATORS, methods="GET"),
    Row("accounts:add-user", **FOR_ADMINISTRATORS),
    Row("accounts:user", account, **FOR_ADMINISTRATORS, methods="GET"),
    Row("accounts:change-user", account, **FOR_ADMINISTRATORS),
    Row("accounts:add-membership", account, **FOR_ADMINISTRATORS),
    Row("accounts:end-membership", held, **FOR_ADMINISTRATORS),
    Row("accounts:teams", **FOR_ADMINISTRATORS, methods="GET"),
    Row("accounts:add-team", **FOR_ADMINISTRATORS),
    Row("accounts:close-team", one_team, **FOR_ADMINISTRATORS),
]
