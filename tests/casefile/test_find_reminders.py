import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

import enquiries.actions
import people.actions
from accounts.models import Membership
from accounts.rules import Role
from audit import clock
from audit.context import SYSTEM, asking
from audit.ids import new_id
from casefile.actions import close_enquiry, record_report_given, request_report
from casefile.models import Reminder, Report, ReportKind
from casefile.reminders import finding
from casefile.reminders.choices import Kind
from casefile.reminders.days import add_working_days
from casefile.reports import making
from enquiries.choices import AllocationRole
from enquiries.models import (
    AdvocateInstruction,
    AdvocateRequest,
    Allocation,
    CaseAccess,
    Decision,
    RiskChoice,
)
from outcomes.choices import Judgement
from outcomes.models import AdvocateView, CouncilAnswer, DesiredOutcome, OutcomeReview
from people.choices import Channel
from principles.actions import complete_action
from principles.models import Action
from tests.access.enquiries import TERMS
from tests.casefile.thread import add_action
from tests.enquiries.test_capacity import assess
from tests.enquiries.test_risks import CHOICE
from tests.given import CLOSING
from tests.outcomes.given import talk, want

DAY = timedelta(days=1)


def standing(kind):
    return list(Reminder.objects.standing().filter(kind=kind))


def long_ago(rows, days=35):
    """At this time of day in London: across the change of the clocks that is not the same as so many hours ago."""
    rows.update(recorded_at=timezone.localtime(clock.now()) - days * DAY)


@pytest.fixture
def outcome(worker, open_case):
    talk(worker, open_case)
    return want(worker, open_case)


@pytest.fixture
def late_action(worker, open_case, outcome):
    return add_action(worker, open_case, outcome, due_on=clock.today() - 3 * DAY)


def test_an_outcome_not_looked_at_for_28_days_is_due_to_the_lead_worker(worker, outcome):
    finding.find_due()
    assert standing(Kind.REVIEW) == []

    long_ago(DesiredOutcome.objects.all())
    finding.find_due()

    (reminder,) = standing(Kind.REVIEW)
    assert (reminder.recipient, reminder.subject_id) == (worker, outcome.pk)
    assert reminder.due_on == clock.today() - 7 * DAY
    assert (reminder.pk.version, reminder.pk.variant) == (7, new_id().variant)
    assert reminder.pk < new_id()


def test_a_review_closes_the_reminder_by_itself(worker, outcome):
    long_ago(DesiredOutcome.objects.all())
    finding.find_due()
    (reminder,) = standing(Kind.REVIEW)
    review(worker, outcome)

    finding.find_due()

    assert standing(Kind.REVIEW) == []
    assert Reminder.objects.get(pk=reminder.pk).done_at


def review(worker, outcome):
    OutcomeReview.objects.create(
        outcome=outcome,
        version=outcome.versions.last(),
        judge="worker",
        voice="professional",
        judgement=Judgement.PARTLY,
        reviewed_on=clock.today(),
        recorded_by=worker,
    )


def test_an_action_is_due_to_its_owner_with_its_true_date(worker, late_action):
    finding.find_due()

    (reminder,) = standing(Kind.ACTION)
    assert (reminder.recipient, reminder.due_on) == (worker, late_action.due_on)


def test_an_action_far_ahead_is_not_yet_on_the_list(worker, open_case, outcome):
    add_action(worker, open_case, outcome, due_on=clock.today() + 8 * DAY)

    finding.find_due()

    assert standing(Kind.ACTION) == []


def test_an_action_done_leaves_the_list(worker, late_action):
    finding.find_due()
    complete_action(actor=worker, action_id=late_action.pk, done_on=clock.today(), what_was_done="Done.")

    finding.find_due()

    assert standing(Kind.ACTION) == []


def test_an_action_of_somebody_who_may_not_see_the_case_goes_to_the_lead_worker(
    worker, outsider, late_action
):
    Action.objects.update(owner=outsider)

    finding.find_due()

    assert [reminder.recipient for reminder in standing(Kind.ACTION)] == [worker]


def test_a_person_not_yet_asked_is_due_on_the_day_that_the_decision_named(worker, open_case):
    Decision.objects.update(ask_on=clock.today() - DAY)

    finding.find_due()

    (reminder,) = standing(Kind.ASK)
    assert (reminder.subject_id, reminder.due_on) == (open_case.pk, clock.today() - DAY)
    talk(worker, open_case)
    finding.find_due()
    assert standing(Kind.ASK) == []


def test_somebody_asked_for_an_advocate_and_none_is_there(worker, open_case, advocate):
    asked_on = clock.today() - 12 * DAY
    AdvocateRequest.objects.create(
        case=open_case, asked_on=asked_on, reason="She wants one.", recorded_by=worker
    )
    finding.find_due()
    (reminder,) = standing(Kind.ADVOCATE)
    assert reminder.due_on == add_working_days(asked_on, 5)

    enquiries.actions.instruct_advocate(
        actor=worker,
        case_id=open_case.pk,
        advocate_id=advocate.pk,
        kind="care-act",
        organisation="Invented Voices",
        instructed=True,
        from_on=clock.today(),
    )
    finding.find_due()
    assert standing(Kind.ADVOCATE) == []


def test_an_advocates_report_waits_for_its_answer(worker, advocate, instruction):
    view = AdvocateView.objects.create(
        case=instruction.case,
        instruction=instruction,
        kind="report",
        happened_on=clock.today(),
        words="She wants to be asked.",
        recorded_by=advocate,
        recorded_at=clock.now() - 15 * DAY,
    )
    finding.find_due()
    assert [reminder.subject_id for reminder in standing(Kind.ADVOCATE_REPORT)] == [view.pk]

    CouncilAnswer.objects.create(case=view.case, view=view, text="We will.", recorded_by=worker)
    finding.find_due()
    assert standing(Kind.ADVOCATE_REPORT) == []


def test_a_report_made_and_not_given_is_due_also_after_the_closing(worker, sam, open_case):
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)
    making.make_due()
    close_enquiry(
        actor=sam,
        case_id=open_case.pk,
        version=open_case.enquiry.version,
        closed_on=clock.today(),
        **CLOSING,
    )
    Report.objects.update(made_at=clock.now() - 10 * DAY)
    finding.find_due()
    assert [reminder.subject_id for reminder in standing(Kind.GIVE_REPORT)] == [report.pk]

    record_report_given(actor=worker, report_id=report.pk, given_on=clock.today(), how=Channel.VISIT)
    finding.find_due()
    assert standing(Kind.GIVE_REPORT) == []


def test_an_advocate_who_has_not_met_the_person_is_on_the_list_until_they_have(worker, instruction):
    began = clock.today() - 12 * DAY
    AdvocateInstruction.objects.update(from_on=began)
    finding.find_due()
    (reminder,) = standing(Kind.ADVOCATE_MEETS)
    assert (reminder.recipient, reminder.subject_id) == (worker, instruction.pk)
    assert reminder.due_on == add_working_days(began, 5)

    AdvocateInstruction.objects.update(first_met_on=clock.today())
    finding.find_due()
    assert standing(Kind.ADVOCATE_MEETS) == []


def test_an_advocate_instructed_today_is_not_yet_late(instruction):
    finding.find_due()

    assert standing(Kind.ADVOCATE_MEETS) == []


def test_a_choice_to_live_with_a_risk_waits_for_the_manager_who_signs_it_off(worker, sam, open_case):
    source = enquiries.actions.add_risk_source(
        actor=worker, case_id=open_case.pk, kind="known", description="The neighbour who does the shopping"
    )
    risk = enquiries.actions.add_risk(
        actor=worker, case_id=open_case.pk, source_id=source.pk, abuse_type="financial", place="own-home"
    )
    choice = enquiries.actions.record_risk_choice(
        actor=worker, risk_id=risk.pk, chosen_on=clock.today(), **CHOICE
    )
    long_ago(RiskChoice.objects.all(), days=10)
    finding.find_due()
    (reminder,) = standing(Kind.RISK_CHOICE)
    assert (reminder.recipient, reminder.subject_id) == (sam, choice.pk)
    assert reminder.due_on == add_working_days(clock.today() - 10 * DAY, 3)

    enquiries.actions.sign_off_risk_choice(actor=sam, choice_id=choice.pk)
    finding.find_due()
    assert standing(Kind.RISK_CHOICE) == []


def test_capacity_is_looked_at_again_on_the_day_named_unless_a_later_assessment_is_there(worker, open_case):
    earlier = assess(worker, open_case, findings={"review_on": clock.today() + 3 * DAY})
    finding.find_due()
    (reminder,) = standing(Kind.CAPACITY)
    assert (reminder.recipient, reminder.subject_id) == (worker, earlier.pk)
    assert reminder.due_on == clock.today() + 3 * DAY

    assess(worker, open_case, supersedes_id=earlier.pk)
    finding.find_due()
    assert standing(Kind.CAPACITY) == []


def test_an_instruction_that_ends_soon_is_on_the_list(worker, instruction):
    AdvocateInstruction.objects.update(until_on=clock.today() + 10 * DAY)

    finding.find_due()

    (reminder,) = standing(Kind.INSTRUCTION)
    assert reminder.due_on == clock.today() + 10 * DAY


def test_a_closed_enquiry_asks_for_nothing_more(sam, open_case, late_action):
    close_enquiry(
        actor=sam,
        case_id=open_case.pk,
        version=open_case.enquiry.version,
        closed_on=clock.today(),
        **CLOSING,
    )

    finding.find_due()

    assert not Reminder.objects.standing().exists()


def test_a_second_sweep_adds_nothing(late_action):
    finding.find_due()
    before = list(Reminder.objects.values_list("pk", "done_at"))

    finding.find_due()

    assert list(Reminder.objects.values_list("pk", "done_at")) == before


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_add_each_once(late_action):
    gate = threading.Barrier(4)

    @asking(SYSTEM)
    def sweep():
        gate.wait()
        finding.find_due()
        connections.close_all()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(standing(Kind.ACTION)) == 1


def test_where_nobody_has_the_case_the_teams_manager_is_told(sam, worker, outcome, late_action):
    Allocation.objects.update(ended_at=clock.now())
    Action.objects.update(owner=None, owner_name="A locksmith")

    finding.find_due()

    assert [reminder.recipient for reminder in standing(Kind.ACTION)] == [sam]


def test_where_the_team_has_no_manager_the_service_manager_is_told(sam, manager, late_action):
    Allocation.objects.update(ended_at=clock.now())
    Action.objects.update(owner=None, owner_name="A locksmith")
    Membership.objects.filter(user=sam).update(ended_at=clock.now())

    finding.find_due()

    assert [reminder.recipient for reminder in standing(Kind.ACTION)] == [manager]


def test_a_restricted_case_is_told_of_to_the_named_alone(worker, sam, manager, open_case, late_action):
    type(open_case).objects.update(restricted=True, restriction_kind="other")
    CaseAccess.objects.create(case=open_case, user=manager, reason="Named", given_by=manager)

    finding.find_due()

    assert {reminder.recipient for reminder in Reminder.objects.standing()} == {manager}


def test_a_case_allocated_anew_takes_its_reminders_along(sam, worker, north, late_action):
    from tests.cast import make_user

    Action.objects.update(owner=None, owner_name="A locksmith")
    finding.find_due()
    other = make_user("new@council.example", "New Worker", (Role.SOCIAL_WORKER, north))
    enquiries.actions.allocate_case(
        actor=sam, case_id=late_action.case_id, user_id=other.pk, role=AllocationRole.LEAD
    )

    finding.find_due()

    assert [reminder.recipient for reminder in standing(Kind.ACTION)] == [other]


def test_what_nobody_does_goes_on_to_a_manager_once(sam, worker, late_action):
    Action.objects.update(due_on=clock.today() - 11 * DAY)

    finding.find_due()
    finding.find_due()

    told = {reminder.recipient: reminder.escalation for reminder in standing(Kind.ACTION)}
    assert told == {worker: False, sam: True}
    complete_action(actor=worker, action_id=late_action.pk, done_on=clock.today(), what_was_done="Done.")
    finding.find_due()
    assert standing(Kind.ACTION) == []


def test_a_report_owed_by_others_is_due_until_it_comes(worker, open_case):
    caused = enquiries.actions.cause_enquiry(
        actor=worker,
        case_id=open_case.pk,
        organisation_id=people.actions.add_organisation(actor=worker, name="St Elsewhere").pk,
        asked_on=clock.today(),
        return_on=clock.today() + timedelta(days=2),
        **TERMS,
    )
    finding.find_due()
    assert {row.due_on for row in standing(Kind.CAUSED)} == {caused.return_on}
    enquiries.actions.receive_report(
        actor=worker, caused_id=caused.pk, received_on=clock.today(), summary="It came."
    )
    finding.find_due()
    assert standing(Kind.CAUSED) == []
