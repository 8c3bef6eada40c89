from datetime import timedelta

import pytest
from django.urls import reverse

from audit import clock
from principles.models import Action, ActionDone
from tests.hand import Hand
from tests.principles.given import make_action, make_outcome

pytestmark = pytest.mark.django_db
SENTENCE = "Her account changed as soon as she could speak freely — ŵ ŷ ł ż 🙂, 'twas so."


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def typed(colleague, /, **changes):
    due = clock.today() + timedelta(days=7)
    return {
        "what": "See her without the referrer",
        "outcome": "duty",
        "duty": "safety",
        "principle": "empowerment",
        "how_it_serves": SENTENCE,
        "owner": str(colleague.pk),
        "repeats": "no",
        **day("due_on", due),
        **changes,
    }


@pytest.fixture
def hand(worker):
    return Hand(worker)


@pytest.fixture
def add(open_case):
    return reverse("principles:add-action", args=[open_case.pk])


def test_all_six_principles_are_shown_with_definition_and_statement(hand, add):
    text = hand.open(add).text
    assert "The least intrusive response appropriate to the risk presented" in text
    assert text.count("govuk-radios__input") >= 6
    assert "I understand the role of everyone involved in my life and so do they." in text


def test_an_action_is_added_with_every_character_of_its_sentence(hand, add, worker, open_case):
    outcome = make_outcome(worker, open_case)
    hand.open(add)
    response = hand.send(add, **typed(worker, outcome=str(outcome.pk)))
    action = Action.objects.get()
    assert (response.status_code, response["Location"]) == (302, action.get_absolute_url())
    assert (action.how_it_serves, action.outcome, action.duty) == (SENTENCE, outcome, "")
    page = hand.client.get(action.get_absolute_url()).text
    assert outcome.current.words in page


def test_a_double_click_makes_one_action(hand, add, worker):
    hand.open(add)
    for _ in range(2):
        assert hand.send(add, **typed(worker)).status_code == 302
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"principle": ""}, "Choose the principle that it stands on"),
        ({"how_it_serves": "  "}, "Enter a sentence on how it serves the principle"),
        ({"outcome": ""}, "Choose the outcome it serves, or the reason it rests on"),
        ({"duty": ""}, "Choose why it is needed although the person has not asked for it"),
        ({"owner": "outside"}, "Enter the name of the person outside who will do it"),
        ({"due_on-month": "13"}, "The day it is due"),
        ({"what": "a\x00b"}, "broken character"),
        ({"what": "x" * 3000}, "2,000"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(hand, add, worker, changes, sentence):
    hand.open(add)
    response = hand.send(add, **typed(worker, **changes))
    assert response.status_code == 422
    assert sentence in response.text or sentence.replace(",", "") in response.text
    if "how_it_serves" not in changes:
        assert "as soon as she could speak freely" in response.text
    assert not Action.objects.exists()


def test_an_outcome_of_another_person_cannot_be_chosen(hand, add, worker, front_door, front_door_case):
    theirs = make_outcome(front_door, front_door_case)
    hand.open(add)
    assert hand.send(add, **typed(worker, outcome=str(theirs.pk))).status_code == 422
    assert not Action.objects.exists()


def test_two_people_who_change_it_see_both_versions(worker, colleague, open_case):
    action = make_action(worker, open_case)
    path = reverse("principles:change-action", args=[action.pk])
    first, second = Hand(worker), Hand(colleague)
    first.open(path)
    second.open(path)
    assert first.send(path, **typed(worker, what="Visit at eleven")).status_code == 302
    answer = second.send(path, **typed(worker, what="Visit at noon"))
    assert answer.status_code == 409
    assert "Visit at eleven" in answer.text
    assert "Visit at noon" in answer.text
    assert Action.objects.get().what == "Visit at eleven"


def test_what_was_done_is_written_down_on_its_page(hand, worker, open_case):
    action = make_action(worker, open_case)
    path = reverse("principles:complete-action", args=[action.pk])
    hand.open(path)
    sent = {"due_on": action.due_on.isoformat(), "what_was_done": SENTENCE, **day("done_on", clock.today())}
    assert hand.send(path, **sent).status_code == 302
    assert ActionDone.objects.get().what_was_done == SENTENCE
    assert "Written down by Wyn Worker" in hand.client.get(action.get_absolute_url()).text


def test_the_page_that_was_opened_before_somebody_else_was_quicker_says_so(worker, colleague, open_case):
    first_day = clock.today() - timedelta(days=7)
    action = make_action(
        worker, open_case, due_on=first_day, repeats="weekly", repeats_until=first_day + timedelta(days=30)
    )
    path = reverse("principles:complete-action", args=[action.pk])
    sent = {"due_on": first_day.isoformat(), "what_was_done": "Rang.", **day("done_on", clock.today())}
    hands = Hand(worker), Hand(colleague)
    for hand in hands:
        hand.open(path)
    assert [hand.send(path, **sent).status_code for hand in hands] == [302, 422]
    assert ActionDone.objects.count() == 1


def test_a_withdrawn_action_is_still_in_the_list_with_its_reason(hand, worker, open_case):
    action = make_action(worker, open_case, what="Ring the bank")
    path = reverse("principles:withdraw-action", args=[action.pk])
    hand.open(path)
    assert (
        hand.send(path, reason="She rang herself.", **day("withdrawn_on", clock.today())).status_code == 302
    )
    text = hand.client.get(reverse("principles:actions", args=[open_case.pk])).text
    assert "Ring the bank" in text
    assert "She rang herself." in text
