from django.urls import reverse

import enquiries.actions
import people.actions
from audit import clock
from tests.access.enquiries import a_risk, an_assessment
from tests.access.matrix import Place
from tests.enquiries.test_capacity import BEST
from tests.queries import Visit, page


def risks(place: Place, rows: int) -> None:
    """Risks with views, changes and marks; each from a source of its own."""
    who = {"actor": place.worker}
    for number in range(rows):
        source = enquiries.actions.add_risk_source(
            **who,
            case_id=place.case.pk,
            kind="known",
            description=f"Somebody {number}",
            person_id=place.person.pk,
        )
        risk = enquiries.actions.add_risk(
            **who, case_id=place.case.pk, source_id=source.pk, abuse_type="neglect", place="own-home"
        )
        enquiries.actions.record_risk_view(
            **who, risk_id=risk.pk, words=f"View {number}", voice="adult", said_on=clock.today()
        )
        enquiries.actions.add_body_mark(
            **who,
            case_id=place.case.pk,
            region="chest",
            kind="bruise",
            note=f"Mark {number}",
            seen_on=clock.today(),
            seen_by="Nurse",
            risk_id=risk.pk,
        )


@page
def casefile_risks(place: Place, rows: int) -> Visit:
    risks(place, rows)
    return Visit(place.worker, reverse("casefile:risks", args=[place.case.pk]))


@page
def enquiries_risk(place: Place, rows: int) -> Visit:
    risk = a_risk(place)
    for number in range(rows):
        enquiries.actions.record_risk_view(
            actor=place.worker, risk_id=risk.pk, words="As said", voice="adult", said_on=clock.today()
        )
        enquiries.actions.change_risk(
            actor=place.worker,
            risk_id=risk.pk,
            version=number + 1,
            reason="Better",
            description=f"Described {number}",
        )
    return Visit(place.worker, reverse("enquiries:risk", args=[place.case.pk, risk.pk]))


@page
def casefile_capacity(place: Place, rows: int) -> Visit:
    who = {"actor": place.worker, "case_id": place.case.pk}
    for number in range(rows):
        enquiries.actions.presume_capacity(
            **who, kind="money", decision=f"Decision {number}", of_enquiry=True, on=clock.today()
        )
        enquiries.actions.ask_for_advocate(**who, asked_on=clock.today(), reason="To be heard")
        enquiries.actions.check_advocacy(
            **who,
            checked_on=clock.today(),
            hard=["retain"],
            difficulty_detail="In pieces",
            outcome="refer",
        )
        attorney = people.actions.add_relationship(
            actor=place.worker, person_id=place.person.pk, name=f"Attorney {number}", kind="deputy"
        )
        people.actions.check_powers(
            actor=place.worker, row_id=attorney.pk, verified=True, source_of_risk=False
        )
    return Visit(place.worker, reverse("casefile:capacity", args=[place.case.pk]))


@page
def enquiries_assessment(place: Place, rows: int) -> Visit:
    row = an_assessment(place)
    for _ in range(rows):
        enquiries.actions.decide_best_interests(
            actor=place.worker, assessment_id=row.pk, decided_on=clock.today(), **BEST
        )
    return Visit(place.worker, reverse("enquiries:assessment", args=[place.case.pk, row.pk]))


@page
def casefile_counts(place: Place, rows: int) -> Visit:
    risks(place, rows)
    return Visit(place.worker, reverse("casefile:counts", args=[place.case.pk]))
