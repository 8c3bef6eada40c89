"""Where somebody is signed in: each ends by itself, by its owner, or at once when what they may do changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

import accounts.actions
from accounts.devices import device_in_words
from accounts.models import SignedInSession
from accounts.rules import Role
from accounts.sessions import remove_ended
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from tests.cast import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(user, **headers):
    client = Client(headers={"user-agent": FIREFOX, **headers})
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def is_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


def session_of(client):
    return SignedInSession.objects.get(session_key=client.session.session_key)


def at(monkeypatch, **later):
    moment = clock.now() + timedelta(**later)
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_a_session_tells_its_owner_the_device_in_plain_words_and_keeps_no_address(worker):
    client = signed_in(worker)
    page = client.get(reverse("accounts:signed-in"))
    assert "Firefox on Windows" in page.text
    assert "This one" in page.text
    stored = [str(value) for value in SignedInSession.objects.filter(user=worker).values_list().get()]
    assert not any("127.0.0.1" in value or "Mozilla" in value for value in stored)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge on Windows"),
        ("", "An unknown browser"),
        ("<script>" * 500, "An unknown browser"),
    ],
)
def test_a_device_in_words(says, words):
    assert device_in_words(says) == words


def test_it_ends_after_half_an_hour_without_a_click(worker, monkeypatch):
    client = signed_in(worker)
    at(monkeypatch, minutes=29)
    assert is_in(client)
    at(monkeypatch, minutes=29)
    assert is_in(client)
    at(monkeypatch, minutes=31)
    assert not is_in(client)


def test_it_ends_after_twelve_hours_however_busy(worker, monkeypatch):
    client = signed_in(worker)
    for _ in range(26):
        at(monkeypatch, minutes=27)
        assert is_in(client)
    at(monkeypatch, minutes=19)
    assert not is_in(client)
    remove_ended()
    assert not SignedInSession.objects.filter(user=worker).exists()


def test_signing_out_one_place_leaves_the_others(worker):
    here, there, third = (signed_in(worker) for _ in range(3))
    public_id = session_of(there).public_id
    assert here.post(reverse("accounts:end-session", args=[public_id])).status_code == 302
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    assert AuditEntry.objects.filter(event=Event.SESSIONS_ENDED, actor=worker).count() == 1
    assert here.post(reverse("accounts:end-session", args=[public_id])).status_code == 404


def test_signing_out_everywhere_else(worker):
    here, there = signed_in(worker), signed_in(worker)
    here.post(reverse("accounts:end-other-sessions"))
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_ends_anothers_session(worker, sam):
    mine, theirs = signed_in(worker), signed_in(sam)
    assert mine.post(reverse("accounts:end-session", args=[session_of(theirs).public_id])).status_code == 404
    assert is_in(theirs)


def test_the_key_of_a_session_is_not_in_the_page(worker):
    client = signed_in(worker)
    assert client.session.session_key not in client.get(reverse("accounts:signed-in")).text


def role_given(administrator, worker):
    accounts.actions.add_membership(actor=administrator, user_id=worker.pk, role=Role.ANALYST)


def role_taken(administrator, worker):
    accounts.actions.end_membership(actor=administrator, membership_id=worker.memberships.get().pk)


def account_shut(administrator, worker):
    accounts.actions.change_user(
        actor=administrator,
        user_id=worker.pk,
        name=worker.name,
        email=worker.email,
        job_title="",
        organisation_name="",
        is_active=False,
    )


def signed_out_by_the_administrator(administrator, worker):
    accounts.actions.end_sessions_of(actor=administrator, user_id=worker.pk)


@pytest.mark.parametrize("change", [role_given, role_taken, account_shut, signed_out_by_the_administrator])
def test_every_session_ends_at_once_when_what_they_may_do_changes(administrator, worker, sam, change):
    one, other, somebody_else = signed_in(worker), signed_in(worker), signed_in(sam)
    change(administrator, worker)
    assert not SignedInSession.objects.filter(user=worker).exists()
    assert (is_in(one), is_in(other), is_in(somebody_else)) == (False, False, True)


def test_changing_the_password_leaves_only_the_session_that_changed_it(worker):
    here, there = signed_in(worker), signed_in(worker)
    new = "another long passphrase"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(here), is_in(there)) == (True, False)
    assert SignedInSession.objects.filter(user=worker).count() == 1


def test_signing_out_tells_the_browser_to_forget_and_keeps_its_cookies(worker):
    client = signed_in(worker)
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not SignedInSession.objects.filter(user=worker).exists()
