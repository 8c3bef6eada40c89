"""Who may not work with a person because they are the person, or close to them."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.errors import ConflictLifted, ConflictStands, LiftedByAnother
from enquiries.models import Allocation
from enquiries.permissions import can_declare_conflict, can_manage_conflict
from people.choices import ConflictKind
from people.models import ConflictOfInterest, Person


@transaction.atomic
def declare_conflict(
    *, actor: User, person_id: UUID, user_id: UUID, kind: ConflictKind, reason: str
) -> ConflictOfInterest:
    """Record that a user is the person or close to them: at once they see nothing of the person, and work on nothing.

    Anybody may say it of themselves; a manager of the case may say it of a colleague.
    Raises PermissionDenied or ConflictStands.
    """
    own = user_id == actor.pk
    people = Person.objects.visible_to(actor, Verb.SEE_IDENTITY if own else Verb.MANAGE_CONFLICT)
    person = people.select_for_update(of=("self",)).get(pk=person_id)
    require(can_declare_conflict if own else can_manage_conflict, actor, person)
    user = User.objects.get(pk=user_id)
    if user.conflicts.standing().filter(person=person).exists():
        raise ConflictStands
    # Written before the door shuts: whoever says it of themselves ends their own work by it.
    record(Event.CONFLICT_DECLARED, actor=actor, subject=person, reason=reason, user=str(user_id), kind=kind)
    work = Allocation.objects.visible_to(actor).filter(user=user, case__person=person, ended_at=None)
    work.update(ended_at=clock.now())
    return ConflictOfInterest.objects.create(
        person=person, user=user, kind=kind, reason=reason, recorded_by=actor, recorded_at=clock.now()
    )


@transaction.atomic
def lift_conflict(*, actor: User, conflict_id: UUID, reason: str) -> ConflictOfInterest:
    """They may see the person again, as far as their work lets them.

    Raises PermissionDenied, ConflictLifted or LiftedByAnother.
    """
    theirs = ConflictOfInterest.objects.visible_to(actor, Verb.MANAGE_CONFLICT)
    conflict = theirs.select_for_update(of=("self",)).get(pk=conflict_id)
    require(can_manage_conflict, actor, conflict.person)
    if conflict.lifted_at:
        raise ConflictLifted
    if conflict.user_id == actor.pk:
        raise LiftedByAnother
    conflict.lifted_at, conflict.lifted_by, conflict.lifted_reason = clock.now(), actor, reason
    conflict.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    record(
        Event.CONFLICT_LIFTED,
        actor=actor,
        subject=conflict.person,
        reason=reason,
        user=str(conflict.user_id),
    )
    return conflict
