from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from accounts import actions
from accounts.errors import (
    AdministratorExists,
    AlreadyHasRole,
    EmailInUse,
    LastAdministrator,
    RoleHasNoTeam,
    RoleNeedsTeam,
    TeamInUse,
    TeamIsClosed,
    TeamNameInUse,
)
from accounts.models import Membership, User
from accounts.rules import Role
from audit.events import Event
from audit.models import AuditEntry

DETAILS = {"job_title": "", "organisation_name": "", "is_active": True}


def events():
    return list(AuditEntry.objects.values_list("event", flat=True))


def test_an_administrator_adds_somebody_who_then_signs_in(client, administrator):
    actions.add_user(
        actor=administrator, email="New@Council.example", name="New Name", password="a long passphrase"
    )
    client.post("/accounts/login/", {"login": "new@council.example", "password": "a long passphrase"})
    assert events() == [Event.USER_ADDED, Event.SIGNED_IN]


def test_an_email_address_signs_in_one_person(administrator, worker):
    with pytest.raises(EmailInUse):
        actions.add_user(actor=administrator, email=worker.email.upper(), name="Twin")
    with pytest.raises(EmailInUse):
        actions.change_user(
            actor=administrator, user_id=administrator.pk, name="A", email=worker.email.upper(), **DETAILS
        )


@pytest.mark.parametrize("who", ["worker", "sam", "manager", "auditor", "advocate", "analyst", "front_door"])
def test_only_an_administrator_manages_accounts(cast, north, who):
    actor = getattr(cast, who)
    membership = cast.worker.memberships.get()
    for attempt in (
        lambda: actions.add_user(actor=actor, email="x@council.example", name="X"),
        lambda: actions.change_user(actor=actor, user_id=actor.pk, name="X", email=actor.email, **DETAILS),
        lambda: actions.add_team(actor=actor, name="X"),
        lambda: actions.close_team(actor=actor, team_id=north.pk),
        lambda: actions.add_membership(actor=actor, user_id=actor.pk, role=Role.AUDITOR),
        lambda: actions.end_membership(actor=actor, membership_id=membership.pk),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert events() == []


def test_a_role_is_given_once_and_taken_away(administrator, analyst, north):
    given = actions.add_membership(actor=administrator, user_id=analyst.pk, role=Role.SAM, team_id=north.pk)
    with pytest.raises(AlreadyHasRole):
        actions.add_membership(actor=administrator, user_id=analyst.pk, role=Role.SAM, team_id=north.pk)
    actions.end_membership(actor=administrator, membership_id=given.pk)
    assert User.objects.get(pk=analyst.pk).roles == {Role.ANALYST}
    assert events() == [Event.MEMBERSHIP_ADDED, Event.MEMBERSHIP_ENDED]


def test_a_role_stands_where_it_belongs(administrator, analyst, north):
    with pytest.raises(RoleNeedsTeam):
        actions.add_membership(actor=administrator, user_id=analyst.pk, role=Role.SAM)
    with pytest.raises(RoleHasNoTeam):
        actions.add_membership(actor=administrator, user_id=analyst.pk, role=Role.AUDITOR, team_id=north.pk)


def test_the_last_administrator_stays(administrator):
    with pytest.raises(LastAdministrator):
        actions.end_membership(actor=administrator, membership_id=administrator.memberships.get().pk)
    shut = {**DETAILS, "is_active": False}
    with pytest.raises(LastAdministrator):
        actions.change_user(
            actor=administrator, user_id=administrator.pk, name="A", email="a@b.example", **shut
        )


def test_somebody_shut_out_sees_nothing_more(client, administrator, worker, case):
    client.force_login(worker)
    actions.change_user(
        actor=administrator,
        user_id=worker.pk,
        name="Wyn",
        email=worker.email,
        **{**DETAILS, "is_active": False},
    )
    assert client.get(f"/people/{case.person_id}/").status_code == 302


def test_teams_are_added_and_closed(administrator, worker, north):
    with pytest.raises(TeamNameInUse):
        actions.add_team(actor=administrator, name="NORTH")
    with pytest.raises(TeamInUse):
        actions.close_team(actor=administrator, team_id=north.pk)
    team = actions.add_team(actor=administrator, name="West")
    actions.close_team(actor=administrator, team_id=team.pk)
    with pytest.raises(TeamIsClosed):
        actions.add_membership(actor=administrator, user_id=worker.pk, role=Role.SAM, team_id=team.pk)
    assert events() == [Event.TEAM_ADDED, Event.TEAM_CLOSED]


def test_everybody_changes_their_own_details_and_no_more(worker):
    actions.change_own_details(actor=worker, name="Ŵyn", telephone="029", shortcuts_on=False)
    worker.refresh_from_db()
    assert (worker.name, worker.telephone, worker.shortcuts_on) == ("Ŵyn", "029", False)
    assert events() == [Event.USER_CHANGED]


def first_administrator(password, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    call_command(
        "first_administrator", "adm@council.example", "Adi", password_from_stdin=True, stdout=StringIO()
    )


def test_the_first_administrator_is_made_on_the_machine(db, monkeypatch):
    first_administrator("a long passphrase", monkeypatch)
    user = User.objects.get()
    assert user.roles == {Role.ADMINISTRATOR}
    assert user.check_password("a long passphrase")
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.actor, entry.data) == (Event.USER_ADDED, user, {"first_administrator": True})


def test_a_second_first_administrator_is_refused(administrator, monkeypatch):
    with pytest.raises(CommandError, match="There is an administrator already"):
        first_administrator("a long passphrase", monkeypatch)
    with pytest.raises(AdministratorExists):
        actions.add_first_administrator(actor=User(email="x@council.example"), password="a long passphrase")
    assert Membership.objects.count() == 1


def test_a_weak_first_password_is_refused(db, monkeypatch):
    with pytest.raises(CommandError, match="too short"):
        first_administrator("short", monkeypatch)
    assert not User.objects.exists()
