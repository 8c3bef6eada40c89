"""The facts of one case for the national return, read through the reader's own door."""

from accounts.models import User
from audit import clock
from casefile.addresses import address
from casefile.returns.values import CapacityFact, Facts, From, RiskFact, Values, values_of
from enquiries.capacity import Capacity, CheckOutcome
from enquiries.choices import AbuseType, EnquiryKind, Place, Voice
from enquiries.models import (
    AdvocacyCheck,
    AdvocateInstruction,
    CapacityAssessment,
    Case,
    Concern,
    Risk,
)
from enquiries.risks import Assessment, RiskOutcome
from outcomes.figures import sg4a
from outcomes.models import Conversation

SPEAKERS = (Voice.ADVOCATE_INSTRUCTED, Voice.ADVOCATE_NON_INSTRUCTED, Voice.FAMILY)
"""Whoever spoke with or for the person as advocate, family or friend."""


def return_values(case: Case, user: User) -> Values:
    """What the enquiry counts as, for somebody who sees the whole case; in nine queries however many rows."""
    return values_of(facts_of(case, user))


def facts_of(case: Case, user: User) -> Facts:
    enquiry = getattr(case, "enquiry", None)
    concerns = Concern.objects.visible_to(user).filter(case=case).order_by("received_at")
    return Facts(
        received=tuple(
            (
                clock.day_of(concern.received_at),
                From(f"Concern {concern.reference}", concern.get_absolute_url()),
            )
            for concern in concerns
        ),
        kind=EnquiryKind(enquiry.kind) if enquiry else None,
        began=enquiry.began_on if enquiry else None,
        closed=enquiry.closed_on if enquiry else None,
        risks=_risks(case, user),
        capacity=_capacity(case, user),
        support=_support(case, user),
        wishes=sg4a([case.pk])[case.pk],
        pages={
            "decision": address("casefile:decisions", case.pk),
            "risks": address("casefile:risks", case.pk),
            "capacity": address("casefile:capacity", case.pk),
            "outcomes": address("outcomes:outcomes", case.pk),
        },
    )


def _risks(case: Case, user: User) -> tuple[RiskFact, ...]:
    rows = Risk.objects.visible_to(user).standing().filter(case=case).select_related("source")
    return tuple(
        RiskFact(
            number=risk.number,
            abuse_type=AbuseType(risk.abuse_type),
            place=Place(risk.place),
            source=risk.source.counts_as,
            assessment=Assessment(risk.assessment) if risk.assessment else None,
            outcome=RiskOutcome(risk.outcome) if risk.outcome else None,
            href=address("enquiries:risk", case.pk, risk.pk),
        )
        for risk in rows
    )


def _capacity(case: Case, user: User) -> tuple[CapacityFact, ...]:
    rows = CapacityAssessment.objects.visible_to(user).governing().filter(case=case)
    return tuple(
        CapacityFact(
            decision=row.decision,
            answer=Capacity(row.answer),
            of_enquiry=row.of_enquiry,
            href=address("enquiries:assessment", case.pk, row.pk),
        )
        for row in rows
    )


def _support(case: Case, user: User) -> tuple[From, ...]:
    """Who supported or represented them: an advocate, somebody appropriate, or family or friends who spoke for them."""
    page = address("enquiries:people-involved", case.pk)
    found = [
        From(f"{instruction.get_kind_display()}, {instruction.organisation}", page)
        for instruction in AdvocateInstruction.objects.visible_to(user).filter(case=case)
    ]
    check = (
        AdvocacyCheck.objects.visible_to(user)
        .filter(case=case)
        .order_by("-checked_on", "-recorded_at")
        .first()
    )
    if check and check.outcome == CheckOutcome.INDIVIDUAL:
        found.append(
            From(
                f"{check.individual_name}, {check.individual_relationship}",
                address("casefile:capacity", case.pk),
            )
        )
    spoken = Conversation.objects.visible_to(user).standing().asked().filter(case=case, voice__in=SPEAKERS)
    if talk := spoken.order_by("happened_at").first():
        found.append(From(talk.get_voice_display(), talk.get_absolute_url()))
    return tuple(found)
