from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.context import SYSTEM, asking
from audit.errors import require
from audit.events import Event
from enquiries.choices import RestrictionKind
from enquiries.errors import (
    AlreadyNamed,
    AlreadyRestricted,
    CloseToThePerson,
    KeepSomebodyNamed,
    NotRestricted,
)
from enquiries.models import Case, CaseAccess
from enquiries.permissions import can_restrict_case
from people.models import Person


@transaction.atomic
def restrict_case(
    *, actor: User, case_id: UUID, reason: str, kind: RestrictionKind = RestrictionKind.OTHER
) -> Case:
    """Shut the case to everyone but named people: from now `actor` and whoever is allocated, whatever their role.

    Its person and concerns are shut with it. Raises PermissionDenied or AlreadyRestricted.
    """
    case = _locked(actor, case_id)
    if case.restricted:
        raise AlreadyRestricted
    named = {actor.pk, *case.allocations.filter(ended_at=None).values_list("user_id", flat=True)}
    for user_id in named:
        _name(case, user_id, actor, reason)
    _set_restricted(case, kind)
    record(Event.CASE_RESTRICTED, actor=actor, subject=case, reason=reason, kind=RestrictionKind(kind).value)
    return case


@transaction.atomic
def unrestrict_case(*, actor: User, case_id: UUID, reason: str) -> Case:
    """Open the case again to those whose work it is, and its person unless another case of theirs is restricted.

    The names go: a later restriction begins anew. Raises PermissionDenied or NotRestricted.
    """
    case = _locked(actor, case_id)
    if not case.restricted:
        raise NotRestricted
    _set_restricted(case, "")
    case.named_access.all().delete()
    if not case.person.restricted:
        case.person.named_access.all().delete()
    record(Event.CASE_UNRESTRICTED, actor=actor, subject=case, reason=reason)
    return case


@transaction.atomic
def name_on_case(*, actor: User, case_id: UUID, user_id: UUID, reason: str) -> CaseAccess:
    """Name one more user who may see a restricted case.

    Raises PermissionDenied, NotRestricted, AlreadyNamed or CloseToThePerson.
    """
    case = _locked(actor, case_id)
    if not case.restricted:
        raise NotRestricted
    if case.named_access.filter(user_id=user_id).exists():
        raise AlreadyNamed
    user = User.objects.get(pk=user_id, is_active=True)
    if user.conflicts.standing().filter(person=case.person_id).exists():
        raise CloseToThePerson
    access = _name(case, user.pk, actor, reason)
    record(Event.ACCESS_NAMED, actor=actor, subject=case, reason=reason, user=str(user_id))
    return access


@transaction.atomic
def end_named_access(*, actor: User, case_id: UUID, user_id: UUID, reason: str) -> None:
    """Take a name off a restricted case and its person. Raises PermissionDenied, NotRestricted or KeepSomebodyNamed."""
    case = _locked(actor, case_id)
    if not case.restricted:
        raise NotRestricted
    if user_id == actor.pk:
        raise KeepSomebodyNamed
    case.named_access.get(user_id=user_id).delete()
    with asking(SYSTEM):  # their other cases count, also those that the actor is not named on
        is_named_elsewhere = Case.objects.filter(person=case.person_id, named_access__user=user_id).exists()
    if not is_named_elsewhere:
        case.person.named_access.filter(user_id=user_id).delete()
    record(Event.ACCESS_ENDED, actor=actor, subject=case, reason=reason, user=str(user_id))


def _locked(actor: User, case_id: UUID) -> Case:
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_restrict_case, actor, case)
    return case


def _set_restricted(case: Case, kind: str) -> None:
    """Shut the case for a kind of reason, or open it; with its concerns, and its person as their cases say."""
    shut = case.restricted = bool(kind)
    case.restriction_kind = kind
    case.save(update_fields=["restricted", "restriction_kind"])
    case.concerns.update(restricted=shut)
    person = Person.objects.select_for_update(of=("self",)).get(pk=case.person_id)
    with asking(SYSTEM):  # their other cases count, also those that the actor is not named on
        person.restricted = shut or person.cases.filter(restricted=True).exists()
    person.save(update_fields=["restricted"])
    case.person = person


def _name(case: Case, user_id: UUID, by: User, reason: str) -> CaseAccess:
    given = {"reason": reason, "given_by": by, "started_at": clock.now()}
    case.person.named_access.get_or_create(user_id=user_id, defaults=given)
    return case.named_access.get_or_create(user_id=user_id, defaults=given)[0]
