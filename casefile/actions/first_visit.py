from django.db import transaction

from accounts.models import User
from accounts.permissions import can_change_own_details
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event


@transaction.atomic
def finish_first_visit(*, actor: User) -> User:
    """Show the guide of the first visit no more. Raises PermissionDenied."""
    require(can_change_own_details, actor, actor)
    actor.first_visit_done_at = actor.first_visit_done_at or clock.now()
    actor.save(update_fields=["first_visit_done_at"])
    record(Event.USER_CHANGED, actor=actor, subject=actor, what="first visit")
    return actor
