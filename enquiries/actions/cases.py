from uuid import UUID

from django.db import transaction

from accounts.models import Team, User
from accounts.rules import Role
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import AllocationRole
from enquiries.errors import (
    AllocationEnded,
    AlreadyAllocated,
    AlreadyThere,
    CannotWorkOnIt,
    CloseToThePerson,
    NameThemFirst,
    NotASam,
)
from enquiries.models import Allocation, Case
from enquiries.permissions import can_allocate


def _locked(actor: User, case_id: UUID) -> Case:
    return Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)


@transaction.atomic
def pass_case(*, actor: User, case_id: UUID, team_id: UUID, reason: str) -> Case:
    """Pass the case to another team; its allocations end. Raises PermissionDenied or AlreadyThere."""
    case = _locked(actor, case_id)
    require(can_allocate, actor, case)
    team = Team.objects.get(pk=team_id, closed_at=None)
    if team.pk == case.team_id:
        raise AlreadyThere
    case.allocations.filter(ended_at=None).update(ended_at=clock.now())
    former, case.team = case.team_id, team
    case.save(update_fields=["team"])
    record(Event.CASE_PASSED, actor=actor, subject=case, reason=reason, former=str(former), team=str(team.pk))
    return case


@transaction.atomic
def allocate_case(
    *, actor: User, case_id: UUID, user_id: UUID, role: AllocationRole, reason: str = ""
) -> Allocation:
    """Allocate the case; a new lead or SAM takes the place of the former.

    Raises PermissionDenied, AlreadyAllocated, CannotWorkOnIt, CloseToThePerson, NotASam where the role asks for one,
    or NameThemFirst where the case is restricted and they could not see it.
    """
    case = _locked(actor, case_id)
    require(can_allocate, actor, case)
    user = User.objects.get(pk=user_id, is_active=True)
    if role == AllocationRole.SAM and not user.has_role(Role.SAM):
        raise NotASam
    if not user.roles & {Role.SOCIAL_WORKER, Role.SAM}:
        raise CannotWorkOnIt
    if user.conflicts.standing().filter(person=case.person_id).exists():
        raise CloseToThePerson
    if case.restricted and not case.named_access.filter(user=user).exists():
        raise NameThemFirst
    running = case.allocations.filter(ended_at=None)
    if running.filter(user=user, role=role).exists():
        raise AlreadyAllocated
    if role != AllocationRole.SECOND:
        running.filter(role=role).update(ended_at=clock.now())
    allocation = Allocation.objects.create(
        case=case,
        user=user,
        role=role,
        reason=reason,
        started_at=clock.now(),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.ALLOCATED, actor=actor, subject=case, user=str(user.pk), role=role)
    return allocation


@transaction.atomic
def end_allocation(*, actor: User, allocation_id: UUID, reason: str) -> Allocation:
    """End an allocation now. Raises PermissionDenied or AllocationEnded."""
    allocation: Allocation = (
        Allocation.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=allocation_id)
    )
    require(can_allocate, actor, allocation.case)
    if allocation.ended_at:
        raise AllocationEnded
    allocation.ended_at = clock.now()
    allocation.save(update_fields=["ended_at"])
    record(Event.ALLOCATION_ENDED, actor=actor, subject=allocation.case, reason=reason, role=allocation.role)
    return allocation
