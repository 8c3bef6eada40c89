"""A form sent after sign-out, or from a page older than the sign-in, is kept for its worker and nobody else."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Team
from audit import clock
from tests.cast import PASSWORD
from tests.hand import Hand
from ui import drafts
from ui.models import Draft, Parcel

WORDS = "I want to stay at home. Chcę zostać w domu 🏡"


@pytest.fixture
def signed_out(hand, north):
    """The worker opened a form, and the session has ended since."""
    hand.open(f"/teams/{north.pk}/note/")
    hand.client = Client()
    return hand


@pytest.fixture
def path(north):
    return f"/teams/{north.pk}/note/"


def test_a_form_sent_after_sign_out_is_offered_at_the_next_sign_in(signed_out, worker, path):
    answer = signed_out.send(path, words=WORDS)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={path}")
    assert WORDS.encode() not in bytes(Parcel.objects.get().contents)
    assert not Draft.objects.exists()

    back = Hand(worker)
    page = back.open(path)
    assert page.context["form"]["words"].value() == WORDS
    assert "had not finished" in page.text
    assert not Parcel.objects.exists()
    assert back.send(path, words=WORDS).url == "/there/"


def test_signing_in_says_that_something_was_kept(signed_out, worker, path):
    signed_out.send(path, words=WORDS)
    client = Client()
    answer = client.post("/accounts/login/", {"login": worker.email, "password": PASSWORD, "next": "/"})

    assert (answer.status_code, answer.url) == (302, "/")
    assert Draft.objects.get().posted == {"words": [WORDS]}
    assert "was kept" in client.get("/not-finished/").text


def test_another_user_never_sees_it(signed_out, sam, path):
    signed_out.send(path, words=WORDS)
    page = Hand(sam).open(path)

    assert WORDS not in page.text
    assert Parcel.objects.count() == 1


def test_typing_after_sign_out_is_answered_and_kept_too(signed_out, worker, path):
    assert signed_out.type(path, words="first").status_code == 401
    assert signed_out.type(path, words="first, second").status_code == 401

    assert Hand(worker).open(path).context["form"]["words"].value() == "first, second"


def test_it_is_kept_for_twelve_hours(signed_out, worker, path):
    signed_out.send(path, words=WORDS)
    Parcel.objects.update(kept_at=clock.now() - timedelta(hours=12, minutes=1))

    assert "had not finished" not in Hand(worker).open(path).text
    drafts.remove_old()
    assert not Parcel.objects.exists()


def test_a_form_that_is_not_ours_is_not_kept(signed_out, path):
    signed_out.hidden["form_key"] = signed_out.hidden["form_key"][:-3] + "abc"
    answer = signed_out.send(path, words=WORDS)

    assert answer.url == f"/accounts/login/?next={path}"
    assert not Parcel.objects.exists()


def test_what_was_kept_does_not_replace_newer_text(signed_out, worker, path):
    signed_out.send(path, words="older")
    parcel = Parcel.objects.get()
    key = signed_out.hidden
    back = Hand(worker)
    Draft.objects.all().delete()
    parcel.save(force_insert=True)
    back.hidden = key
    back.type(path, words="newer")

    assert back.open(path).context["form"]["words"].value() == "newer"


def test_a_form_sent_in_anothers_session_is_not_saved_under_their_name(hand, sam, worker, path):
    hand.open(path)
    intruder = Hand(sam)
    intruder.hidden = hand.hidden
    answer = intruder.send(path, words="East")

    assert answer.status_code == 409
    assert "This form was not sent" in answer.text
    assert intruder.type(path, words="East").status_code == 401
    assert not Team.objects.filter(name="East").exists()
    assert not Draft.objects.filter(user=sam).exists()
    assert Hand(worker).open(path).context["form"]["words"].value() == "East"


def test_a_page_older_than_the_sign_in_keeps_its_text(small_site, worker, path):
    old = Hand(worker, csrf=True)
    old.open(path)
    new = Hand(worker, csrf=True)
    new.open(path)
    stale = {**old.hidden, "csrfmiddlewaretoken": "x" * 64}
    answer = new.client.post(path, {**stale, "words": "East"})

    draft = Draft.objects.get()
    assert answer.url == f"{path}?draft={draft.pk}"
    assert not Team.objects.filter(name="East").exists()
    assert "Nothing has been sent yet" in new.client.get(answer.url).text


def test_typing_in_a_page_older_than_the_sign_in_is_saved(small_site, worker, path):
    hand = Hand(worker, csrf=True)
    hand.open(path)
    answer = hand.client.post(path, {**hand.hidden, "csrfmiddlewaretoken": "", "words": "w", "draft": "1"})

    assert answer.status_code == 204
    assert Draft.objects.get().posted == {"words": ["w"]}


def test_a_forged_request_is_refused_and_nothing_is_kept(small_site, worker, path):
    hand = Hand(worker, csrf=True)
    answer = hand.client.post(path, {"words": "forged"})

    assert answer.status_code == 403
    assert "too old to send" in answer.text
    assert not Draft.objects.exists()
    assert not Parcel.objects.exists()


def test_a_sent_form_is_not_kept_again_after_sign_out(signed_out, worker, north, path):
    back = Hand(worker)
    back.hidden = signed_out.hidden
    back.send(path, words="East")
    signed_out.send(path, words="East")

    assert not Parcel.objects.exists()


def test_a_changed_secret_makes_the_parcel_unreadable_and_nothing_else(signed_out, worker, path, settings):
    signed_out.send(path, words=WORDS)
    settings.SECRET_KEY = "another"

    assert Hand(worker).open(path).status_code == 200


def test_staying_signed_in_needs_a_session(small_site, worker):
    hand = Hand(worker)
    assert hand.client.post("/stay-signed-in/").status_code == 204
    assert hand.client.get("/stay-signed-in/").status_code == 405
    assert Client().post("/stay-signed-in/").status_code == 302
