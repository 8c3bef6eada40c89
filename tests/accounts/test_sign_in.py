"""Signing in and out through the library's own pages, and what the audit keeps of it."""

from audit.events import Event
from audit.models import AuditEntry
from tests.cast import PASSWORD


def entries():
    return list(AuditEntry.objects.values_list("event", "actor__email"))


def sign_in(client, email, password):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_signing_in_is_audited_and_leads_to_the_days_work(client, worker):
    answer = sign_in(client, worker.email.upper(), PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert entries() == [(Event.SIGNED_IN, worker.email)]


def test_a_wrong_password_is_audited_without_what_was_typed(client, worker):
    answer = sign_in(client, worker.email, "not the passphrase")
    assert answer.status_code == 200
    assert entries() == [(Event.SIGN_IN_FAILED, None)]
    entry = AuditEntry.objects.get()
    assert "passphrase" not in str(entry.data)


def test_an_unknown_address_gets_the_same_answer(client, worker):
    known = sign_in(client, worker.email, "not the passphrase").text
    unknown = sign_in(client, "nobody@council.example", "not the passphrase").text
    assert known.count("error") == unknown.count("error")


def test_signing_out_is_audited(client, worker):
    client.force_login(worker)
    assert client.post("/accounts/logout/").status_code == 302
    assert entries() == [(Event.SIGNED_OUT, worker.email)]


def test_nobody_signs_up_by_themselves(client, db):
    client.post("/accounts/signup/", {"email": "me@council.example", "password1": "a long passphrase"})
    assert entries() == []


def test_a_changed_password_is_audited(client, worker):
    client.force_login(worker)
    new = "another long passphrase"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    worker.refresh_from_db()
    assert worker.check_password(new)
    assert (Event.PASSWORD_CHANGED, worker.email) in entries()
