from datetime import timedelta
from typing import Any

import enquiries.actions
import people.actions
from audit import clock
from enquiries.models import (
    BodyMark,
    CapacityAssessment,
    Meeting,
    Note,
    Participant,
    Risk,
    RiskChoice,
)
from tests.access.matrix import (
    AUDITOR,
    COLLEAGUE,
    FRONT_DOOR,
    MANAGER,
    OUTSIDER,
    SAM,
    SEES_CASE,
    TEAM,
    WORKER,
    Place,
    Row,
    once_for_each_place,
)

RAISES = (FRONT_DOOR, WORKER, COLLEAGUE, SAM, OUTSIDER, MANAGER)
SEES_CONCERNS = (*RAISES, AUDITOR)
SEES_CONCERN = (FRONT_DOOR, *SEES_CASE)
WRITES = (*TEAM, MANAGER)
TERMS: dict[str, Any] = {
    "named_person": "The director of nursing",
    "nature": "A pressure sore",
    "scope": "The fortnight on the ward",
    "must_answer": "When the skin was looked at",
    "involvement": "They speak with her at home",
    "if_new_risk": "They ring the same day",
    "conflict": True,
    "conflict_reason": "It is their ward; somebody from another site enquires",
    "copies_to": "",
}
AGREED_TO_SHARE: dict[str, Any] = {
    "shared": True,
    "what": "That she feels unsafe at night",
    "with_whom": "Sister Okoro, ward",
    "why": "They can look in at night",
    "asked": True,
    "agreed": "yes",
    "method": "phone",
}
NOT_STAFF = ("analyst", "advocate", "other_advocate", "administrator")


def refused(*lets: str) -> tuple[str, ...]:
    """Those who see the case and may not do this."""
    return tuple(who for who in SEES_CASE if who not in lets)


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


def of_concern(place: Place) -> dict[str, Any]:
    return {"concern_id": place.concern.pk}


def correcting(place: Place) -> dict[str, Any]:
    return of_concern(place) | {"slug": "kind"}


@once_for_each_place
def a_note(place: Place) -> Note:
    return enquiries.actions.add_note(
        actor=place.worker, case_id=place.case.pk, kind="phone", happened_at=clock.now(), text="She rang."
    )


@once_for_each_place
def a_participant(place: Place) -> Participant:
    return enquiries.actions.add_participant(
        actor=place.worker, case_id=place.case.pk, name="Jan", role="Neighbour", knows="", may_be_told=False
    )


@once_for_each_place
def a_meeting(place: Place) -> Meeting:
    return enquiries.actions.plan_meeting(
        actor=place.worker, case_id=place.case.pk, purpose="To plan", at=clock.now() + timedelta(days=1)
    )


@once_for_each_place
def a_request(place: Place) -> Any:
    return enquiries.actions.ask_for_advocate(
        actor=place.worker, case_id=place.case.pk, asked_on=clock.today(), reason="To be heard"
    )


@once_for_each_place
def a_risk(place: Place) -> Risk:
    source = enquiries.actions.add_risk_source(
        actor=place.worker, case_id=place.case.pk, kind="known", description="The neighbour"
    )
    return enquiries.actions.add_risk(
        actor=place.worker,
        case_id=place.case.pk,
        source_id=source.pk,
        abuse_type="financial",
        place="own-home",
    )


@once_for_each_place
def a_choice(place: Place) -> RiskChoice:
    return enquiries.actions.record_risk_choice(
        actor=place.worker,
        risk_id=a_risk(place).pk,
        chosen_on=clock.today(),
        words="It is my money.",
        voice="adult",
        understood="Told me herself",
        free_choice="Seen alone",
        support="A receipt tin",
    )


@once_for_each_place
def a_mark(place: Place) -> BodyMark:
    return enquiries.actions.add_body_mark(
        actor=place.worker,
        case_id=place.case.pk,
        region="chest",
        kind="bruise",
        note="Blue",
        seen_on=clock.today(),
        seen_by="Nurse",
    )


@once_for_each_place
def an_assessment(place: Place) -> CapacityAssessment:
    return enquiries.actions.assess_capacity(
        actor=place.worker,
        case_id=place.case.pk,
        kind="money",
        decision="To send money",
        of_enquiry=True,
        answer="lacks",
        assessed_on=clock.today(),
        assessor="Wyn",
        findings={
            "why_doubted": "Believes callers",
            "support_given": "Cards",
            "can_weigh": False,
            "impairment": True,
            "causal_link": "Because of it",
            "reasons": "On balance",
        },
    )


@once_for_each_place
def a_caused_enquiry(place: Place) -> Any:
    body = people.actions.add_organisation(actor=place.worker, name="St Elsewhere Trust")
    return enquiries.actions.cause_enquiry(
        actor=place.worker,
        case_id=place.case.pk,
        organisation_id=body.pk,
        asked_on=clock.today(),
        return_on=clock.today(),
        **TERMS,
    )


@once_for_each_place
def a_caused_report(place: Place) -> Any:
    return enquiries.actions.receive_report(
        actor=place.worker,
        caused_id=a_caused_enquiry(place).pk,
        received_on=clock.today(),
        summary="The heels were not looked at.",
    )


@once_for_each_place
def a_process(place: Place) -> Any:
    return enquiries.actions.add_process(
        actor=place.worker, case_id=place.case.pk, kind="police", owner="A detective", status="running"
    )


@once_for_each_place
def a_sharing_decision(place: Place) -> Any:
    return enquiries.actions.decide_sharing(
        actor=place.worker,
        case_id=place.case.pk,
        decided_on=clock.today(),
        decided_by="The team",
        **AGREED_TO_SHARE,
    )


def of_sharing(place: Place) -> dict[str, Any]:
    return of_case(place) | {"decision_id": a_sharing_decision(place).pk}


@once_for_each_place
def a_question(place: Place) -> Any:
    return enquiries.actions.ask_question(
        actor=place.worker, case_id=place.case.pk, question="Who paid?", who="Wyn", by_when=clock.today()
    )


@once_for_each_place
def an_invitation(place: Place) -> Any:
    return enquiries.actions.invite_to_meeting(
        actor=place.worker, meeting_id=a_meeting(place).pk, name="Sister Okoro", invited_on=clock.today()
    )


def of_question(place: Place) -> dict[str, Any]:
    return of_case(place) | {"question_id": a_question(place).pk}


def of_invitation(place: Place) -> dict[str, Any]:
    return of_case(place) | {"invitation_id": an_invitation(place).pk}


def of_caused(place: Place) -> dict[str, Any]:
    return of_case(place) | {"caused_id": a_caused_enquiry(place).pk}


def of_caused_with_report(place: Place) -> dict[str, Any]:
    a_caused_report(place)
    return of_caused(place)


def of_process(place: Place) -> dict[str, Any]:
    return of_case(place) | {"process_id": a_process(place).pk}


def of_risk(place: Place) -> dict[str, Any]:
    return of_case(place) | {"risk_id": a_risk(place).pk}


def of_choice(place: Place) -> dict[str, Any]:
    return of_case(place) | {"choice_id": a_choice(place).pk}


def of_mark(place: Place) -> dict[str, Any]:
    return of_case(place) | {"mark_id": a_mark(place).pk}


def of_assessment(place: Place) -> dict[str, Any]:
    return of_case(place) | {"assessment_id": an_assessment(place).pk}


def of_case_and_concern(place: Place) -> dict[str, Any]:
    return of_case(place) | of_concern(place)


def of_note(place: Place) -> dict[str, Any]:
    return of_case(place) | {"note_id": a_note(place).pk}


def of_participant(place: Place) -> dict[str, Any]:
    return of_case(place) | {"participant_id": a_participant(place).pk}


def of_meeting(place: Place) -> dict[str, Any]:
    return of_case(place) | {"meeting_id": a_meeting(place).pk}


def of_request(place: Place) -> dict[str, Any]:
    return of_case(place) | {"request_id": a_request(place).pk}


def of_instruction(place: Place) -> dict[str, Any]:
    return of_case(place) | {"instruction_id": place.case.advocateinstructions.get().pk}


def of_allocation(place: Place) -> dict[str, Any]:
    return of_case(place) | {"allocation_id": place.case.allocations.get(user=place.worker).pk}


def of_named(place: Place) -> dict[str, Any]:
    return of_case(place) | {"user_id": place.worker.pk}


def acts(name: str, arguments: Any, *lets: str, at_the_door: Any = None) -> Row:
    return Row(
        name,
        arguments,
        lets=lets,
        refuses=refused(*lets),
        at_the_door=at_the_door,
        refuses_at_the_door=tuple(who for who in (MANAGER, AUDITOR) if who not in (at_the_door or lets)),
    )


@once_for_each_place
def a_conflict(place: Place) -> Any:
    return enquiries.actions.declare_conflict(
        actor=place.cast.manager,
        person_id=place.person.pk,
        user_id=place.cast.analyst.pk,
        kind="friend",
        reason="They live next door.",
    )


def of_person(place: Place) -> dict[str, Any]:
    return {"person_id": place.person.pk}


def of_conflict(place: Place) -> dict[str, Any]:
    return of_person(place) | {"conflict_id": a_conflict(place).pk}


@once_for_each_place
def a_partner_question(place: Place) -> Any:
    return enquiries.actions.ask_partner(
        actor=place.worker,
        case_id=place.case.pk,
        organisation="Invented Police",
        name="PC Rhys Invented",
        email="rhys@police.example",
        question="Was anybody there?",
        days=7,
    )


def of_partner_question(place: Place) -> dict[str, Any]:
    return of_case(place) | {"question_id": a_partner_question(place).pk}


DOOR = (FRONT_DOOR, MANAGER)
SEES_AT_THE_DOOR = (*DOOR, AUDITOR)
ROWS = [
    Row(
        "enquiries:concerns",
        lets=SEES_CONCERNS,
        refuses=NOT_STAFF,
        methods="GET",
    ),
    Row(
        "enquiries:raise-concern",
        lets=RAISES,
        refuses=(AUDITOR, *NOT_STAFF),
    ),
    Row("enquiries:concern-tasks", methods="GET", has_tests_of_its_own=True),
    Row("enquiries:concern-step", has_tests_of_its_own=True),
    Row("enquiries:check-concern", has_tests_of_its_own=True),
    Row("enquiries:concern-raised", methods="GET", has_tests_of_its_own=True),
    Row(
        "enquiries:concern",
        of_concern,
        lets=SEES_CONCERN,
        methods="GET",
        at_the_door=SEES_AT_THE_DOOR,
    ),
    Row(
        "enquiries:correct-concern",
        correcting,
        lets=WRITES,
        refuses=(AUDITOR, FRONT_DOOR),
        at_the_door=DOOR,
        refuses_at_the_door=(AUDITOR,),
    ),
    Row(
        "enquiries:concern-feedback",
        of_concern,
        lets=WRITES,
        refuses=(AUDITOR, FRONT_DOOR),
        at_the_door=DOOR,
        refuses_at_the_door=(AUDITOR,),
    ),
    acts("enquiries:pass-case", of_case, SAM, MANAGER, at_the_door=DOOR),
    acts("enquiries:allocate", of_case, SAM, MANAGER, at_the_door=DOOR),
    acts("enquiries:end-allocation", of_allocation, SAM, MANAGER),
    acts("enquiries:restrict", of_case, SAM, MANAGER),
    acts("enquiries:unrestrict", of_case, SAM, MANAGER),
    acts("enquiries:name-on-case", of_case, SAM, MANAGER),
    Row("enquiries:end-named-access", has_tests_of_its_own=True),
    Row("enquiries:glass", lets=RAISES, refuses=(AUDITOR, *NOT_STAFF), methods="GET"),
    Row("enquiries:break-glass", lets=RAISES, refuses=(AUDITOR, *NOT_STAFF)),
    Row(
        "enquiries:break-glass-on",
        of_case,
        lets=(FRONT_DOOR, OUTSIDER),
        refuses=("advocate",),
        at_the_door=(*TEAM, OUTSIDER),
    ),
    Row("enquiries:review-glass", has_tests_of_its_own=True),
    Row("enquiries:end-glass", has_tests_of_its_own=True),
    Row(
        "enquiries:declare-conflict",
        of_person,
        lets=(*SEES_CONCERNS, "advocate"),
        at_the_door=SEES_CONCERNS,
    ),
    Row("enquiries:lift-conflict", of_conflict, lets=(SAM, MANAGER), at_the_door=(MANAGER,)),
    acts("enquiries:ask-partner", of_case, *TEAM),
    Row("enquiries:partner-question", of_partner_question, lets=SEES_CASE, methods="GET"),
    acts("enquiries:revoke-partner-question", of_partner_question, *TEAM),
    Row("enquiries:partner", without_sign_in=True, has_tests_of_its_own=True),
    Row("enquiries:note", of_note, lets=SEES_CASE, methods="GET"),
    acts("enquiries:add-note", of_case, *WRITES, at_the_door=DOOR),
    acts("enquiries:correct-note", of_note, *WRITES),
    acts("enquiries:withdraw-note", of_note, *WRITES),
    Row(
        "enquiries:people-involved",
        of_case,
        lets=SEES_CASE,
        methods="GET",
        at_the_door=SEES_AT_THE_DOOR,
    ),
    acts("enquiries:add-participant", of_case, *WRITES, at_the_door=DOOR),
    acts("enquiries:change-participant", of_participant, *WRITES),
    acts("enquiries:end-participant", of_participant, *WRITES),
    acts("enquiries:plan-meeting", of_case, *WRITES, at_the_door=DOOR),
    acts("enquiries:cancel-meeting", of_meeting, *WRITES),
    acts("enquiries:move-stage", of_case, *TEAM),
    acts("enquiries:ask-for-advocate", of_case, *TEAM),
    acts("enquiries:end-advocate-request", of_request, *TEAM),
    acts("enquiries:instruct-advocate", of_case, *TEAM),
    acts("enquiries:end-instruction", of_instruction, *TEAM),
    acts("enquiries:advocate-met", of_instruction, *TEAM),
    acts("enquiries:advocate-allocated", of_request, *TEAM),
    acts("enquiries:check-advocacy", of_case, *TEAM, at_the_door=(FRONT_DOOR,)),
    acts("enquiries:consider-imca", of_case, SAM),
    acts("enquiries:cause-enquiry", of_case, *TEAM),
    Row("enquiries:caused", of_caused, lets=SEES_CASE, methods="GET"),
    acts("enquiries:receive-report", of_caused, *TEAM),
    acts("enquiries:check-report", of_caused_with_report, SAM),
    acts("enquiries:add-process", of_case, *TEAM),
    acts("enquiries:change-process", of_process, *TEAM),
    acts("enquiries:record-boundary", of_case, *TEAM),
    acts("enquiries:decide-sharing", of_case, *TEAM, at_the_door=(FRONT_DOOR,)),
    acts("enquiries:tell-of-sharing", of_sharing, *TEAM),
    acts("enquiries:plan-enquiry", of_case, *TEAM),
    acts("enquiries:answer-question", of_question, *TEAM),
    acts("enquiries:withdraw-question", of_question, *TEAM),
    Row("enquiries:meeting-calendar", of_meeting, lets=SEES_CASE, methods="GET"),
    acts("enquiries:invite-to-meeting", of_meeting, *WRITES),
    acts("enquiries:write-minutes", of_meeting, *WRITES),
    acts("enquiries:meeting-reply", of_invitation, *WRITES),
    Row("enquiries:agree-minutes", has_tests_of_its_own=True),
    acts("enquiries:add-risk", of_case, *TEAM, at_the_door=(FRONT_DOOR,)),
    acts("enquiries:confirm-risks", of_case_and_concern, *TEAM, at_the_door=(FRONT_DOOR,)),
    Row("enquiries:risk", of_risk, lets=SEES_CASE, methods="GET"),
    acts("enquiries:change-risk", of_risk, *TEAM),
    acts("enquiries:assess-risk", of_risk, *TEAM),
    acts("enquiries:risk-outcome", of_risk, *TEAM),
    acts("enquiries:risk-view", of_risk, *TEAM),
    acts("enquiries:withdraw-risk", of_risk, *TEAM),
    acts("enquiries:risk-choice", of_risk, *TEAM),
    acts("enquiries:sign-off-choice", of_choice, SAM),
    acts("enquiries:add-body-mark", of_case, *TEAM, at_the_door=(FRONT_DOOR,)),
    acts("enquiries:withdraw-body-mark", of_mark, *TEAM),
    acts("enquiries:presume-capacity", of_case, *TEAM),
    acts("enquiries:assess-capacity", of_case, *TEAM),
    Row("enquiries:assessment", of_assessment, lets=SEES_CASE, methods="GET"),
    acts("enquiries:best-interests", of_assessment, *TEAM),
]
