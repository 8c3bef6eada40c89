"""Accounts, teams and roles. Sign-in and password acts belong to the sign-in library and are audited by its adapter."""

from uuid import UUID

from django.db import transaction

from accounts.errors import AlreadyHasRole, EmailInUse
from accounts.models import Membership, Team, User
from accounts.permissions import can_manage_accounts
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
def add_team(*, actor: User, name: str, is_front_door: bool = False) -> Team:
    """Add a team. Raises PermissionDenied."""
    require(can_manage_accounts, actor)
    team = Team.objects.create(name=name, is_front_door=is_front_door)
    record(Event.TEAM_ADDED, actor=actor, subject=team)
    return team


@transaction.atomic
def add_membership(*, actor: User, user_id: UUID, role: Role, team_id: UUID | None = None) -> Membership:
    """Give a role, in a team where the role belongs to one. Raises PermissionDenied or AlreadyHasRole."""
    require(can_manage_accounts, actor)
    user = User.objects.select_for_update().get(pk=user_id)
    held = user.running_memberships
    if any(membership.role == role and membership.team_id == team_id for membership in held):
        raise AlreadyHasRole
    membership = Membership.objects.create(user=user, role=role, team_id=team_id, started_at=clock.now())
    record(Event.MEMBERSHIP_ADDED, actor=actor, subject=user, role=role, team=str(team_id) if team_id else "")
    return membership


@transaction.atomic
def end_membership(*, actor: User, membership_id: UUID) -> Membership:
    """Take a role away, now. Raises PermissionDenied."""
    require(can_manage_accounts, actor)
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership_id)
    )
    membership.ended_at = membership.ended_at or clock.now()
    membership.save(update_fields=["ended_at"])
    record(Event.MEMBERSHIP_ENDED, actor=actor, subject=membership.user, role=membership.role)
    return membership
