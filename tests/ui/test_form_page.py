"""A form page never loses text, and does its act once."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connections

from accounts.models import Team
from audit import clock
from tests.hand import Hand
from ui import drafts
from ui.models import Draft, Submission

WORDS = "  I don’t want them to know.\n\nMam: “Dw i eisiau mynd adre” 🏡 źdźbło\t"


def made():
    """The names of what the acts of these pages made."""
    return sorted(Team.objects.exclude(name__in=["North", "South"]).values_list("name", flat=True))


def mine(user):
    return Draft.objects.filter(user=user)


def test_a_sent_form_does_its_act_and_goes_to_the_result(hand):
    assert hand.open("/new/").status_code == 200
    response = hand.send("/new/", words="East")

    assert (response.status_code, response.url) == (302, "/there/")
    assert made() == ["East"]
    assert Submission.objects.get().result == "/there/"


def test_a_form_sent_twice_makes_one_record_and_goes_to_the_same_result(hand):
    hand.open("/new/")
    first, second = hand.send("/new/", words="East"), hand.send("/new/", words="East")

    assert first.url == second.url == "/there/"
    assert made() == ["East"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_record(small_site, worker):
    hand = Hand(worker)
    hand.open("/new/")
    answers, start = [], threading.Barrier(4)

    def click():
        try:
            start.wait()
            answers.append(hand.client_copy().post("/new/", {**hand.hidden, "words": "East"}))
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert [answer.url for answer in answers] == ["/there/"] * 4
    assert made() == ["East"]


def test_the_same_form_opened_twice_makes_two_records(hand):
    for name in ("East", "West"):
        hand.open("/new/")
        hand.send("/new/", words=name)

    assert made() == ["East", "West"]


def test_a_wrong_form_comes_back_with_its_text_and_the_text_is_kept(hand, worker):
    hand.open("/new/")
    response = hand.send("/new/", words="", agreed="on")

    assert response.status_code == 422
    assert "Enter what they said" in response.text
    assert mine(worker).get().posted == {"words": [""], "agreed": ["on"]}
    assert hand.hidden["form_key"] in response.text


def test_a_refused_act_writes_nothing_and_says_why(hand, worker):
    hand.open("/new/")
    response = hand.send("/new/", words="refuse")

    assert response.status_code == 422
    assert "There is such a team already" in response.text
    assert not made()
    assert not Submission.objects.exists()
    assert mine(worker).get().posted == {"words": ["refuse"]}


def test_after_a_refusal_the_same_form_can_be_sent_again(hand, worker):
    hand.open("/new/")
    hand.send("/new/", words="refuse")
    response = hand.send("/new/", words="East")

    assert response.status_code == 302
    assert made() == ["East"]
    assert not mine(worker).exists()


def test_a_forbidden_act_answers_403_and_the_text_is_kept(hand, worker):
    hand.open("/new/")
    response = hand.send("/new/", words="forbid")

    assert response.status_code == 403
    assert mine(worker).get().posted == {"words": ["forbid"]}


def test_a_right_taken_away_while_typing_does_not_take_the_text_with_it(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    Team.objects.update(closed_at=clock.now())

    assert hand.send(path, words="half").status_code == 403
    assert mine(worker).get().posted == {"words": ["half"]}


def test_text_about_a_record_that_is_no_longer_visible_is_not_kept(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    north.memberships.all().delete()
    north.delete()

    assert hand.send(path, words="half").status_code == 404
    assert not mine(worker).exists()


def test_a_fault_in_the_act_does_not_take_the_text_with_it(hand, worker):
    hand.client.raise_request_exception = False
    hand.open("/new/")
    response = hand.send("/new/", words="break")

    assert response.status_code == 500
    assert mine(worker).get().posted == {"words": ["break"]}


def test_what_is_typed_is_saved_and_put_back_on_the_same_record_only(hand, worker, north, south):
    here, there = f"/teams/{north.pk}/note/", f"/teams/{south.pk}/note/"
    hand.open(here)
    answer = hand.type(here, words=WORDS)

    assert answer.status_code == 204
    assert answer["Saved-At"]
    assert mine(worker).get().posted == {"words": [WORDS]}
    again = hand.open(here)
    assert "You had not finished this" in again.text
    assert again.context["form"]["words"].value() == WORDS
    assert "Enter what" not in again.text
    assert "You had not finished" not in hand.open(there).text


def test_a_draft_is_listed_with_the_reference_of_its_case(hand, worker, open_case):
    path = f"/cases/{open_case.pk}/note/"
    hand.open(path)
    hand.type(path, words=WORDS)

    assert open_case.reference in hand.open("/not-finished/").text


def test_an_empty_form_says_that_another_one_is_not_finished(hand):
    hand.open("/new/")
    hand.type("/new/", words=WORDS)

    assert "begun this form at another time" in hand.open("/new/").text


def test_a_draft_is_its_writers_alone(hand, sam, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    hand.type(path, words=WORDS)
    draft = mine(hand.user).get()

    other = Hand(sam)
    assert "You had not finished" not in other.open(path).text
    assert "You had not finished" not in other.open(f"{path}?draft={draft.pk}").text
    assert "A note" not in other.open("/not-finished/").text
    assert other.send(f"/not-finished/{draft.pk}/discard/").status_code == 404


def test_a_draft_of_something_new_is_listed_and_opened_from_there(hand, worker):
    hand.open("/new/")
    hand.type("/new/", words=WORDS)
    draft = mine(worker).get()

    assert "You had not finished" not in hand.open("/new/").text
    assert f"/new/?draft={draft.pk}" in hand.open("/not-finished/").text
    assert hand.open(f"/new/?draft={draft.pk}").context["form"]["words"].value() == WORDS


def test_a_page_with_a_question_in_its_address_is_found_again(hand, worker):
    hand.open("/new/?about=risk")
    hand.type("/new/?about=risk&draft=x", words=WORDS)
    draft = mine(worker).get()

    assert draft.address == f"/new/?about=risk&draft={draft.pk}"
    assert hand.open(draft.address).context["form"]["words"].value() == WORDS


def test_a_draft_of_another_day_says_the_day(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    hand.type(path, words=WORDS)
    mine(worker).update(saved_at=datetime(2026, 3, 3, 14, 2, tzinfo=UTC))

    assert "What you typed on 3 March 2026 at 14:02 is back in the form" in hand.open(path).text


@pytest.mark.parametrize("chosen", ["x", "", "0", "00000000-0000-0000-0000-000000000000", "\x00", "é"])
def test_an_unknown_draft_is_an_empty_form(hand, chosen):
    response = hand.client.get("/new/", {"draft": chosen})

    assert response.status_code == 200
    assert "You had not finished" not in response.text


def test_sending_clears_the_draft_and_the_one_it_continued(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    hand.type(path, words="half")
    hand.open(path)
    hand.send(path, words="whole")

    assert not mine(worker).exists()


def test_a_late_save_does_not_bring_a_sent_form_back(hand, worker):
    hand.open("/new/")
    hand.send("/new/", words="East")

    assert hand.type("/new/", words="East").status_code == 409
    assert not mine(worker).exists()


def test_two_tabs_do_not_lose_each_others_text(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    first_tab = hand.hidden
    hand.type(path, words="first")
    hand.open(path)
    second_tab = hand.hidden
    hand.client.post(path, {**first_tab, "words": "first goes on", "draft": "1"})
    hand.client.post(path, {**second_tab, "words": "second", "draft": "1"})

    assert {draft.posted["words"][0] for draft in mine(worker)} == {"first goes on", "second"}
    assert hand.open(path).context["form"]["words"].value() == "second"


def test_going_on_with_a_draft_leaves_one_draft(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    for words in ("one", "one two", "one two three"):
        hand.open(path)
        hand.type(path, words=words)

    assert mine(worker).get().posted == {"words": ["one two three"]}


def test_save_and_finish_later_keeps_the_text_without_checking_it(hand, worker):
    hand.open("/new/")
    response = hand.send("/new/", words="", draft="later")

    assert response.url == "/not-finished/"
    assert mine(worker).count() == 1
    assert not made()


def test_a_draft_can_be_discarded(hand, worker, north):
    path = f"/teams/{north.pk}/note/"
    hand.open(path)
    hand.type(path, words="half")
    draft = mine(worker).get()
    response = hand.send(f"/not-finished/{draft.pk}/discard/", back="form")

    assert response.url == path
    assert not mine(worker).exists()


def test_passwords_and_files_are_never_kept(hand, worker):
    hand.open("/secret/")
    hand.type("/secret/", words="w", password="hunter2")

    assert mine(worker).get().posted == {"words": ["w"]}


@pytest.mark.parametrize("key", ["", "garbled", "a:b:c", "\x00", "é" * 3000])
def test_a_garbled_key_is_a_fresh_form(hand, key):
    response = hand.client.post("/new/", {"form_key": key, "words": "East"})

    assert response.status_code == 302
    assert made() == ["East"]


def test_a_key_of_another_form_is_a_fresh_form(hand, north):
    hand.open("/new/")
    response = hand.send(f"/teams/{north.pk}/note/", words="East")

    assert response.status_code == 302
    assert Submission.objects.get().form == "note"


def test_odd_input_is_kept_without_a_fault(hand, worker):
    hand.open("/new/")
    odd = {"odd\x00": b"\xff\xfe", "words-3": ""}

    assert hand.type("/new/", words=["a\x00b", "second"], **odd).status_code == 204
    assert mine(worker).get().posted["words"] == ["ab", "second"]
    assert hand.send("/new/", words="a\x00b").status_code == 422


def test_too_much_text_for_a_draft_is_said_and_the_text_stays_on_the_page(hand, worker):
    hand.open("/new/")
    huge = "x" * (drafts.LONGEST_DRAFT + 1)

    assert hand.type("/new/", words=huge).status_code == 413
    response = hand.send("/new/", words=huge)
    assert response.status_code == 422
    assert huge in response.text
    assert not mine(worker).exists()


def test_more_inputs_than_the_product_takes_are_refused_without_a_fault(hand):
    hand.open("/new/")
    response = hand.send("/new/", **{f"x{number}": "1" for number in range(2100)})

    assert response.status_code == 400


def test_drafts_about_a_record_are_erased_with_it(hand, worker, north):
    hand.open(f"/teams/{north.pk}/note/")
    hand.type(f"/teams/{north.pk}/note/", words="half")
    drafts.erase_drafts([north])

    assert not mine(worker).exists()


def test_old_drafts_are_removed_and_new_ones_are_not(hand, worker, north):
    hand.open("/new/")
    hand.type("/new/", words="old")
    Draft.objects.update(saved_at="2026-01-01T00:00:00Z")
    hand.open("/new/")
    hand.type("/new/", words="new")
    drafts.remove_old()

    assert mine(worker).get().posted == {"words": ["new"]}


def test_no_model_change_is_without_a_migration(db):
    call_command("makemigrations", "ui", check=True, dry_run=True, verbosity=0)
