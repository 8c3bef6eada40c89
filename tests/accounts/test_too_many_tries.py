"""Whoever guesses is slowed down, everywhere together; whoever is guessed at is not shut out."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import WrongTries
from accounts.tries import COOKIE, Limit, Try, remove_old
from audit import clock
from tests.cast import PASSWORD, make_user

ELSEWHERE, HOME = "203.0.113.7", "198.51.100.4"
NOBODY = "nobody@council.example"


def sign_in(client, email, password, address=HOME):
    return client.post("/accounts/login/", {"login": email, "password": password}, REMOTE_ADDR=address)


def is_in(answer):
    return answer.status_code == 302


def later(monkeypatch, **time):
    moment = clock.now() + timedelta(**time)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_whoever_tries_too_often_is_asked_to_wait(client, worker):
    client.force_login(worker)
    for _ in range(10):
        response = client.post(reverse("account_change_password"))
    assert response.status_code == 429
    assert "Wait a minute" in response.text


def test_after_five_wrong_passwords_the_right_one_has_to_wait_too(worker, monkeypatch):
    for _ in range(5):
        assert "password" in sign_in(Client(), worker.email, "wrong").text
    answer = sign_in(Client(), worker.email, PASSWORD)
    assert not is_in(answer)
    assert "Wait 5 seconds, then try again" in answer.text
    later(monkeypatch, seconds=6)
    assert is_in(sign_in(Client(), worker.email, PASSWORD))


def test_each_wrong_password_makes_the_wait_longer_up_to_a_quarter_of_an_hour():
    limit = Limit(free=5, wait=5, longest=900)
    assert [limit.wait_after(wrong) for wrong in (1, 4, 5, 6, 7, 12, 13, 500)] == [
        0,
        0,
        5,
        10,
        20,
        640,
        900,
        900,
    ]


def test_an_attacker_elsewhere_does_not_shut_out_the_worker_at_their_own_computer(worker):
    own = Client()
    assert is_in(sign_in(own, worker.email, PASSWORD))
    own.post(reverse("account_logout"))
    guess(worker.email, times=60)
    assert is_in(sign_in(own, worker.email, PASSWORD))


def test_an_attacker_elsewhere_makes_the_worker_at_a_new_computer_wait_for_seconds_only(worker, monkeypatch):
    guess(worker.email, times=60)
    assert re.search(r"Wait (1\d|20) seconds", sign_in(Client(), worker.email, PASSWORD).text)
    later(monkeypatch, seconds=21)
    assert is_in(sign_in(Client(), worker.email, PASSWORD))


def guess(email, times):
    """From many places at once, as a botnet does."""
    for number in range(times):
        sign_in(Client(), email, "wrong", address=f"203.0.113.{number}")


def test_wrong_passwords_of_one_place_slow_it_down_and_not_the_known_browsers_there(worker, sam, monkeypatch):
    own = Client()
    sign_in(own, sam.email, PASSWORD)
    own.post(reverse("account_logout"))
    place = Try("somebody", HOME)
    for number in range(101):
        Try(f"guess {number}", HOME).was_wrong()
    assert place.seconds_to_wait() == 5
    assert is_in(sign_in(own, sam.email, PASSWORD))
    assert is_in(sign_in(Client(), worker.email, PASSWORD, address=ELSEWHERE))


def test_a_known_browser_is_slowed_down_by_its_own_wrong_passwords(worker):
    own = Client()
    sign_in(own, worker.email, PASSWORD)
    own.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(own, worker.email, "wrong")
    assert "Wait 5 seconds" in sign_in(own, worker.email, PASSWORD).text


def test_a_browser_is_known_for_those_who_signed_in_there_and_the_cookie_cannot_be_made_up(worker, sam):
    own = Client()
    sign_in(own, worker.email, PASSWORD)
    own.post(reverse("account_logout"))
    sign_in(own, sam.email, PASSWORD)
    cookie = own.cookies[COOKIE].value
    assert worker.email not in cookie
    assert Try(worker.email, ELSEWHERE, cookie).known_browser()
    assert Try(sam.email.upper(), ELSEWHERE, cookie).known_browser()
    assert not Try(NOBODY, ELSEWHERE, cookie).known_browser()
    assert not Try(worker.email, ELSEWHERE, cookie[:-2] + "xx").known_browser()


def test_what_is_kept_holds_no_name_and_no_address_and_is_gone_after_an_hour(worker, monkeypatch):
    sign_in(Client(), worker.email, "wrong")
    kept = str(list(WrongTries.objects.values_list()))
    assert worker.email not in kept
    assert HOME not in kept
    later(monkeypatch, minutes=61)
    remove_old()
    assert not WrongTries.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_tries_than_one_after_the_other(monkeypatch):
    """Real connections, as of many processes: what is counted in the memory of each would let each try."""
    user = make_user("wyn@council.example", "Wyn")
    hashed = []
    verify = ScryptPasswordHasher.verify
    monkeypatch.setattr(
        ScryptPasswordHasher, "verify", lambda self, *given: hashed.append(1) or verify(self, *given)
    )

    def attack(_number):
        try:
            return sign_in(Client(), user.email, "wrong").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(attack, range(40))) == {200}
    assert len(hashed) <= 6


@pytest.mark.django_db(transaction=True)
def test_colleagues_at_one_address_do_not_wait_for_each_other(monkeypatch):
    """One whose hash takes long is in the middle of signing in when another begins and ends."""
    slow, quick = (make_user(f"{name}@council.example", name.title()) for name in ("slow", "quick"))
    verify, begun, other_is_in = ScryptPasswordHasher.verify, Event(), Event()

    def at_leisure(self, *given):
        if not begun.is_set():
            begun.set()
            assert other_is_in.wait(timeout=20)
        return verify(self, *given)

    monkeypatch.setattr(ScryptPasswordHasher, "verify", at_leisure)

    def come(user):
        try:
            return sign_in(Client(), user.email, PASSWORD).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(come, slow)
        assert begun.wait(timeout=20)
        second = pool.submit(come, quick).result(timeout=20)
        other_is_in.set()
        assert (first.result(timeout=20), second) == (302, 302)


# -- nobody learns which accounts exist


@contextmanager
def counted_work(monkeypatch):
    """How often a password was hashed: the one thing that takes long."""
    count = []
    encode = ScryptPasswordHasher.encode
    with monkeypatch.context() as patch:
        patch.setattr(
            ScryptPasswordHasher, "encode", lambda self, *given: count.append(1) or encode(self, *given)
        )
        yield count


def folded(answer, email):
    """The page without what was typed, and without what is new in every page."""
    return re.sub(r'value="[^"]{20,}"|\d\d:\d\d', "", answer.text.replace(email, ""))


@pytest.fixture
def shut(worker):
    """An account that may not sign in any more."""
    worker.is_active = False
    worker.save(update_fields=["is_active"])
    return worker


def asked(monkeypatch, ask, email):
    with counted_work(monkeypatch) as work:
        answer = ask(Client(), email)
    return answer.status_code, folded(answer, email), len(work)


def ask_to_sign_in(client, email):
    return sign_in(client, email, "not the password")


def ask_to_sign_in_too_often(client, email):
    for _ in range(5):
        sign_in(client, email, "not the password")
    return sign_in(client, email, "not the password")


def ask_for_a_new_password(client, email):
    sent = len(mail.outbox)
    answer = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    assert len(mail.outbox) == sent + 1  # to both, so that both take as long
    return answer


@pytest.mark.parametrize("ask", [ask_to_sign_in, ask_to_sign_in_too_often, ask_for_a_new_password])
def test_a_stranger_sees_the_same_page_for_any_name_after_the_same_work(sam, shut, monkeypatch, ask):
    no_password = make_user("new@council.example", "New")
    no_password.set_unusable_password()
    no_password.save(update_fields=["password"])
    answers = [asked(monkeypatch, ask, email) for email in (NOBODY, sam.email, shut.email, no_password.email)]
    assert answers[0][0] == 200
    for answer in answers[1:]:
        assert answer == answers[0]
