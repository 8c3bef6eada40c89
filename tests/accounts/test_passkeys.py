"""Passkeys in a real browser, whose authenticator is made of software; and what stays on the screen after sign-out."""

import pytest
from django.urls import reverse

from audit.events import Event
from audit.models import AuditEntry
from tests.cast import PASSWORD


@pytest.fixture
def finger(site):
    """A computer with a fingerprint reader, and somebody's finger on it."""
    devtools = site.page.context.new_cdp_session(site.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.browser
def test_a_passkey_is_added_and_signs_in_by_itself(site, finger, worker, axe):
    site.sign_in(worker)
    page = site.open(reverse("mfa_add_webauthn"))
    axe(page)
    page.get_by_label("What will you call it?").fill("Work laptop")
    page.get_by_role("button", name="Add this passkey").click()
    page.get_by_role("button", name="Make ten codes").click()
    page.get_by_text("This page is shown once").wait_for()
    axe(page)
    site.open(reverse("mfa_index"))
    assert page.get_by_text("Passkey: Work laptop").is_visible()
    axe(page)

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Sign out", exact=True).wait_for()

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Email address").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Show that it is you").wait_for()
    axe(page)
    page.get_by_role("button", name="Use a passkey instead").click()
    page.get_by_role("button", name="Sign out", exact=True).wait_for()
    assert AuditEntry.objects.filter(event=Event.SECOND_STEP_ADDED, actor=worker).count() == 1


@pytest.mark.browser
def test_after_signing_out_back_shows_nothing(site, worker, open_case):
    site.sign_in(worker)
    page = site.open(f"/cases/{open_case.pk}/")
    name = open_case.person.preferred_name
    assert page.get_by_text(name).first.is_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert page.get_by_text(name).count() == 0
