from datetime import timedelta

from django.urls import reverse

import enquiries.actions
from audit import clock
from tests.access.matrix import Place
from tests.given import make_concern, make_person
from tests.queries import Visit, page


@page
def enquiries_concerns(place: Place, rows: int) -> Visit:
    for number in range(rows):
        make_concern(place.worker, make_person(place.worker, f"Person {number}"), place.case.team)
    return Visit(place.worker, reverse("enquiries:concerns"))


@page
def enquiries_concern(place: Place, rows: int) -> Visit:
    for number in range(rows):
        enquiries.actions.record_concern_feedback(
            actor=place.worker,
            concern_id=place.concern.pk,
            result="told",
            on=clock.today(),
            said=f"Thank you, {number}",
        )
        enquiries.actions.correct_concern(
            actor=place.worker,
            concern_id=place.concern.pk,
            version=number + 1,
            reason="Said again",
            happened=f"On day {number}",
        )
    return Visit(place.worker, reverse("enquiries:concern", args=[place.concern.pk]))


@page
def enquiries_people_involved(place: Place, rows: int) -> Visit:
    who = {"actor": place.worker, "case_id": place.case.pk}
    for number in range(rows):
        enquiries.actions.add_participant(
            **who, name=f"Somebody {number}", role="Neighbour", knows="", may_be_told=False
        )
        enquiries.actions.plan_meeting(
            **who, purpose=f"Meeting {number}", at=clock.now() + timedelta(days=number + 1)
        )
        enquiries.actions.ask_for_advocate(**who, asked_on=clock.today(), reason="To be heard")
    return Visit(place.worker, reverse("enquiries:people-involved", args=[place.case.pk]))


@page
def enquiries_note(place: Place, rows: int) -> Visit:
    note = enquiries.actions.add_note(
        actor=place.worker, case_id=place.case.pk, kind="visit", happened_at=clock.now(), text="At first"
    )
    for number in range(rows):
        note = enquiries.actions.correct_note(
            actor=place.worker, note_id=note.pk, text=f"Version {number}", reason="Better"
        )
    return Visit(place.worker, reverse("enquiries:note", args=[place.case.pk, note.pk]))


@page
def casefile_decisions(place: Place, rows: int) -> Visit:
    from tests.given import make_enquiry

    for _ in range(rows):
        make_enquiry(place.sam, place.case)
    return Visit(place.sam, reverse("casefile:decisions", args=[place.case.pk]))


@page
def casefile_decide(place: Place, rows: int) -> Visit:
    from tests.outcomes.given import talk

    for _ in range(rows):
        talk(place.worker, place.case)
    return Visit(place.sam, reverse("casefile:decide", args=[place.case.pk]))
