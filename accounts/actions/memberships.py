from uuid import UUID

from django.db import transaction

from accounts.administrators import is_last_administrator
from accounts.errors import AlreadyHasRole, LastAdministrator, RoleHasNoTeam, RoleNeedsTeam, TeamIsClosed
from accounts.models import TEAM_ROLES, Membership, Team, User
from accounts.permissions import can_manage_accounts
from accounts.rules import Role
from accounts.sessions import end_sessions
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


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
    end_sessions(user)
    record(Event.MEMBERSHIP_ADDED, actor=actor, subject=user, role=role, team=str(team_id) if team_id else "")
    return membership


@transaction.atomic
def end_membership(*, actor: User, membership_id: UUID) -> Membership:
    """Take a role away, now. Raises PermissionDenied or LastAdministrator."""
    require(can_manage_accounts, actor)
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership_id)
    )
    if membership.role == Role.ADMINISTRATOR and is_last_administrator(membership.user):
        raise LastAdministrator
    membership.ended_at = membership.ended_at or clock.now()
    membership.save(update_fields=["ended_at"])
    end_sessions(membership.user)
    record(Event.MEMBERSHIP_ENDED, actor=actor, subject=membership.user, role=membership.role)
    return membership
