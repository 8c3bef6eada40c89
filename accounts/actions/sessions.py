from uuid import UUID

from django.db import transaction

from accounts.models import SignedInSession, User
from accounts.permissions import can_end_own_sessions, can_manage_accounts
from accounts.sessions import end_sessions
from audit.actions import record
from audit.errors import require
from audit.events import Event


@transaction.atomic
def end_session(*, actor: User, session_id: UUID) -> None:
    """Sign oneself out in one place. Raises PermissionDenied or DoesNotExist."""
    require(can_end_own_sessions, actor)
    SignedInSession.objects.select_for_update().get(user=actor, public_id=session_id).delete()
    record(Event.SESSIONS_ENDED, actor=actor, subject=actor, places=1)


@transaction.atomic
def end_other_sessions(*, actor: User, current_key: str) -> int:
    """Sign oneself out everywhere but in the session with this key; says from how many places."""
    require(can_end_own_sessions, actor)
    places = end_sessions(actor, but=current_key)
    record(Event.SESSIONS_ENDED, actor=actor, subject=actor, places=places)
    return places


@transaction.atomic
def end_sessions_of(*, actor: User, user_id: UUID) -> int:
    """Sign somebody else out everywhere, as after a lost telephone. Raises PermissionDenied."""
    require(can_manage_accounts, actor)
    user = User.objects.select_for_update().get(pk=user_id)
    places = end_sessions(user)
    record(Event.SESSIONS_ENDED, actor=actor, subject=user, places=places)
    return places
