"""Deny by default: an address says who may ask it, or it does not answer."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from audit.events import Event
from audit.middleware import PolicyMiddleware
from audit.models import AuditEntry
from audit.policy import own, policy_of, public
from oversight.access_table import addresses, table

DOCUMENT = Path(__file__).parents[2] / "docs/access.md"


def test_every_address_declares_who_may_ask():
    silent = [name for name, page in addresses() if policy_of(page.callback) is None]
    assert silent == [], "put @on_record, @declares, @own or @public on the view (audit/policy.py)"


def test_the_document_is_current():
    assert DOCUMENT.read_text(encoding="utf-8") == table(), "python3 dev.py manage access_table"


@pytest.fixture
def deny():
    return PolicyMiddleware(lambda request: HttpResponse()).process_view


def view(request):
    return HttpResponse("Something")


def asked_by(user):
    request = RequestFactory().get("/somewhere/")
    request.user, request.resolver_match = user, None
    return request


def test_a_view_that_declares_nothing_does_not_answer(deny, worker):
    answer = deny(asked_by(worker), lambda request: HttpResponse("Something"), (), {})
    assert (answer.status_code, answer.content) == (403, b"")


def test_only_a_public_view_answers_strangers(deny, rf, worker):
    from django.contrib.auth.models import AnonymousUser

    stranger = asked_by(AnonymousUser())
    assert deny(stranger, own(lambda request: HttpResponse()), (), {}).url.startswith(
        reverse("account_login")
    )
    assert deny(stranger, public(lambda request: HttpResponse()), (), {}) is None
    assert deny(asked_by(worker), own(lambda request: HttpResponse()), (), {}) is None


def test_no_address_takes_forms_from_other_sites():
    exempt = [name for name, page in addresses() if getattr(page.callback, "csrf_exempt", False)]
    assert exempt == []


def test_a_refused_attempt_is_recorded(client, worker, outsider, open_case):
    client.force_login(outsider)
    assert client.get(open_case.get_absolute_url()).status_code == 404
    entry = AuditEntry.objects.get(event=Event.REFUSED)
    assert (entry.actor, entry.data["ids"]) == (outsider, {"case_id": str(open_case.pk)})
