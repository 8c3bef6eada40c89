import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.urls import reverse

from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import withdraw_conversation
from casefile.errors import AlreadyWithdrawn, CouncilActsOnIt, OutcomesToDecide
from casefile.models import Reminder, ReportKind
from casefile.overview import overview_of
from casefile.reminders import finding
from casefile.reminders.choices import Kind
from casefile.reports.freezing import freeze
from enquiries.choices import Voice
from outcomes.actions import correct_answer
from outcomes.choices import Involvement, SafetyLevel
from outcomes.figures import WasAsked, safety_of, sg4a
from outcomes.models import Conversation, DesiredOutcome
from principles.models import Action
from tests.hand import Hand
from tests.outcomes.given import end, talk, want
from tests.principles.given import make_action
from ui.errors import EditConflict

pytestmark = pytest.mark.django_db

REASON = "Written down on the wrong record."


@pytest.fixture
def conversation(worker, open_case):
    return talk(worker, open_case, safety=SafetyLevel.LESS, involvement=Involvement.LEAD)


@pytest.fixture
def outcome(worker, open_case, conversation):
    answer = conversation.answers.get()
    return want(
        worker, open_case, "The wish of another person", answer_id=answer.pk, passage="my own kitchen"
    )


def withdraw(actor, conversation, **changes):
    fields = {"version": 1, "reason": REASON, **changes}
    return withdraw_conversation(actor=actor, conversation_id=conversation.pk, **fields)


def test_it_stays_marked_with_the_reason_and_the_trail_says_so(worker, conversation):
    withdraw(worker, conversation)

    row = Conversation.objects.get()
    assert (row.withdrawn_by, row.withdrawn_reason, row.answers.count()) == (worker, REASON, 1)
    entry = AuditEntry.objects.get(event=Event.CONVERSATION_WITHDRAWN)
    assert (entry.actor, entry.data) == (worker, {"outcomes": 0, "kept": 0, "actions": 0})


def test_no_figure_list_report_or_reminder_counts_it(worker, open_case, conversation, outcome):
    withdraw(worker, conversation, mistaken=[outcome.pk])

    seen = overview_of(open_case, worker)
    assert (seen.was_asked, seen.quotes, seen.ratings, seen.thread.live) == (False, [], [], [])
    assert (seen.thread.gone, seen.thread.stated) == ([], False)
    assert [strand.outcome for strand in seen.thread.mistaken] == [outcome]
    assert sg4a([open_case.pk])[open_case.pk].asked == WasAsked.NOT_RECORDED
    assert safety_of([open_case.pk])[open_case.pk].first is None
    frozen = freeze(open_case, ReportKind.FILE, worker)
    assert (frozen["conversations"], frozen["outcomes"], frozen["safety"]) == ([], [], [])
    finding.find_due()
    assert Reminder.objects.standing().filter(kind=Kind.ASK).count() == 1


def test_the_outcomes_made_from_it_are_decided_on_one_by_one(worker, open_case, conversation, outcome):
    kept = want(worker, open_case, answer_id=conversation.answers.get().pk, passage="my own kitchen")
    for undecided in ({}, {"mistaken": [outcome.pk]}, {"mistaken": [outcome.pk], "kept": [outcome.pk]}):
        with pytest.raises(OutcomesToDecide):
            withdraw(worker, conversation, **undecided)
    assert Conversation.objects.get().withdrawn_at is None

    withdraw(worker, conversation, mistaken=[outcome.pk], kept=[kept.pk])
    assert {row.pk: row.state for row in DesiredOutcome.objects.all()} == {
        outcome.pk: "mistaken",
        kept.pk: "wanted",
    }
    assert AuditEntry.objects.filter(event=Event.OUTCOME_MISTAKEN).count() == 1


def test_what_was_to_be_done_for_it_alone_is_withdrawn_along(worker, open_case, conversation, outcome):
    other = want(worker, open_case)
    alone = make_action(worker, open_case, outcome_id=outcome.pk)
    on_duty = make_action(worker, open_case, outcome_id=outcome.pk, duty="safety")
    for_both = make_action(worker, open_case, outcome_id=outcome.pk, further=[other.pk])
    withdraw(worker, conversation, mistaken=[outcome.pk])

    states = dict(Action.objects.values_list("pk", "status"))
    assert states == {alone.pk: "withdrawn", on_duty.pk: "open", for_both.pk: "open"}
    assert REASON in Action.objects.get(pk=alone.pk).withdrawn_reason


def test_nothing_more_is_made_from_it(worker, open_case, conversation):
    answer = conversation.answers.get()
    withdraw(worker, conversation)
    with pytest.raises(ObjectDoesNotExist):
        want(worker, open_case, answer_id=answer.pk, passage="my own kitchen")
    with pytest.raises(ObjectDoesNotExist):
        correct_answer(actor=worker, answer_id=answer.pk, words="Else.", reason="So.")


def test_the_page_shows_what_follows_and_the_conversation_is_struck_through(
    worker, open_case, conversation, outcome
):
    make_action(worker, open_case, outcome_id=outcome.pk, what="Receipts in the blue tin")
    hand = Hand(worker)
    path = reverse("casefile:withdraw-conversation", args=[open_case.pk, conversation.pk])
    page = hand.open(path).text
    assert all(
        words in page
        for words in ("Receipts in the blue tin", "Less than adequately safe", outcome.current.words)
    )
    assert hand.send(path, reason=REASON).status_code == 422
    response = hand.send(path, reason=REASON, **{f"outcome-{outcome.pk}": "mistaken"})

    assert response.status_code == 302
    page = hand.open(response["Location"]).text
    assert "msp-withdrawn" in page
    assert REASON in page
    assert "Correct who, when or where" not in page
    assert REASON in hand.open(reverse("outcomes:conversations", args=[open_case.pk])).text


def test_done_twice_or_on_a_changed_conversation_nothing_more_happens(worker, sam, conversation):
    with pytest.raises(EditConflict):
        withdraw(worker, conversation, version=7)
    withdraw(worker, conversation)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(sam, conversation, reason="Another reason.")
    assert Conversation.objects.get().withdrawn_reason == REASON


def test_whoever_recorded_it_or_a_manager_of_the_team_withdraws_it(
    colleague, manager, outsider, sam, conversation
):
    for refused in (colleague, manager):
        with pytest.raises(PermissionDenied):
            withdraw(refused, conversation)
    with pytest.raises(ObjectDoesNotExist):
        withdraw(outsider, conversation)
    assert Conversation.objects.get().withdrawn_at is None
    withdraw(sam, conversation)
    assert Conversation.objects.get().withdrawn_by == sam


def test_an_advocate_withdraws_their_own_but_not_what_the_council_acts_on(
    worker, sam, advocate, instructed_case, instruction, conversation
):
    theirs = talk(advocate, instructed_case)
    wish = want(advocate, instructed_case, answer_id=theirs.answers.get().pk, passage="my own kitchen")
    make_action(worker, instructed_case, outcome_id=wish.pk)
    with pytest.raises(PermissionDenied):
        withdraw(advocate, conversation)
    with pytest.raises(PermissionDenied):
        withdraw(sam, theirs)
    with pytest.raises(CouncilActsOnIt):
        withdraw(advocate, theirs, mistaken=[wish.pk])
    withdraw(advocate, theirs, kept=[wish.pk])
    assert Conversation.objects.get(pk=theirs.pk).withdrawn_by == advocate


def test_an_advocate_does_not_read_what_somebody_else_said(worker, advocate, instructed_case, conversation):
    withdraw(worker, conversation)
    hand = Hand(advocate)
    assert hand.open(reverse("outcomes:conversations", args=[instructed_case.pk])).text.count(REASON) == 0
    assert hand.client.get(conversation.get_absolute_url()).status_code == 404


def test_what_an_advocate_whose_work_has_ended_recorded_can_be_withdrawn_by_the_manager(
    worker, sam, advocate, instructed_case, instruction
):
    theirs = talk(advocate, instructed_case, voice=Voice.ADULT)
    end(instruction, worker)
    withdraw(sam, theirs)
    assert Conversation.objects.get().withdrawn_by == sam
