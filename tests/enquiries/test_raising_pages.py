import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import clock
from enquiries.models import Concern
from tests.hand import HIDDEN, Hand
from ui.models import Draft

WORDS = "It’s my money, not Jan’s.\n\n  “Dw i’n iawn” – ŵyr Zażółć 🏡 "
RECEIVED = timezone.localtime(clock.now() - timedelta(hours=2))
PAGES = {
    "who": {"raised_by": "home-care"},
    "contact": {"raised_by_name": "Shona O’Brien", "raised_by_organisation": "Bluebell Care"},
    "received": {
        "received_at-day": str(RECEIVED.day),
        "received_at-month": str(RECEIVED.month),
        "received_at-year": str(RECEIVED.year),
        "received_at-time": f"{RECEIVED:%H:%M}",
    },
    "danger": {"immediate_danger": "no"},
    "happened": {
        "fact": "The change never tallies.",
        "opinion": "Jan takes it.",
        "hearsay": "A cousin said so.",
    },
    "kind": {"types": ["financial", "psychological"]},
    "place": {"places": ["own-home"]},
    "source": {"sources": ["known"], "source_description": "The neighbour who shops"},
    "words": {"own_words": WORDS, "own_words_voice": "adult"},
    "knows": {"adult_knows": "no", "not_told_reason": "Nobody has seen her alone yet."},
    "agrees": {"adult_agrees": "not-asked"},
    "others": {"others_at_risk": "no"},
}


def begin(hand, person):
    start = f"{reverse('enquiries:raise-concern')}?person={person.pk}"
    hand.open(start)
    return hand.send(start)["Location"]


def write(hand, tasks, pages=PAGES, **changes):
    for slug, typed in {**pages, **changes}.items():
        hand.open(f"{tasks}{slug}/")
        response = hand.send(f"{tasks}{slug}/", **typed)
        assert response.status_code == 302, (slug, response.text)


@pytest.fixture
def hand(worker):
    return Hand(worker)


@pytest.fixture
def tasks(hand, person, front_door_team):
    return begin(hand, person)


def test_every_answer_reaches_the_concern(hand, tasks, worker, person, front_door_team):
    write(hand, tasks, team={"team": str(front_door_team.pk)})
    check = hand.open(f"{tasks}check/")
    assert "Shona O’Brien" in check.text
    assert "Financial or Material Abuse" in check.text
    sent = hand.client.post(f"{tasks}check/")

    concern = Concern.objects.get()
    assert (concern.case.person, concern.case.team) == (person, front_door_team)
    assert concern.own_words == WORDS
    assert (concern.types, concern.places) == (["financial", "psychological"], ["own-home"])
    assert str(concern.raised_by_organisation) == "Bluebell Care"
    assert concern.not_told_reason == "Nobody has seen her alone yet."
    assert abs(concern.received_at - RECEIVED) < timedelta(minutes=1)
    assert concern.reference in hand.client.get(sent["Location"]).text
    assert not Draft.objects.exists()


def test_sent_twice_it_is_one_concern(hand, tasks, front_door_team):
    write(hand, tasks, team={"team": str(front_door_team.pk)})
    first, second = (hand.client.post(f"{tasks}check/")["Location"] for _ in range(2))

    assert first == second
    assert Concern.objects.count() == 1
    for page in ("", "words/", "check/"):
        assert hand.client.get(f"{tasks}{page}")["Location"] == first


def test_it_is_left_and_resumed_with_what_was_half_written(hand, tasks):
    hand.open(f"{tasks}happened/")
    assert hand.type(f"{tasks}happened/", fact="", opinion="half a thou").status_code == 204

    assert 'href="' + tasks in hand.client.get(reverse("ui:unfinished")).text
    assert "half a thou" in hand.client.get(f"{tasks}happened/").text
    assert "There is a problem" not in hand.client.get(f"{tasks}happened/").text
    assert re.search(r"What happened.*?Not finished", hand.client.get(tasks).text, re.DOTALL)


def test_what_was_saved_while_typing_and_comes_late_does_not_undo_the_page(hand, tasks):
    hand.open(f"{tasks}contact/")
    late = dict(hand.hidden)
    hand.send(f"{tasks}contact/", raised_by_name="Shona", raised_by_role="Home care worker")
    answer = hand.client.post(f"{tasks}contact/", {**late, "raised_by_name": "Sho", "draft": "1"})

    assert answer.status_code == 409
    assert Draft.objects.get().posted["raised_by_role"] == ["Home care worker"]
    hand.open(f"{tasks}contact/")
    assert hand.type(f"{tasks}contact/", raised_by_name="Shona B").status_code == 204
    assert Draft.objects.get().posted["raised_by_name"] == ["Shona B"]


def test_a_wrong_page_comes_back_with_its_text_and_is_kept(hand, tasks):
    hand.open(f"{tasks}knows/")
    response = hand.send(f"{tasks}knows/", adult_knows="no", not_told_reason="")

    assert response.status_code == 422
    assert "Enter why the person does not know" in response.text
    assert Draft.objects.get().posted["adult_knows"] == ["no"]


def test_nobody_else_finds_it(hand, tasks, colleague, person):
    stranger = Hand(colleague)
    for page in ("", "who/", "check/"):
        assert stranger.client.get(f"{tasks}{page}").status_code == 404
    assert (
        "You have begun"
        not in stranger.client.get(f"{reverse('enquiries:raise-concern')}?person={person.pk}").text
    )
    assert "Raise a concern" in hand.client.get(reverse("ui:unfinished")).text
    assert tasks not in stranger.client.get(reverse("ui:unfinished")).text


def test_the_check_page_leads_back_to_itself(hand, tasks, front_door_team):
    write(hand, tasks, team={"team": str(front_door_team.pk)})
    hand.open(f"{tasks}place/?from=check")
    response = hand.send(f"{tasks}place/?from=check", places=["acute"])

    assert response["Location"] == f"{tasks}check/"
    assert "Hospital – Acute" in hand.client.get(f"{tasks}check/").text


def test_what_is_missing_is_asked_before_it_can_be_sent(hand, tasks):
    assert hand.client.post(f"{tasks}check/")["Location"] == f"{tasks}who/"
    assert not Concern.objects.exists()


def test_who_may_see_the_open_case_is_told_that_it_is_joined(worker, open_case):
    hand = Hand(worker)
    tasks = begin(hand, open_case.person)
    write(hand, tasks)

    assert open_case.reference in hand.client.get(f"{tasks}check/").text
    hand.client.post(f"{tasks}check/")
    assert open_case.concerns.count() == 2


def test_who_may_not_see_it_learns_nothing(outsider, open_case, south, front_door_team):
    hand = Hand(outsider)
    tasks = begin(hand, open_case.person)
    write(hand, tasks, team={"team": str(south.pk)})
    check = hand.client.get(f"{tasks}check/").text
    assert open_case.reference not in check
    sent = hand.client.post(f"{tasks}check/")

    receipt = hand.client.get(sent["Location"])
    assert Concern.objects.latest("recorded_at").reference in receipt.text
    assert open_case.reference not in receipt.text
    assert "Read the concern" not in receipt.text


def test_a_receipt_is_its_writers_alone(worker, colleague, outsider, concern):
    address = reverse("enquiries:concern-raised", args=[concern.pk])
    assert Hand(worker).client.get(address).status_code == 200
    assert Hand(colleague).client.get(address).status_code == 404
    assert Hand(outsider).client.get(address).status_code == 404


def test_signed_out_on_a_page_its_text_is_put_into_place_later(hand, tasks, worker):
    hand.open(f"{tasks}words/")
    hand.client.logout()
    hand.send(f"{tasks}words/", own_words=WORDS, own_words_voice="adult")
    hand.client.force_login(worker)

    assert "Dw i’n iawn" in hand.client.get(f"{tasks}words/").text
    assert Draft.objects.get().posted["own_words"][0].replace("\r\n", "\n") == WORDS


def test_discarding_it_leaves_nothing(hand, tasks):
    hand.client.post(reverse("ui:discard-draft", args=[Draft.objects.get().pk]))
    assert hand.client.get(tasks).status_code == 404
    assert not Draft.objects.exists()


def two_windows(worker, path):
    windows = Hand(worker), Hand(worker)
    for window in windows:
        window.open(path)
    return windows


def kept_words():
    return Draft.objects.get().posted["own_words"]


def test_an_older_window_undoes_nothing_that_another_has_kept(worker, tasks):
    first, second = two_windows(worker, f"{tasks}words/")
    assert first.type(f"{tasks}words/", own_words=WORDS).status_code == 204
    assert second.type(f"{tasks}words/", own_words="Short").status_code == 412
    assert second.send(f"{tasks}words/", own_words="Short", own_words_voice="adult").status_code == 409
    assert kept_words() == [WORDS]
    assert first.type(f"{tasks}words/", own_words=f"{WORDS} and more").status_code == 204, "its own go on"


def test_both_windows_stand_side_by_side_and_one_is_chosen(worker, tasks):
    path = f"{tasks}words/"
    first, second = two_windows(worker, path)
    first.type(path, own_words="Said in the first window", own_words_voice="adult")
    typed = {"own_words": "Said in the second window", "own_words_voice": "adult"}
    answer = second.send(path, **typed)
    assert "You wrote this in two windows" in answer.text
    assert "Said in the first window" in answer.text
    assert "Said in the second window" in answer.text
    second.hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(answer.text)}
    undecided = second.send(path, **typed, resolve="save")
    assert undecided.status_code == 409
    assert "Choose which version to keep" in undecided.text
    second.hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(undecided.text)}
    chosen = second.send(path, **typed, **{"keep-own_words": "mine"}, resolve="save")
    assert chosen.status_code == 302
    assert kept_words() == ["Said in the second window"]


def test_the_same_text_in_two_windows_is_no_conflict(worker, tasks):
    path = f"{tasks}words/"
    first, second = two_windows(worker, path)
    typed = {"own_words": WORDS, "own_words_voice": "adult"}
    first.send(path, **typed)
    assert second.send(path, **typed).status_code == 302


def test_what_was_kept_can_be_chosen_and_changed_first(worker, tasks):
    path = f"{tasks}words/"
    first, second = two_windows(worker, path)
    first.type(path, own_words="Said in the first window", own_words_voice="adult")
    answer = second.send(path, own_words="Another", own_words_voice="adult")
    second.hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(answer.text)}
    again = second.send(
        path, own_words="Another", own_words_voice="adult", resolve="edit", **{"keep-own_words": "theirs"}
    )
    assert again.status_code == 200
    assert "Said in the first window" in again.text
    assert kept_words() == ["Said in the first window"]
