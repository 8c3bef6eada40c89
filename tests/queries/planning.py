from django.urls import reverse

import enquiries.actions
import outcomes.actions
import people.actions
from audit import clock
from tests.access.enquiries import AGREED_TO_SHARE, TERMS, a_caused_enquiry, a_meeting
from tests.access.matrix import Place
from tests.outcomes.given import want
from tests.queries import Visit, page


@page
def casefile_planning(place: Place, rows: int) -> Visit:
    who = {"actor": place.worker, "case_id": place.case.pk}
    for number in range(rows):
        body = people.actions.add_organisation(actor=place.worker, name=f"Trust {number}")
        enquiries.actions.cause_enquiry(
            **who, organisation_id=body.pk, asked_on=clock.today(), return_on=clock.today(), **TERMS
        )
        outcomes.actions.ask_question(
            **who,
            question=f"Who paid {number}?",
            who="Wyn",
            by_when=clock.today(),
            outcome_id=want(place.worker, place.case).pk,
        )
        enquiries.actions.plan_enquiry(
            **who, agreed_on=clock.today(), lead="Wyn", taking_part="At home", interim="A key safe"
        )
        enquiries.actions.plan_meeting(**who, purpose="To plan", at=clock.now())
        enquiries.actions.add_process(**who, kind="police", owner=f"Officer {number}", status="running")
        enquiries.actions.record_boundary(
            **who, host="Here", placing=f"There {number}", contact="Duty team", told_on=clock.today()
        )
    return Visit(place.worker, reverse("casefile:planning", args=[place.case.pk]))


@page
def enquiries_caused(place: Place, rows: int) -> Visit:
    caused = a_caused_enquiry(place)
    sam = place.cast.sam
    for number in range(rows):
        enquiries.actions.receive_report(
            actor=place.worker, caused_id=caused.pk, received_on=clock.today(), summary=f"Report {number}"
        )
        enquiries.actions.return_report(
            actor=sam,
            caused_id=caused.pk,
            checked_on=clock.today(),
            reasons="Who saw her heels?",
            new_return_on=clock.today(),
        )
    return Visit(place.worker, caused.get_absolute_url())


@page
def casefile_sharing(place: Place, rows: int) -> Visit:
    who = {"actor": place.worker, "case_id": place.case.pk}
    for number in range(rows):
        enquiries.actions.add_participant(
            **who, name=f"Jan {number}", role="Neighbour", knows="A little", may_be_told=False
        )
        enquiries.actions.decide_sharing(
            **who,
            decided_on=clock.today(),
            decided_by="The team",
            **AGREED_TO_SHARE | {"with_whom": f"Somebody {number}"},
        )
        people.actions.add_safe_contact(
            actor=place.worker,
            person_id=place.person.pk,
            kind="never-tell",
            who=f"Jan {number}",
            reason="She is afraid of them",
        )
    return Visit(place.worker, reverse("casefile:sharing", args=[place.case.pk]))


@page
def casefile_meeting(place: Place, rows: int) -> Visit:
    meeting = a_meeting(place)
    for number in range(rows):
        enquiries.actions.invite_to_meeting(
            actor=place.worker, meeting_id=meeting.pk, name=f"Nurse {number}", invited_on=clock.today()
        )
    return Visit(place.worker, reverse("casefile:meeting", args=[place.case.pk, meeting.pk]))
