"""Whatever somebody signed in is shown leaves an entry; what they search for does not."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from audit.events import Event
from audit.models import AuditEntry
from tests.access.matrix import Row, all_rows

SHOWS = [row for row in all_rows() if "GET" in row.methods and row.lets]


@pytest.mark.parametrize("row", SHOWS, ids=lambda row: row.name)
def test_a_page_that_is_shown_leaves_a_trace(row: Row, world: SimpleNamespace, django_db_blocker: Any):
    with django_db_blocker.unblock():
        with transaction.atomic():  # what the address needs stays for other rows of the place
            address = reverse(row.name, kwargs=row.arguments_in(world.places["open"]))
        trace_of(row, address, world.cookies[next(iter(row.lets))])


def trace_of(row: Row, address: str, cookie: str) -> None:
    with transaction.atomic():
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        before = AuditEntry.objects.count()
        response = client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            assert AuditEntry.objects.count() > before, f"{row.name} was shown, and nobody will know"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_search_is_kept_without_its_words(client, worker, open_case):
    client.force_login(worker)
    client.post("/people/", {"name": "Canaryname"})
    entry = AuditEntry.objects.get(event=Event.SEARCHED)
    assert entry.data == {"page": "people:find", "found": 0}
    client.post("/cases/find/", {"q": "Canaryname", "terms": "Canaryname"})
    assert not any("canaryname" in str(vars(entry)).lower() for entry in AuditEntry.objects.all())


@pytest.mark.django_db
def test_a_list_is_kept_as_a_list(client, worker, open_case):
    client.force_login(worker)
    client.get("/cases/")
    entry = AuditEntry.objects.filter(actor=worker).last()
    assert (entry.event, entry.data) == (Event.LIST_VIEWED, {"page": "casefile:cases"})
