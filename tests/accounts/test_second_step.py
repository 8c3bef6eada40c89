"""The second step of signing in: required where the council says so, used once, lost and found again."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

import accounts.actions
from accounts.models import RecoveryCode
from accounts.second_steps import MFAAdapter
from audit.events import Event
from audit.models import AuditEntry
from tests.cast import PASSWORD

SECRET = totp.generate_totp_secret()
CODES = re.compile(r"\b(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}\b")


def code_now(secret=SECRET, later=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def with_app(worker):
    """The worker has an authenticator app."""
    totp.TOTP.activate(worker, SECRET)
    return worker


def password(user):
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client, answer


def enter(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


def events(user):
    return set(AuditEntry.objects.filter(actor=user).values_list("event", flat=True))


def test_the_password_alone_does_not_sign_in(with_app):
    client, answer = password(with_app)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "Show that it is you" in client.get(answer.url).text
    assert enter(client, code_now()).status_code == 302
    assert is_in(client)


def test_a_code_works_once(with_app):
    code = code_now()
    for let_in in (True, False):
        client, _ = password(with_app)
        enter(client, code)
        assert is_in(client) is let_in
    assert Event.SECOND_STEP_FAILED in events(with_app)


def test_an_earlier_code_does_not_work_after_a_later_one(with_app):
    client, _ = password(with_app)
    enter(client, code_now(later=1))
    assert is_in(client)
    client, _ = password(with_app)
    enter(client, code_now())
    assert not is_in(client)


def test_setting_up_an_app_leads_to_recovery_codes_that_are_shown_once(client, worker):
    client.force_login(worker)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = code_now(secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.url == reverse("accounts:recovery-codes")

    shown = CODES.findall(client.post(answer.url).text)
    assert len(set(shown)) == 10
    assert not CODES.search(client.get(answer.url).text)
    assert {Event.SECOND_STEP_ADDED, Event.RECOVERY_CODES_MADE} <= events(worker)
    assert secret not in str(Authenticator.objects.values_list("data").get())
    stored = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code in stored or code.replace("-", "") in stored for code in shown)

    fresh, _ = password(worker)  # the code that set it up is used up
    enter(fresh, code)
    assert not is_in(fresh)


def test_a_recovery_code_signs_in_once(with_app):
    (code, *_rest) = accounts.actions.make_recovery_codes(actor=with_app)
    for let_in in (True, False):
        client, _ = password(with_app)
        enter(client, code.lower())
        assert is_in(client) is let_in
    assert Event.RECOVERY_CODE_USED in events(with_app)


def test_new_recovery_codes_take_the_place_of_the_old(with_app):
    (old, *_rest) = accounts.actions.make_recovery_codes(actor=with_app)
    accounts.actions.make_recovery_codes(actor=with_app)
    assert not accounts.actions.use_recovery_code(actor=with_app, code=old)


def test_anothers_recovery_code_is_nothing(with_app, sam):
    (code, *_rest) = accounts.actions.make_recovery_codes(actor=sam)
    assert not accounts.actions.use_recovery_code(actor=with_app, code=code)


@pytest.mark.parametrize(
    "who", ["worker", "sam", "manager", "advocate", "administrator", "auditor", "analyst"]
)
def test_where_it_is_required_nobody_goes_on_without(settings, client, cast, who):
    settings.MFA_REQUIRED = True
    client.force_login(getattr(cast, who))
    for path in ("/", reverse("accounts:profile"), reverse("accounts:recovery-codes"), "/cases/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index")), path
    assert "Set one up before you go on" in client.get(reverse("mfa_index")).text
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_who_has_one_goes_on(settings, with_app):
    settings.MFA_REQUIRED = True
    client, _ = password(with_app)
    enter(client, code_now())
    assert is_in(client)


def test_removing_the_only_one_leads_back_to_setting_up_and_signs_out_elsewhere(settings, with_app):
    settings.MFA_REQUIRED = True
    elsewhere, _ = password(with_app)
    enter(elsewhere, code_now())
    client, _ = password(with_app)
    enter(client, code_now(later=1))
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert client.get("/").url == reverse("mfa_index")
    assert not is_in(elsewhere)
    assert not RecoveryCode.objects.exists()
    assert Event.SECOND_STEP_REMOVED in events(with_app)


def test_an_administrator_resets_somebodys_second_step_and_says_why(with_app, administrator, client):
    accounts.actions.make_recovery_codes(actor=with_app)
    theirs, _ = password(with_app)
    enter(theirs, code_now())
    client.force_login(administrator)
    client.post(
        reverse("accounts:reset-second-step", args=[with_app.pk]), {"reason": "Lost telephone; rang her."}
    )
    assert not is_in(theirs)
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    entry = AuditEntry.objects.get(event=Event.SECOND_STEP_RESET)
    assert (entry.actor, entry.subject_id, entry.reason) == (
        administrator,
        with_app.pk,
        "Lost telephone; rang her.",
    )


def test_a_reset_needs_a_reason(with_app, administrator, client):
    client.force_login(administrator)
    answer = client.post(reverse("accounts:reset-second-step", args=[with_app.pk]), {"reason": ""})
    assert (answer.status_code, Authenticator.objects.count()) == (422, 1)


@pytest.mark.parametrize("who", ["administrator", "sam"])
def test_nobody_resets_their_own_and_nobody_else_resets_any(cast, who):
    user = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        accounts.actions.reset_second_step(actor=user, user_id=user.pk, reason="Because")
    assert not AuditEntry.objects.filter(event=Event.SECOND_STEP_RESET).exists()


def test_a_changed_secret_of_the_product_can_still_read_the_old(settings):
    kept = MFAAdapter().encrypt("words")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 8
    assert MFAAdapter().decrypt(kept) == "words"
