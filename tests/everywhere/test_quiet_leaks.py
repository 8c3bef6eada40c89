"""No word that anybody typed is in a log, a mail, a title, an address, a file name, an error page or the broker.

The words are those of the whole world of the tests, read from its database, and some that are planted here.
"""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import redis
from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.models import User
from audit import clock
from casefile.wake import wake
from msp.logs import QuietFormatter
from tests.casefile.given import threaded
from tests.casefile.thread import add_action
from tests.everywhere.canaries import found_in, typed_words
from tests.everywhere.failing import FAILURES
from tests.everywhere.sending import document
from tests.everywhere.test_hostile_input import full  # noqa: F401 -- a fixture
from tests.everywhere.ways import Way, client_of
from tests.infrastructure.database import LOG
from ui.keys import FormKey

pytestmark = pytest.mark.sweep

PLANTED = "Quetzalwen Planted-Canary"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that would be written, by anybody, with the least that can be asked for by LOG_LEVEL."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(QuietFormatter())
    root = logging.getLogger()
    before, root.level = root.level, logging.DEBUG
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def name_everybody() -> None:
    """The cast is called by what it does, which pages may say; give everybody a name that none may."""
    for number, user in enumerate(User.objects.order_by("email")):
        User.objects.filter(pk=user.pk).update(name=f"Wilhelmina Canary {number}x")


def addresses_in(page: Any) -> Iterator[str]:
    for element in page.iter("a", "form", "link", "script", "img", "input", "button"):
        for name in ("href", "action", "src", "id", "data-address", "formaction"):
            yield from filter(None, [element.get(name)])


def quiet_parts(response: Any) -> Iterator[tuple[str, str]]:
    """What of an answer stays behind: in history, in files, in the proxy's log."""
    for header in ("Location", "Content-Disposition"):
        yield header, response.get(header, "")
    if response.get("Content-Type", "").startswith("text/html") and response.content:
        page = document(response.text)
        yield "title", page.findtext(".//title") or ""
        yield "addresses", "\n".join(addresses_in(page))
        for hidden in page.xpath("//input[@name='form_key']"):
            key = FormKey.read(hidden.get("value"))
            assert key is not None
            yield "form key", repr(key)


def test_no_word_is_in_titles_addresses_file_names_or_logs(full, log, django_db_blocker):  # noqa: F811
    told = []
    with django_db_blocker.unblock(), transaction.atomic():
        name_everybody()
        words = typed_words()
        for way in full.ways:
            response = asked_for(full, way)
            for part, text in quiet_parts(response):
                told += [f"{way.name}, {part}: {one} ({words[one]})" for one in found_in(text, words)]
        transaction.set_rollback(True)
    assert told == []
    assert found_in(log.getvalue(), words) == []
    assert len(words) > 80, "the world of the tests has become quiet"


def asked_for(world: SimpleNamespace, way: Way) -> Any:
    who = next(iter(way.lets), "anonymous")
    client = client_of(world, who)
    with transaction.atomic():
        method = "GET" if "GET" in way.methods else "POST"
        response = client.generic(method, way.path)
        transaction.set_rollback(True)
    return response


@pytest.mark.urls("tests.everywhere.failing")
@pytest.mark.parametrize("what", FAILURES)
def test_a_fault_tells_nobody_what_was_typed(what: str, full, log, django_db_blocker):  # noqa: F811
    client = Client(raise_request_exception=False)
    query = {"looked-for": PLANTED}
    with django_db_blocker.unblock(), transaction.atomic():
        words = [*typed_words(), PLANTED]
        response = client.post(
            f"/fails/{what}/", {"words": PLANTED}, query_params=query, headers={"user-agent": PLANTED}
        )
        transaction.set_rollback(True)

    assert response.status_code == 500
    assert found_in(response.text, words) == []
    assert f"500 POST /fails/{what}/" in log.getvalue()
    assert "failing.py" in log.getvalue(), "the place is told"
    assert found_in(log.getvalue(), words) == []
    assert found_in(log_of_the_database(), words) == []


def log_of_the_database() -> str:
    path = os.environ.get(LOG)
    return Path(path).read_text(encoding="utf-8", errors="replace") if path else ""


def test_addresses_and_hosts_that_are_none_are_not_told(log, db):
    client = Client(raise_request_exception=False)

    assert client.get(f"/people/{PLANTED}/", {"q": PLANTED}).status_code == 404
    assert client.get("/", headers={"host": "quetzalwen.example"}).status_code == 400
    assert client.post("/accounts/login/", {"login": "quetzalwen@x.example", "password": PLANTED}).status_code

    assert "404 GET an address that is none" in log.getvalue()
    assert "quetzalwen" not in log.getvalue().lower()


def test_a_task_that_fails_tells_its_name_and_the_kind_of_fault(log):
    @shared_task(name="tests.fails")
    def fails(words: str) -> None:
        raise ValueError(words)

    fails.apply([PLANTED])

    assert "tests.fails" in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert PLANTED not in log.getvalue()


def test_a_broken_rule_is_named_in_the_log():
    record = logging.LogRecord("casefile", logging.ERROR, "", 1, "No row", None, None)
    error = type(
        "Broken", (Exception,), {"diag": SimpleNamespace(sqlstate="23514", constraint_name="a_rule")}
    )
    record.exc_info = (error, error(PLANTED), None)

    line = QuietFormatter().format(record)

    assert "23514, a_rule" in line
    assert PLANTED not in line


def test_nobody_is_mailed_about_faults():
    names = ["", "django", "django.request", "django.security", "celery"]
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]

    assert settings.ADMINS == []
    assert [one for one in handlers if "AdminEmail" in type(one).__name__] == []


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_workers_mails_and_the_broker_tell_nothing(
    make_worker, broker, eventually, worker, sam, open_case, monkeypatch
):
    thread = threaded(worker, open_case)
    add_action(worker, open_case, thread.served, due_on=clock.today())
    client = Client()
    client.force_login(worker)
    client.post(f"/cases/{open_case.pk}/reports/ask/", {"kind": "person"})
    for task in ("find_due_reminders", "send_due_digests"):
        with transaction.atomic():
            wake(f"casefile.tasks.{task}")
    words = typed_words()

    queued = contents_of(broker.socket)
    running = make_worker()
    running.start()
    eventually(lambda: running.log.read_text().count("succeeded") >= 2)

    assert "casefile.tasks.find_due_reminders" in queued
    assert found_in(queued, words) == []
    assert found_in(running.log.read_text(), words) == []
    for mail in running.mails:
        lines = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
        assert found_in("\n".join([*lines, mail.get_content()]), words) == []


def contents_of(socket: Path) -> str:
    """All that the broker holds, every kind of key, decoded as far as it is text."""
    with redis.Redis(unix_socket_path=str(socket)) as store:
        found: list[bytes] = []
        for key in store.scan_iter():
            kind = store.type(key)
            found.append(key)
            found += store.lrange(key, 0, -1) if kind == b"list" else []
            found += store.smembers(key) if kind == b"set" else []
            found += store.hvals(key) if kind == b"hash" else []
        return b"\n".join(found).decode("utf-8", "replace")
