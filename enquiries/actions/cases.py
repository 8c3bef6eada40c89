from uuid import UUID

from django.db import transaction

from accounts.models import Team, User
from accounts.rules import Role
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import AllocationRole
from enquiries.errors import AlreadyAllocated, AlreadyNamed, NotASam
from enquiries.models import Allocation, Case, CaseAccess
from enquiries.permissions import can_allocate, can_restrict_case


def _locked(actor: User, case_id: UUID) -> Case:
    return Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)


@transaction.atomic
def pass_case(*, actor: User, case_id: UUID, team_id: UUID, reason: str) -> Case:
    """Pass the case to another team; its allocations end. Raises PermissionDenied."""
    case = _locked(actor, case_id)
    require(can_allocate, actor, case)
    team = Team.objects.get(pk=team_id, closed_at=None)
    if team.pk == case.team_id:
        return case
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

    Raises PermissionDenied, AlreadyAllocated, or NotASam where the role asks for one.
    """
    case = _locked(actor, case_id)
    require(can_allocate, actor, case)
    user = User.objects.get(pk=user_id, is_active=True)
    if role == AllocationRole.SAM and not user.has_role(Role.SAM):
        raise NotASam
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
    """End an allocation now. Raises PermissionDenied."""
    allocation: Allocation = (
        Allocation.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=allocation_id)
    )
    require(can_allocate, actor, allocation.case)
    allocation.ended_at = allocation.ended_at or clock.now()
    allocation.save(update_fields=["ended_at"])
    record(Event.ALLOCATION_ENDED, actor=actor, subject=allocation.case, reason=reason, role=allocation.role)
    return allocation


@transaction.atomic
def restrict_case(*, actor: User, case_id: UUID, reason: str) -> Case:
    """Shut the case to everyone but named people: from now `actor` and whoever is allocated, whatever their role.

    Its person and concerns are shut with it. Raises PermissionDenied.
    """
    case = _locked(actor, case_id)
    require(can_restrict_case, actor, case)
    named = {actor.pk, *case.allocations.filter(ended_at=None).values_list("user_id", flat=True)}
    for user_id in named:
        _name(case, user_id, actor, reason)
    case.restricted = True
    case.save(update_fields=["restricted"])
    case.concerns.update(restricted=True)
    case.person.restricted = True
    case.person.save(update_fields=["restricted"])
    record(Event.CASE_RESTRICTED, actor=actor, subject=case, reason=reason)
    return case


@transaction.atomic
def name_on_case(*, actor: User, case_id: UUID, user_id: UUID, reason: str) -> CaseAccess:
    """Name one more user who may see a restricted case. Raises PermissionDenied or AlreadyNamed."""
    case = _locked(actor, case_id)
    require(can_restrict_case, actor, case)
    if case.named_access.filter(user_id=user_id).exists():
        raise AlreadyNamed
    access = _name(case, user_id, actor, reason)
    record(Event.ACCESS_NAMED, actor=actor, subject=case, reason=reason, user=str(user_id))
    return access


def _name(case: Case, user_id: UUID, by: User, reason: str) -> CaseAccess:
    given = {"reason": reason, "given_by": by, "started_at": clock.now()}
    case.person.named_access.get_or_create(user_id=user_id, defaults=given)
    return case.named_access.get_or_create(user_id=user_id, defaults=given)[0]
