from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.capacity import Capacity, CapacityDecision, DecidedBy
from enquiries.choices import Voice
from enquiries.errors import (
    AlreadySuperseded,
    AttorneyAndRisk,
    NotVerified,
    OnlyWhereLacking,
    PresumedIsNotAssessed,
    ThreeSteps,
)
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case
from enquiries.models import BestInterestsDecision, BestInterestsOption, CapacityAssessment, Case, Consulted
from enquiries.permissions import can_assess_capacity
from people.models import Relationship


class Findings(TypedDict, total=False):
    """What an assessment found, in the order in which it is asked."""

    place: str
    present: str
    why_doubted: str
    information: str
    support_given: str
    can_understand: bool | None
    understand_evidence: str
    can_retain: bool | None
    retain_evidence: str
    can_weigh: bool | None
    weigh_evidence: str
    can_communicate: bool | None
    communicate_evidence: str
    impairment: bool | None
    impairment_detail: str
    causal_link: str
    influence: str
    words: str
    voice: Voice | str
    reasons: str
    consulted: str
    disagreement: str
    review_on: date | None


class Option(TypedDict, total=False):
    what: str
    benefits: str
    burdens: str
    least_restrictive: bool
    chosen: bool


ABLE = ("can_understand", "can_retain", "can_weigh", "can_communicate")


@transaction.atomic
def presume_capacity(
    *,
    actor: User,
    case_id: UUID,
    kind: CapacityDecision,
    decision: str,
    of_enquiry: bool,
    on: date,
    words: str = "",
    voice: Voice | str = "",
) -> CapacityAssessment:
    """Record that capacity for a decision was presumed and never doubted (Mental Capacity Act 2005 s1(2)).

    Raises PermissionDenied or StillInTheFuture.
    """
    case = locked_case(actor, case_id)
    require(can_assess_capacity, actor, case)
    require_past(on)
    row = CapacityAssessment.objects.create(
        case=case,
        kind=kind,
        decision=decision,
        of_enquiry=of_enquiry,
        answer=Capacity.PRESUMED,
        assessed_on=on,
        assessor=actor.name,
        words=words,
        voice=voice if words else "",
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.CAPACITY_ASSESSED, actor=actor, subject=row, answer=Capacity.PRESUMED, of_enquiry=of_enquiry)
    return row


@transaction.atomic
def assess_capacity(
    *,
    actor: User,
    case_id: UUID,
    kind: CapacityDecision,
    decision: str,
    of_enquiry: bool,
    answer: Capacity,
    assessed_on: date,
    assessor: str,
    findings: Findings,
    supersedes_id: UUID | None = None,
) -> CapacityAssessment:
    """Record an assessment of one decision at one time; a later one of that decision takes its place.

    Raises PermissionDenied, StillInTheFuture, PresumedIsNotAssessed, ThreeSteps where they are said to lack capacity
    without all three, or AlreadySuperseded.
    """
    case = locked_case(actor, case_id)
    require(can_assess_capacity, actor, case)
    require_past(assessed_on)
    if answer == Capacity.PRESUMED:
        raise PresumedIsNotAssessed
    if answer == Capacity.LACKS and not _lacks(findings):
        raise ThreeSteps
    row = CapacityAssessment.objects.create(
        case=case,
        kind=kind,
        decision=decision,
        of_enquiry=of_enquiry,
        answer=answer,
        assessed_on=assessed_on,
        assessor=assessor,
        supersedes=_superseded(case, supersedes_id),
        recorded_by=actor,
        recorded_at=clock.now(),
        **{**findings, "voice": findings.get("voice", "") if findings.get("words") else ""},
    )
    record(Event.CAPACITY_ASSESSED, actor=actor, subject=row, answer=answer, of_enquiry=of_enquiry)
    return row


@transaction.atomic
def decide_best_interests(
    *,
    actor: User,
    assessment_id: UUID,
    decided_on: date,
    decided_by: DecidedBy,
    decision_maker: str,
    can_wait: str,
    wishes: str,
    voice: Voice,
    took_part: str,
    decision: str,
    reasons: str,
    less_restrictive: str,
    consulted: Iterable[tuple[str, str]],
    options: Iterable[Option],
    attorney_id: UUID | None = None,
    values: str = "",
    not_consulted: str = "",
    dissent: str = "",
    review_on: date | None = None,
) -> BestInterestsDecision:
    """Record a decision for a person who lacks capacity for it, with who was asked and what was considered.

    Raises PermissionDenied, OnlyWhereLacking, AlreadySuperseded, StillInTheFuture, WordsOfAProfessional, NotVerified,
    or AttorneyAndRisk where the attorney or deputy who decides may be a source of risk.
    """
    assessment = _lacking(actor, assessment_id)
    require_past(decided_on)
    require_persons_voice(voice)
    row = BestInterestsDecision.objects.create(
        case=assessment.case,
        assessment=assessment,
        decided_on=decided_on,
        decided_by=decided_by,
        decision_maker=decision_maker,
        attorney=_attorney(assessment.case, decided_by, attorney_id),
        can_wait=can_wait,
        wishes=wishes,
        voice=voice,
        values=values,
        took_part=took_part,
        not_consulted=not_consulted,
        decision=decision,
        reasons=reasons,
        less_restrictive=less_restrictive,
        dissent=dissent,
        review_on=review_on,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    for position, (who, view) in enumerate(consulted, start=1):
        Consulted.objects.create(best_interests=row, position=position, who=who, view=view)
    for position, option in enumerate(options, start=1):
        BestInterestsOption.objects.create(best_interests=row, position=position, **option)
    record(Event.BEST_INTERESTS, actor=actor, subject=row, decided_by=decided_by)
    return row


def _lacks(findings: Findings) -> bool:
    """Function, then impairment, then the link between them."""
    unable = any(findings.get(name) is False for name in ABLE)
    return unable and findings.get("impairment") is True and bool(findings.get("causal_link", "").strip())


def _superseded(case: Case, earlier_id: UUID | None) -> CapacityAssessment | None:
    if earlier_id is None:
        return None
    earlier: CapacityAssessment = CapacityAssessment.objects.get(case=case, pk=earlier_id)
    if CapacityAssessment.objects.filter(supersedes=earlier).exists():
        raise AlreadySuperseded
    return earlier


def _lacking(actor: User, assessment_id: UUID) -> CapacityAssessment:
    rows: Any = CapacityAssessment.objects.visible_to(actor).select_for_update(of=("self",))
    assessment: CapacityAssessment = rows.get(pk=assessment_id)
    require(can_assess_capacity, actor, assessment.case)
    if assessment.answer != Capacity.LACKS:
        raise OnlyWhereLacking
    if CapacityAssessment.objects.filter(supersedes=assessment).exists():
        raise AlreadySuperseded
    return assessment


def _attorney(case: Case, decided_by: DecidedBy, attorney_id: UUID | None) -> Relationship | None:
    if decided_by not in {DecidedBy.ATTORNEY, DecidedBy.DEPUTY} or attorney_id is None:
        return None
    attorney: Relationship = Relationship.objects.get(person=case.person_id, pk=attorney_id)
    if not attorney.verified:
        raise NotVerified
    if attorney.source_of_risk:
        raise AttorneyAndRisk
    return attorney
