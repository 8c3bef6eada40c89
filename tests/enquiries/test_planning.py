"""Planning an enquiry, its questions, and a meeting with its minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

import outcomes.actions
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, planning_errors
from enquiries.models import EnquiryPlan, EnquiryQuestion, MeetingInvitation, Minutes
from tests.enquiries.test_caused_enquiries import fill
from tests.enquiries.test_pages_of_risk import day, shown
from tests.hand import Hand
from tests.outcomes.given import want


@pytest.fixture
def held(worker, open_case):
    return actions.plan_meeting(
        actor=worker,
        case_id=open_case.pk,
        purpose="To plan, with Olwen",
        place="Room 2; upstairs",
        at=clock.now() - timedelta(hours=1),
    )


def write(actor, meeting, **changes):
    told = {"presence": "there", "text": "All said what they know."} | changes
    return actions.write_minutes(actor=actor, meeting_id=meeting.pk, **told)


def test_a_plan_is_recorded_and_one_who_may_not_is_refused(worker, manager, open_case):
    plan = {"case_id": open_case.pk, "agreed_on": clock.today(), "lead": "Wyn", "taking_part": "At home"}
    with pytest.raises(PermissionDenied):
        actions.plan_enquiry(actor=manager, interim="A key safe", **plan)
    assert not EnquiryPlan.objects.exists()
    actions.plan_enquiry(actor=worker, interim="A key safe", **plan)
    assert AuditEntry.objects.order_by("-at").first().event == Event.ENQUIRY_PLANNED


def test_a_question_is_answered_once(worker, outsider, open_case):
    asked = actions.ask_question(
        actor=worker, case_id=open_case.pk, question="Who paid?", who="Wyn", by_when=clock.today()
    )
    with pytest.raises(EnquiryQuestion.DoesNotExist):
        actions.withdraw_question(actor=outsider, question_id=asked.pk, reason="No")
    actions.answer_question(
        actor=worker, question_id=asked.pk, answer="Her nephew", answered_on=clock.today()
    )
    with pytest.raises(planning_errors.QuestionDone):
        actions.withdraw_question(actor=worker, question_id=asked.pk, reason="No")


def test_minutes_are_written_once_and_say_why_the_person_was_not_there(worker, held):
    with pytest.raises(planning_errors.NotThereSaysWhy):
        write(worker, held, presence="absent")
    with pytest.raises(planning_errors.WhoseWords):
        write(worker, held, words="It was long.")
    write(worker, held, words="It was long.", voice="adult")
    with pytest.raises(planning_errors.MinutesWritten):
        write(worker, held)
    assert Minutes.objects.count() == 1


def test_a_meeting_to_come_has_no_minutes(worker, open_case):
    meeting = actions.plan_meeting(
        actor=worker, case_id=open_case.pk, purpose="To plan", at=clock.now() + timedelta(days=1)
    )
    with pytest.raises(planning_errors.MeetingToCome):
        write(worker, meeting)


def test_the_person_agrees_the_minutes_or_the_reason_is_there(worker, held):
    minutes = write(worker, held)
    with pytest.raises(planning_errors.ToldOrWhyNot):
        actions.agree_minutes(actor=worker, minutes_id=minutes.pk)
    actions.agree_minutes(actor=worker, minutes_id=minutes.pk, reason="She wants to read them again")
    actions.agree_minutes(actor=worker, minutes_id=minutes.pk, agreed_on=clock.today())
    with pytest.raises(planning_errors.MinutesAgreed):
        actions.agree_minutes(actor=worker, minutes_id=minutes.pk, agreed_on=clock.today())


def test_the_file_for_a_calendar_names_nobody(worker, open_case, held):
    response = Hand(worker).open(f"/cases/{open_case.pk}/meetings/{held.pk}/calendar/")
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode()
    assert open_case.reference in text
    assert "LOCATION:Room 2\\; upstairs" in text
    assert "Olwen" not in text


def test_the_pages_from_the_plan_to_an_action_out_of_the_minutes(worker, open_case, held):
    at = f"/cases/{open_case.pk}/"
    outcome = want(worker, open_case)
    fill(
        worker,
        f"{at}enquiry-plan/",
        lead="Wyn",
        taking_part="At home",
        interim="A key safe",
        **day("agreed_on"),
    )
    fill(
        worker,
        f"{at}questions/add/",
        question="Who paid?",
        outcome=str(outcome.pk),
        who="Wyn",
        **day("by_when"),
    )
    question = EnquiryQuestion.objects.get()
    assert question.serves.outcome == outcome
    fill(worker, f"{at}questions/{question.pk}/answer/", answer="Her nephew", **day("answered_on"))
    fill(worker, f"{at}meetings/{held.pk}/invite/", name="Sister Okoro", role="Ward", **day("invited_on"))
    asked = MeetingInvitation.objects.get()
    fill(worker, f"{at}invitations/{asked.pk}/", reply="coming")
    fill(
        worker,
        f"{at}meetings/{held.pk}/minutes/",
        presence="there",
        words="They let me finish.",
        voice="adult",
        came=[str(asked.pk)],
        text="All said what they know.",
        agreements="Change the locks\nRing on Friday",
    )
    minutes = Minutes.objects.get()
    fill(worker, f"{at}minutes/{minutes.pk}/agree/", agreed="yes", **day("agreed_on"))
    page = shown(worker, f"{at}meetings/{held.pk}/")
    assert page.index("They let me finish.") < page.index("Ring on Friday")
    form = shown(worker, f"{at}actions/add/?minutes={minutes.pk}&line=2")
    assert 'value="Ring on Friday"' in form
    planning = shown(worker, f"{at}planning/")
    assert planning.index("Who paid?") < planning.index("Her nephew")
    assert "Enquiry planned" in shown(worker, f"{at}timeline/")


def test_a_question_for_an_outcome_of_another_case_writes_nothing(worker, open_case):
    with pytest.raises(outcomes.actions.outcomes.DesiredOutcome.DoesNotExist):
        outcomes.actions.ask_question(
            actor=worker,
            case_id=open_case.pk,
            question="Who?",
            who="Wyn",
            by_when=clock.today(),
            outcome_id=open_case.pk,
        )
    assert not EnquiryQuestion.objects.exists()
