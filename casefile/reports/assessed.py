"""Risk, capacity and advocacy, frozen for a report. The person is not told there who a risk comes from."""

from typing import Any

from accounts.models import User
from enquiries.choices import AbuseType
from enquiries.models import AdvocacyCheck, BestInterestsDecision, CapacityAssessment, Case, Risk, RiskView

Frozen = dict[str, Any]

PLAIN = {
    AbuseType.PHYSICAL: "Being hurt in your body",
    AbuseType.SEXUAL: "Being touched or made to do sexual things that you do not want",
    AbuseType.PSYCHOLOGICAL: "Being frightened, threatened or put down",
    AbuseType.FINANCIAL: "Losing your money or your things",
    AbuseType.DISCRIMINATORY: "Being treated badly for who you are",
    AbuseType.ORGANISATIONAL: "Bad care in a place that should look after you",
    AbuseType.NEGLECT: "Not getting the care you need",
    AbuseType.DOMESTIC: "Being hurt or controlled by somebody in your family or a partner",
    AbuseType.SEXUAL_EXPLOITATION: "Being used for sex",
    AbuseType.MODERN_SLAVERY: "Being made to work or to break the law for others",
    AbuseType.SELF_NEGLECT: "Not being able to look after yourself or your home",
}
"""Each type as one would say it to the person."""


def risks(case: Case, reader: User, *, for_file: bool) -> list[Frozen]:
    """Each standing risk with the latest that the person said of it."""
    views = {row.risk_id: row for row in RiskView.objects.visible_to(reader).filter(case=case)}
    rows = Risk.objects.visible_to(reader).filter(case=case).standing().select_related("source")
    return [_risk(row, views.get(row.pk), for_file=for_file) for row in rows]


def _risk(row: Risk, view: RiskView | None, *, for_file: bool) -> Frozen:
    frozen: Frozen = {
        "number": row.number,
        "kind": row.kind,
        "plain_kind": PLAIN[AbuseType(row.abuse_type)],
        "description": row.description,
        "place": row.get_place_display(),
        "view": {"words": view.words, "voice": view.voice, "on": view.said_on.isoformat()} if view else None,
        "outcome": row.outcome,
        "identified": row.was_identified,
        "assessed": bool(row.assessment),
    }
    if for_file:
        frozen |= {
            "source": row.source.description,
            "source_kind": row.source.get_kind_display(),
            "assessment": row.get_assessment_display(),
            "assessment_reasons": row.assessment_reasons,
            "outcome_label": row.get_outcome_display(),
            "outcome_reasons": row.outcome_reasons,
        }
    return frozen


def capacity(case: Case, reader: User) -> Frozen:
    """For the file alone: each assessment that counts, decisions in the person's best interests, the latest check."""
    assessments = CapacityAssessment.objects.visible_to(reader).filter(case=case).governing()
    decisions = BestInterestsDecision.objects.visible_to(reader).filter(case=case)
    check = AdvocacyCheck.objects.visible_to(reader).filter(case=case).last()
    return {
        "assessments": [
            {
                "decision": row.decision,
                "answer": row.get_answer_display(),
                "on": row.assessed_on.isoformat(),
                "by": row.assessor,
                "reasons": row.reasons,
                "words": row.words,
                "voice": row.voice,
            }
            for row in assessments
        ],
        "best_interests": [
            {
                "decision": row.decision,
                "on": row.decided_on.isoformat(),
                "by": row.decision_maker,
                "wishes": row.wishes,
                "voice": row.voice,
                "reasons": row.reasons,
            }
            for row in decisions
        ],
        "advocacy": {
            "outcome": check.get_outcome_display(),
            "on": check.checked_on.isoformat(),
            "detail": check.difficulty_detail,
        }
        if check
        else None,
    }
