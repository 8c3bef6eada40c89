"""Who is involved in a case, as its reader may see it."""

from typing import Any

from accounts.models import User
from audit import clock
from enquiries.models import (
    AdvocateInstruction,
    AdvocateRequest,
    Allocation,
    Case,
    CaseAccess,
    Meeting,
    Participant,
    PartnerQuestion,
)


def everybody(user: User, case: Case) -> dict[str, Any]:
    """Allocations, advocates, others, named people and meetings; what runs now apart from what has ended."""
    now, today = clock.now(), clock.today()
    allocations = Allocation.objects.visible_to(user).filter(case=case).select_related("user")
    instructions = AdvocateInstruction.objects.visible_to(user).filter(case=case).select_related("advocate")
    participants = Participant.objects.visible_to(user).filter(case=case)
    rows = list(instructions.order_by("-from_on"))
    meetings = list(Meeting.objects.visible_to(user).filter(case=case).order_by("at"))
    return {
        "allocations": [row for row in allocations if row.ended_at is None],
        "former_allocations": [row for row in allocations if row.ended_at is not None],
        "instructions": [row for row in rows if row.until_on is None or row.until_on >= today],
        "former_instructions": [row for row in rows if row.until_on and row.until_on < today],
        "requests": AdvocateRequest.objects.visible_to(user).filter(case=case, ended_on=None),
        "partner_questions": PartnerQuestion.objects.visible_to(user)
        .filter(case=case)
        .order_by("-recorded_at"),
        "participants": participants.current().order_by("recorded_at"),
        "former_participants": participants.exclude(pk__in=participants.current().values("pk")),
        "named": CaseAccess.objects.filter(case=case).select_related("user") if case.restricted else [],
        "meetings": [row for row in meetings if row.at >= now and row.cancelled_at is None],
        "past_meetings": [row for row in meetings if row.at < now or row.cancelled_at is not None],
    }
