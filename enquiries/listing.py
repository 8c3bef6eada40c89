"""Which concerns a list shows, from the filters in its address."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from enquiries.forms.concerns import ALL, DOOR, MINE, OPEN, RAISED, WAITING
from enquiries.models import Case, Concern, Decision
from enquiries.querysets import ConcernQuerySet


def concerns_for(user: User, chosen: dict[str, Any]) -> ConcernQuerySet:
    """The concerns that `user` may see and asked for, the newest first; with whether they may open the case."""
    decided = Exists(Decision.objects.filter(case=OuterRef("case")))
    concerns = Concern.objects.visible_to(user).alias(decided=decided)
    show = chosen.get("show") or WAITING
    if show == WAITING:
        concerns = concerns.filter(decided=False)
    elif show == OPEN:
        concerns = concerns.filter(case__enquiry__closed_on=None, case__enquiry__isnull=False)
    concerns = concerns.filter(_where(user, chosen.get("where") or ""))
    if kind := chosen.get("kind"):
        concerns = concerns.filter(types__contains=[kind])
    if raised_by := chosen.get("raised_by"):
        concerns = concerns.filter(raised_by=raised_by)
    can_open = Exists(Case.objects.visible_to(user).filter(pk=OuterRef("case")))
    shown = concerns.annotate(is_decided=decided, can_open=can_open)
    return shown.select_related("case__person", "case__team", "case__enquiry").order_by("-received_at", "-id")


def _where(user: User, where: str) -> Q:
    allocated = user.allocations.filter(ended_at=None).values("case")
    return {
        DOOR: Q(case__team__is_front_door=True),
        MINE: Q(case__team__in=user.team_ids()) | Q(case__in=allocated),
        RAISED: Q(recorded_by=user),
    }.get(where, Q())


def is_filtered(chosen: dict[str, Any]) -> bool:
    return any(value for name, value in chosen.items() if name != "show") or chosen.get("show") in (OPEN, ALL)
