"""The library adds and removes second steps; these acts stand beside it, in the same transaction, and say so."""

from uuid import UUID

from django.db import transaction

from accounts.models import RecoveryCode, User
from accounts.permissions import can_change_own_details, can_reset_second_step
from accounts.second_steps import CODES, digest_of, forget, has_second_step, new_recovery_code
from accounts.sessions import end_sessions
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


@transaction.atomic
def note_second_step_added(*, actor: User, kind: str) -> None:
    """Say that an app or passkey was added. Raises PermissionDenied."""
    require(can_change_own_details, actor)
    record(Event.SECOND_STEP_ADDED, actor=actor, subject=actor, kind=kind)


@transaction.atomic
def note_second_step_removed(*, actor: User, kind: str, current_key: str) -> None:
    """Say that one was removed, sign out everywhere else, and drop the codes that stood in for it."""
    require(can_change_own_details, actor)
    if not has_second_step(actor):
        forget(actor)
    end_sessions(actor, but=current_key)
    record(Event.SECOND_STEP_REMOVED, actor=actor, subject=actor, kind=kind)


@transaction.atomic
def make_recovery_codes(*, actor: User) -> list[str]:
    """New codes in place of all earlier ones. They are shown once: only their digests are kept."""
    require(can_change_own_details, actor)
    codes = [new_recovery_code() for _ in range(CODES)]
    User.objects.select_for_update().get(pk=actor.pk)
    RecoveryCode.objects.filter(user=actor).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=actor, digest=digest_of(code)) for code in codes)
    record(Event.RECOVERY_CODES_MADE, actor=actor, subject=actor)
    return codes


@transaction.atomic
def use_recovery_code(*, actor: User, code: str) -> bool:
    """Whether this is an unused code of theirs; it is used now. Of two who send it at once, one is let in."""
    require(can_change_own_details, actor)
    own = RecoveryCode.objects.filter(user=actor, digest=digest_of(code), used_at=None)
    if not own.update(used_at=clock.now()):
        return False
    left = RecoveryCode.objects.filter(user=actor, used_at=None).count()
    record(Event.RECOVERY_CODE_USED, actor=actor, subject=actor, left=left)
    return True


@transaction.atomic
def reset_second_step(*, actor: User, user_id: UUID, reason: str) -> User:
    """Take somebody's second steps away, so that they set up a new one; signs them out everywhere.

    Raises PermissionDenied, for one's own too.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    require(can_reset_second_step, actor, user)
    forget(user)
    end_sessions(user)
    record(Event.SECOND_STEP_RESET, actor=actor, subject=user, reason=reason)
    return user
