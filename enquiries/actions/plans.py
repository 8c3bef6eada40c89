"""The safeguarding plan and looking back at it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.closing import PlanKind, PlanReviewOutcome, PlanWanted
from enquiries.errors import (
    LeadSeesNothing,
    NoWordsOfThePlan,
    PlanEnded,
    PlanStands,
    ReviewDayMissing,
)
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case
from enquiries.models import Case, PlanReview, SafeguardingPlan
from enquiries.permissions import can_plan_safety, can_see_case


@transaction.atomic
def write_plan(
    *,
    actor: User,
    case_id: UUID,
    kind: PlanKind,
    from_on: date,
    wanted: PlanWanted,
    safety_steps: str,
    risk_management: str,
    lead_id: UUID,
    review_on: date,
    words: str = "",
    voice: Voice | str = "",
    words_missing_reason: str = "",
    support: str = "",
    service_changes: str = "",
    justice: str = "",
) -> SafeguardingPlan:
    """Write what keeps the person safe from a day on, with what they say of it, who leads it and when it is reviewed.

    Raises PermissionDenied, PlanStands, NoWordsOfThePlan, WordsOfAProfessional, ReviewDayMissing or LeadSeesNothing.
    """
    case = locked_case(actor, case_id)
    require(can_plan_safety, actor, case)
    _require_words(words, voice, words_missing_reason)
    if review_on < from_on:
        raise ReviewDayMissing
    if SafeguardingPlan.objects.filter(case=case, kind=kind, ended_on=None).exists():
        raise PlanStands
    plan = SafeguardingPlan.objects.create(
        case=case,
        kind=kind,
        from_on=from_on,
        wanted=wanted,
        words=words,
        voice=voice if words else "",
        words_missing_reason="" if words else words_missing_reason,
        safety_steps=safety_steps,
        support=support,
        service_changes=service_changes,
        justice=justice,
        risk_management=risk_management,
        lead=_lead_of(case, lead_id),
        review_on=review_on,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.PLAN_WRITTEN, actor=actor, subject=plan, kind=kind)
    return plan


@transaction.atomic
def review_plan(
    *,
    actor: User,
    plan_id: UUID,
    reviewed_on: date,
    is_working: str,
    meets_outcomes: str,
    risk_now: str,
    outcome: PlanReviewOutcome,
    words: str = "",
    voice: Voice | str = "",
    words_missing_reason: str = "",
    next_review_on: date | None = None,
    next_lead_id: UUID | None = None,
) -> PlanReview:
    """Look back at the plan with the person: it ends, goes on with a new date and lead, or becomes ordinary care.

    Raises PermissionDenied, PlanEnded, StillInTheFuture, NoWordsOfThePlan, WordsOfAProfessional, ReviewDayMissing or
    LeadSeesNothing.
    """
    rows = SafeguardingPlan.objects.visible_to(actor).select_for_update(of=("self",))
    plan: SafeguardingPlan = rows.get(pk=plan_id)
    require(can_plan_safety, actor, plan.case)
    if plan.ended_on:
        raise PlanEnded
    require_past(reviewed_on)
    _require_words(words, voice, words_missing_reason)
    goes_on = outcome == PlanReviewOutcome.CONTINUES
    if goes_on and not (next_review_on and next_review_on > reviewed_on and next_lead_id):
        raise ReviewDayMissing
    lead = _lead_of(plan.case, next_lead_id) if goes_on and next_lead_id else None
    review = PlanReview.objects.create(
        case=plan.case,
        plan=plan,
        reviewed_on=reviewed_on,
        words=words,
        voice=voice if words else "",
        words_missing_reason="" if words else words_missing_reason,
        is_working=is_working,
        meets_outcomes=meets_outcomes,
        risk_now=risk_now,
        outcome=outcome,
        next_review_on=next_review_on if goes_on else None,
        next_lead=lead,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    _carry_on(plan, review)
    record(Event.PLAN_REVIEWED, actor=actor, subject=review, outcome=outcome)
    return review


def _carry_on(plan: SafeguardingPlan, review: PlanReview) -> None:
    """The plan as the review leaves it: with the next day and lead, or ended."""
    if review.next_review_on and review.next_lead:
        plan.review_on, plan.lead = review.next_review_on, review.next_lead
    else:
        plan.ended_on, plan.ended_reason = review.reviewed_on, review.get_outcome_display()
    plan.version += 1
    plan.save(update_fields=["review_on", "lead", "ended_on", "ended_reason", "version"])


def _require_words(words: str, voice: Voice | str, missing_reason: str) -> None:
    if words:
        require_persons_voice(voice)
    if not (words and voice) and not missing_reason.strip():
        raise NoWordsOfThePlan


def _lead_of(case: Case, user_id: UUID) -> User:
    """Somebody who sees the case. Raises LeadSeesNothing."""
    lead = User.objects.filter(pk=user_id, is_active=True).first()
    if lead is None or not can_see_case(lead, case):
        raise LeadSeesNothing
    return lead
