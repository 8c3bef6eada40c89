"""Who may decide on a case and close it: a sentence for those who may not."""

from django.db.models import Q

from accounts.models import User
from accounts.rules import Role
from enquiries.models import Case


def deciders_of(case: Case) -> list[User]:
    """The safeguarding adults managers of its team, and one allocated to it from elsewhere."""
    sams = User.objects.filter(is_active=True, memberships__role=Role.SAM, memberships__ended_at=None)
    near = Q(memberships__team=case.team_id) | Q(pk__in=case.allocations.filter(ended_at=None).values("user"))
    sams = sams.exclude(pk__in=case.person.conflicts.filter(lifted_at=None).values("user"))
    if case.restricted:
        sams = sams.filter(pk__in=case.named_access.values("user"))
    return list(sams.filter(near).distinct().order_by("name"))
