"""Accounts, teams and roles. Sign-in and password acts belong to the sign-in library and are audited by its adapter."""

from uuid import UUID

from django.db import transaction

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
from accounts.models import TEAM_ROLES, Membership, Team, User
from accounts.permissions import can_be_first_administrator, can_change_own_details, can_manage_accounts
from accounts.rules import Role
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


@transaction.atomic
def add_user(
    *,
    actor: User,
    email: str,
    name: str,
    password: str | None = None,
    job_title: str = "",
    organisation_name: str = "",
) -> User:
    """Add somebody who can sign in. Raises PermissionDenied or EmailInUse."""
    require(can_manage_accounts, actor)
    if User.objects.filter(email__iexact=email).exists():
        raise EmailInUse
    user = User.objects.create_user(
        email,
        password,
        name=name,
        job_title=job_title,
        organisation_name=organisation_name,
        date_joined=clock.now(),
    )
    record(Event.USER_ADDED, actor=actor, subject=user)
    return user


@transaction.atomic
def add_first_administrator(*, actor: User, password: str) -> User:
    """Keep `actor`, who is not saved yet, as the first administrator. Raises AdministratorExists or EmailInUse."""
    if not can_be_first_administrator(actor):
        raise AdministratorExists
    require(can_be_first_administrator, actor)
    if User.objects.filter(email__iexact=actor.email).exists():
        raise EmailInUse
    actor.set_password(password)
    actor.save(force_insert=True)
    Membership.objects.create(user=actor, role=Role.ADMINISTRATOR, started_at=clock.now())
    record(Event.USER_ADDED, actor=actor, subject=actor, first_administrator=True)
    return actor


@transaction.atomic
def change_user(
    *,
    actor: User,
    user_id: UUID,
    name: str,
    email: str,
    job_title: str,
    organisation_name: str,
    is_active: bool,
) -> User:
    """Change an account, or shut it: somebody who may not sign in keeps their name on what they did.

    Raises PermissionDenied, EmailInUse or LastAdministrator.
    """
    require(can_manage_accounts, actor)
    user = User.objects.select_for_update().get(pk=user_id)
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise EmailInUse
    if user.is_active and not is_active and _is_last_administrator(user):
        raise LastAdministrator
    user.name, user.email, user.job_title = name, email.lower(), job_title
    user.organisation_name, user.is_active = organisation_name, is_active
    user.save(update_fields=["name", "email", "job_title", "organisation_name", "is_active"])
    record(Event.USER_CHANGED, actor=actor, subject=user, is_active=is_active)
    return user


@transaction.atomic
def change_own_details(
    *, actor: User, name: str, job_title: str = "", telephone: str = "", shortcuts_on: bool = True
) -> User:
    """Change what others see of oneself, and whether single keys are shortcuts. Raises PermissionDenied."""
    require(can_change_own_details, actor)
    user = User.objects.select_for_update().get(pk=actor.pk)
    user.name, user.job_title = name, job_title
    user.telephone, user.shortcuts_on = telephone, shortcuts_on
    user.save(update_fields=["name", "job_title", "telephone", "shortcuts_on"])
    record(Event.USER_CHANGED, actor=actor, subject=user)
    return user


@transaction.atomic
def add_team(*, actor: User, name: str, is_front_door: bool = False) -> Team:
    """Add a team. Raises PermissionDenied or TeamNameInUse."""
    require(can_manage_accounts, actor)
    if Team.objects.filter(name__iexact=name).exists():
        raise TeamNameInUse
    team = Team.objects.create(name=name, is_front_door=is_front_door)
    record(Event.TEAM_ADDED, actor=actor, subject=team)
    return team


@transaction.atomic
def close_team(*, actor: User, team_id: UUID) -> Team:
    """Nobody joins it from now on, and no case comes to it. Raises PermissionDenied or TeamInUse."""
    require(can_manage_accounts, actor)
    team = Team.objects.select_for_update().get(pk=team_id)
    if team.memberships.filter(ended_at=None).exists():
        raise TeamInUse
    team.closed_at = team.closed_at or clock.now()
    team.save(update_fields=["closed_at"])
    record(Event.TEAM_CLOSED, actor=actor, subject=team)
    return team


@transaction.atomic
def add_membership(*, actor: User, user_id: UUID, role: Role, team_id: UUID | None = None) -> Membership:
    """Give a role, in a team where the role belongs to one.

    Raises PermissionDenied, AlreadyHasRole, RoleNeedsTeam, RoleHasNoTeam or TeamIsClosed.
    """
    require(can_manage_accounts, actor)
    user = User.objects.select_for_update().get(pk=user_id)
    if role in TEAM_ROLES and team_id is None:
        raise RoleNeedsTeam
    if role not in TEAM_ROLES and team_id is not None:
        raise RoleHasNoTeam
    if team_id and not Team.objects.filter(pk=team_id, closed_at=None).exists():
        raise TeamIsClosed
    held = user.running_memberships
    if any(membership.role == role and membership.team_id == team_id for membership in held):
        raise AlreadyHasRole
    membership = Membership.objects.create(user=user, role=role, team_id=team_id, started_at=clock.now())
    record(Event.MEMBERSHIP_ADDED, actor=actor, subject=user, role=role, team=str(team_id) if team_id else "")
    return membership


@transaction.atomic
def end_membership(*, actor: User, membership_id: UUID) -> Membership:
    """Take a role away, now. Raises PermissionDenied or LastAdministrator."""
    require(can_manage_accounts, actor)
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership_id)
    )
    if membership.role == Role.ADMINISTRATOR and _is_last_administrator(membership.user):
        raise LastAdministrator
    membership.ended_at = membership.ended_at or clock.now()
    membership.save(update_fields=["ended_at"])
    record(Event.MEMBERSHIP_ENDED, actor=actor, subject=membership.user, role=membership.role)
    return membership


def _is_last_administrator(user: User) -> bool:
    running = Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True)
    return running.filter(user=user).exists() and not running.exclude(user=user).exists()
