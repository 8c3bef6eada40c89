from datetime import timedelta

import pytest
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.models import Reminder
from casefile.overview import overview_of
from casefile.reminders import finding
from casefile.reminders.choices import Kind
from casefile.tasklist import tasks_of
from enquiries.actions import allocate_case
from outcomes.actions import record_not_asked
from outcomes.models import DesiredOutcome, OutcomeReview
from tests.casefile.given import SENTENCE, WISH, threaded
from tests.outcomes.given import want
from tests.principles.given import make_action

pytestmark = pytest.mark.django_db


def shown(client, user, case, page="case"):
    client.force_login(user)
    return client.get(reverse(f"casefile:{page}", args=[case.pk]))


def test_it_opens_with_what_the_person_said_and_wants(client, worker, open_case):
    threaded(worker, open_case)
    text = shown(client, worker, open_case).text
    assert text.index("told us") < text.index("wants to happen") < text.index("What there is to do")
    assert SENTENCE.replace("'", "&#x27;") in text
    assert WISH in text


def test_both_verdicts_stand_side_by_side_and_the_gap_is_said(client, worker, open_case):
    threaded(worker, open_case)
    text = shown(client, worker, open_case).text
    assert "Olwen says met; the worker says partly met" in text


def test_reading_it_leaves_a_trace(client, worker, open_case):
    shown(client, worker, open_case)
    entry = AuditEntry.objects.get(event=Event.CASE_VIEWED)
    assert (entry.actor, entry.case_id, entry.data) == (worker, open_case.pk, {"page": "casefile:case"})


def test_nobody_asked_is_said_with_the_day_of_the_next_try(client, worker, open_case):
    again = clock.today() + timedelta(days=9)
    record_not_asked(
        actor=worker,
        case_id=open_case.pk,
        phase="start",
        happened_at=clock.now(),
        reason="too-unwell",
        try_again_on=again,
    )
    text = shown(client, worker, open_case).text
    assert f"They will be asked on {again.day} {again:%B %Y}" in text
    assert overview_of(open_case, worker).due[0].on == again


def test_what_is_due_comes_soonest_first_and_says_what_is_overdue(worker, open_case):
    late = make_action(worker, open_case, due_on=clock.today() - timedelta(days=3), what="Ring the bank")
    threaded(worker, open_case)
    due = overview_of(open_case, worker).due
    assert (due[0].text, due[0].is_overdue) == (late.what, True)
    assert [one.on for one in due] == sorted(one.on for one in due)
    assert f"Look back at outcome {1}" in [one.text for one in due]


def test_the_task_the_list_and_the_reminder_know_one_day_for_looking_back(worker, open_case):
    found = threaded(worker, open_case)
    past = clock.now() - timedelta(days=40)
    DesiredOutcome.objects.update(recorded_at=past)
    OutcomeReview.objects.update(reviewed_on=clock.day_of(past))
    want(worker, open_case, "Something new")
    found.unserved.versions.update(said_on=clock.today())  # the day of writing down counts, not of saying
    finding.find_due()

    overview = overview_of(open_case, worker)
    by_page = {due.text: due.on for due in overview.looking_back}
    standing = Reminder.objects.standing().filter(kind=Kind.REVIEW)
    assert {by_page[f"Look back at outcome {found.served.number}"]} == set(
        standing.values_list("due_on", flat=True)
    )
    assert status_of_reviewing(overview, worker) == "In progress"
    OutcomeReview.objects.create(
        outcome=found.unserved,
        version=found.unserved.current,
        judge="worker",
        judgement="partly",
        voice="professional",
        reviewed_on=clock.day_of(past),
        recorded_by=worker,
    )
    DesiredOutcome.objects.filter(number__gt=found.gone.number).update(
        state="no-longer-wanted", state_on=clock.today(), state_reason="So."
    )
    assert status_of_reviewing(overview_of(open_case, worker), worker) == "Due again"


def status_of_reviewing(overview, reader):
    (task,) = [task for task in tasks_of(overview, reader) if "came true" in task.text]
    return task.status


def test_a_closed_enquiry_has_nothing_due(worker, closed_case):
    assert overview_of(closed_case, worker).due == []


def test_tasks_say_how_far_they_are_and_why_they_cannot_start(worker, case, open_case):
    before = {task.text: task for task in tasks_of(overview_of(open_case, worker), worker)}
    assert before["Ask whether each outcome came true"].why == "No outcome has been stated yet."
    assert before["Write down what they want to happen"].status == "Not started"
    threaded(worker, open_case)
    after = {task.text: task.status for task in tasks_of(overview_of(open_case, worker), worker)}
    assert after["Write down what they want to happen"] == "Done"
    assert after["Plan and do what serves it"] == "In progress"
    assert after["Ask whether each outcome came true"] == "In progress"


def test_who_works_on_it_is_said_once_somebody_leads(sam, worker, case):
    def status():
        return next(
            task.status for task in tasks_of(overview_of(case, sam), sam) if task.text.startswith("Say")
        )

    assert status() == "Not started"
    for user, role, expected in ((sam, "sam", "In progress"), (worker, "lead", "Done")):
        allocate_case(actor=sam, case_id=case.pk, user_id=user.pk, role=role, reason="")
        assert status() == expected


def test_an_undecided_case_cannot_be_closed_yet(worker, case):
    closing = next(
        task for task in tasks_of(overview_of(case, worker), worker) if task.text == "Close the enquiry"
    )
    assert (closing.status, closing.why) == ("Cannot start yet", "No enquiry has been decided on.")


@pytest.mark.parametrize("page", ["case", "timeline", "thread", "balance"])
def test_every_page_shows_a_bare_case(client, worker, case, page):
    assert shown(client, worker, case, page).status_code == 200


@pytest.mark.parametrize("page", ["case", "timeline", "thread", "balance"])
def test_another_team_gets_404(client, outsider, open_case, page):
    assert shown(client, outsider, open_case, page).status_code == 404
