from uuid import UUID

from django.db import transaction

from accounts.errors import TeamInUse, TeamNameInUse
from accounts.models import Team, User
from accounts.permissions import can_manage_accounts
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


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
