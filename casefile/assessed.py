"""Risk, capacity and the check on advocacy as lines of the timeline."""

from collections.abc import Iterable

from accounts.models import User
from casefile.addresses import address
from casefile.entries import Entry, EntryKind, at_noon, rows_of
from enquiries.models import (
    AdvocacyCheck,
    BestInterestsDecision,
    BodyMark,
    CapacityAssessment,
    Case,
    ImcaConsideration,
    Risk,
    RiskChoice,
    RiskView,
)


def risks(case: Case, user: User) -> Iterable[Entry]:
    """What was found of each risk, and what became of it, on their days."""
    for risk in rows_of(Risk, case, user, "source").filter(withdrawn_on=None):
        href = address("enquiries:risk", case.pk, risk.pk)
        by = risk.recorded_by.name
        yield Entry(
            EntryKind.RISK,
            f"{risk} recorded: {risk.kind}",
            risk.recorded_at,
            risk.recorded_at,
            by,
            text=risk.description,
            href=href,
        )
        if risk.assessed_on:
            title, day = f"{risk}: {risk.get_assessment_display()}", at_noon(risk.assessed_on)
            yield Entry(EntryKind.RISK, title, day, day, "", risk.assessment_reasons, href=href, dated=True)
        if risk.outcome_on:
            title, day = f"{risk}: {risk.get_outcome_display()}", at_noon(risk.outcome_on)
            yield Entry(EntryKind.RISK, title, day, day, "", risk.outcome_reasons, href=href, dated=True)


def risk_views(case: Case, user: User) -> Iterable[Entry]:
    for view in rows_of(RiskView, case, user, "risk"):
        yield Entry(
            EntryKind.RISK,
            f"How they see {str(view.risk).lower()}",
            at_noon(view.said_on),
            view.recorded_at,
            view.recorded_by.name,
            words=view.words,
            voice=view.get_voice_display(),
            href=address("enquiries:risk", case.pk, view.risk_id),
            dated=True,
        )


def risk_choices(case: Case, user: User) -> Iterable[Entry]:
    for choice in rows_of(RiskChoice, case, user, "risk", "signed_by"):
        href = address("enquiries:risk", case.pk, choice.risk_id)
        yield Entry(
            EntryKind.RISK,
            f"Chose to live with {str(choice.risk).lower()}",
            at_noon(choice.chosen_on),
            choice.recorded_at,
            choice.recorded_by.name,
            words=choice.words,
            voice=choice.get_voice_display(),
            href=href,
            dated=True,
        )
        if choice.signed_by:
            title = f"{choice.state}: the choice about {str(choice.risk).lower()}"
            signed = choice.signed_at
            yield Entry(
                EntryKind.RISK, title, signed, signed, choice.signed_by.name, choice.comment, href=href
            )


def body_marks(case: Case, user: User) -> Iterable[Entry]:
    for mark in rows_of(BodyMark, case, user):
        yield Entry(
            EntryKind.RISK,
            f"Mark seen: {mark}{' (taken off)' if mark.withdrawn_on else ''}",
            at_noon(mark.seen_on),
            mark.recorded_at,
            mark.recorded_by.name,
            text=f"Taken off: {mark.withdrawn_reason}" if mark.withdrawn_on else mark.note,
            words=mark.words,
            voice=mark.get_voice_display() if mark.words else "",
            href=address("casefile:risks", case.pk),
            dated=True,
        )


def assessments(case: Case, user: User) -> Iterable[Entry]:
    for row in rows_of(CapacityAssessment, case, user):
        yield Entry(
            EntryKind.CAPACITY,
            str(row),
            at_noon(row.assessed_on),
            row.recorded_at,
            row.recorded_by.name,
            text=row.reasons,
            words=row.words,
            voice=row.get_voice_display() if row.words else "",
            href=address("enquiries:assessment", case.pk, row.pk),
            dated=True,
        )


def best_interests(case: Case, user: User) -> Iterable[Entry]:
    for row in rows_of(BestInterestsDecision, case, user):
        yield Entry(
            EntryKind.CAPACITY,
            "Decided in their best interests",
            at_noon(row.decided_on),
            row.recorded_at,
            row.recorded_by.name,
            text=row.decision,
            words=row.wishes,
            voice=row.get_voice_display(),
            href=address("enquiries:assessment", case.pk, row.assessment_id),
            dated=True,
        )


def checks(case: Case, user: User) -> Iterable[Entry]:
    """The checks whether the person needs an advocate, and whether one for capacity was considered."""
    href = address("casefile:capacity", case.pk)
    for check in rows_of(AdvocacyCheck, case, user):
        yield Entry(
            EntryKind.PEOPLE,
            f"Advocacy checked: {check}",
            at_noon(check.checked_on),
            check.recorded_at,
            check.recorded_by.name,
            text=check.difficulty_detail,
            words=check.words,
            voice=check.get_voice_display() if check.words else "",
            href=href,
            dated=True,
        )
    for row in rows_of(ImcaConsideration, case, user):
        title = f"Independent mental capacity advocate considered: {row}"
        day, by = at_noon(row.considered_on), row.recorded_by.name
        yield Entry(EntryKind.PEOPLE, title, day, row.recorded_at, by, row.reasons, href=href, dated=True)
