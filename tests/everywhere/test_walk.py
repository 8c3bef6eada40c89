"""Twenty thousand requests that nobody in their right mind would send, made from a seed: none of them is a fault.

Most come from people who are turned away; the rest from those let in. Any address of the product may be asked by
anybody, with any method, its ids, keys, headers and body bent in one of many ways.
"""

import logging
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from audit.ids import new_id
from tests.access.matrix import ANONYMOUS, EVERYBODY
from tests.everywhere import sending
from tests.everywhere.sending import Input
from tests.everywhere.test_hostile_input import CANARIES, full, keys_read  # noqa: F401 -- full is a fixture
from tests.everywhere.ways import Way, client_of, is_page

pytestmark = pytest.mark.sweep

REQUESTS, PARTS, SEED = 20_000, 8, "2026-11-24"
MIB = "w" * 1024 * 1024
METHODS = (
    ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"),
    (40, 50, 2, 2, 2, 1, 1, 1, 1),
)
VISITORS = (("anonymous", "anybody", "let in"), (78, 16, 6))
BENT_IDS = (
    "0",
    "-1",
    "x",
    "%00",
    "%ff",
    "%ED%A0%80",
    "..%2f..",
    "%E2%80%AE",
    "1" * 300,
    str(new_id()),
    "'--",
    "{}",
)
VALUES = (
    b"", b"0", b"-1", b"1e999", b"NaN", b"9223372036854775808", b"9" * 400, b"%00", b"a%00b", b"%", b"%zz", b"%ff%fe",
    b"%ED%A0%80", b"%F4%90%80%80", b"%C0%AF", b"%u0041", b"+", b"%0d%0aSet-Cookie:x=1", b"%E2%80%AEtxt%E2%81%A6",
    b"<script>alert(1)</script>", b"'%20OR%201=1--", b"2026-02-30", b"0001-01-01", b"99999-12-31", b"31/12/2200",
    b"%F0%9F%99%82" * 40, b"%EF%BF%BE", b"a" * 5_000, b"//evil.example/", b"javascript:alert(1)", b"..%2f..%2fetc",
    b"on", b"{{7*7}}", b"%25s%25n", b"%EF%BC%8E", b"e%CC%81" * 200, str(new_id()).encode(),
)  # fmt: skip
HEADERS = (
    {}, {}, {}, {}, {"hx-request": "true"}, {"cookie": "sessionid=\xff; csrftoken=\x01; messages=x; a=b;;=;"},
    {"accept-language": "xx-" + "y" * 600}, {"accept": "*/" * 400}, {"x-forwarded-for": "not, an, address"},
    {"host": "evil.example"}, {"host": "127.0.0.1:99999"}, {"referer": "http://[::1"}, {"range": "bytes=9-1"},
    {"if-modified-since": "yesterday"}, {"hx-current-url": "\xff\xfe"}, {"content-length": "-1"},
    {"x-http-method-override": "DELETE"}, {"user-agent": "\u00ff" * 2_000}, {"origin": "null"},
)  # fmt: skip
KINDS = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "application/json", "text/plain", "", "x",
    "application/x-www-form-urlencoded; charset=nonsense", "application/x-www-form-urlencoded; charset=utf-16",
)  # fmt: skip
OF_AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")


@dataclass(frozen=True)
class Answer:
    status: int
    told: str
    """What somebody who is not let in was shown."""
    leads_away: bool


@dataclass
class Walker:
    """Makes requests from its seed; the same seed makes the same ones, ids apart."""

    world: SimpleNamespace
    dice: random.Random
    inputs: dict[str, list[Input]] = field(default_factory=dict)

    def step(self) -> tuple[str, Way, dict[str, Any]]:
        way = self.dice.choice(self.world.ways)
        kind = self.one_of(VISITORS)
        who = self.dice.choice(EVERYBODY) if kind == "anybody" else ANONYMOUS
        if kind == "let in" and way.lets:
            who = self.dice.choice(way.lets)
        method = self.one_of(METHODS)
        path = OF_AN_ID.sub(self.bent, way.path) if self.dice.random() < 0.2 else way.path
        query = self.typed([*keys_read(), "next"], most=3) if self.dice.random() < 0.5 else b""
        request = {"method": method, "path": path, "query": query, "headers": self.dice.choice(HEADERS)}
        if method != "GET":
            request |= {"data": self.body(who, way), "content_type": self.dice.choice(KINDS)}
        return who, way, request

    def one_of(self, choice: tuple[tuple[str, ...], tuple[int, ...]]) -> str:
        return self.dice.choices(*choice)[0]

    def bent(self, found: re.Match[str]) -> str:
        return self.dice.choice((*BENT_IDS, found.group(), found.group().upper(), found.group()[:-1]))

    def typed(self, keys: list[str], *, most: int) -> bytes:
        """Some of the keys, perhaps twice, one unknown, each with a value that nothing made safe."""
        chosen = self.dice.choices([*keys, "unknown", "%00", "a[b]", ""], k=self.dice.randint(0, most))
        return b"&".join(key.encode() + b"=" + self.dice.choice(VALUES) for key in chosen)

    def body(self, who: str, way: Way) -> bytes:
        if self.dice.random() < 0.004:
            return b"words=" + MIB.encode() * self.dice.choice((1, 6))
        keys = [one.name for one in self.inputs_at(who, way)] if who in way.lets else ["words", "form_key"]
        return self.typed(keys, most=2 * len(keys)) + self.dice.choice(
            (b"", b"&", b"&&=", b"\xff\x00", b"&draft=1")
        )

    def inputs_at(self, who: str, way: Way) -> list[Input]:
        if way.path not in self.inputs:
            with transaction.atomic():
                page = client_of(self.world, who).get(way.path)
                transaction.set_rollback(True)
            found = sending.inputs_of(sending.document(page.text), way.path) if is_page(page) else []
            self.inputs[way.path] = found
        return self.inputs[way.path]

    def answers(self, number: int) -> Iterator[tuple[str, Answer]]:
        """What the requests are answered with; whatever they did is undone."""
        for _ in range(number):
            who, way, request = self.step()
            with transaction.atomic():
                response = sent(client_of(self.world, who), request)
                transaction.set_rollback(True)
            told = "" if who in (*way.lets, *way.sees_case) or way.without_sign_in else response.text
            leads_away = urlsplit(response.get("Location", "")).netloc not in ("", "testserver")
            answer = Answer(response.status_code, told, leads_away=leads_away)
            yield f"{who} {str(request)[:400]}: {response.status_code}", answer


def sent(client: Client, request: dict[str, Any]) -> Any:
    headers, query = request["headers"], request["query"].decode()
    return client.generic(
        request["method"],
        request["path"],
        request.get("data", b""),
        content_type=request.get("content_type", ""),
        headers={name: value for name, value in headers.items() if name != "cookie"},
        QUERY_STRING=query,
        **({"HTTP_COOKIE": headers["cookie"]} if "cookie" in headers else {}),
    )


@pytest.fixture
def quietly() -> Iterator[None]:
    """Thousands of refusals would fill the memory that keeps lines of the log for a failed test."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_request_is_a_fault(part: int, full: SimpleNamespace, quietly, django_db_blocker):  # noqa: F811
    cache.clear()
    walker = Walker(full, random.Random(f"{SEED} {part}"))  # noqa: S311 -- the same requests each time
    with django_db_blocker.unblock():
        answers = list(walker.answers(REQUESTS // PARTS))

    assert [request for request, answer in answers if answer.status >= 500] == []
    assert [request for request, answer in answers if answer.leads_away] == []
    assert [request for request, answer in answers if any(word in answer.told for word in CANARIES)] == []
    statuses = {answer.status for _, answer in answers}
    assert {200, 302, 400, 403, 404, 405, 422} <= statuses, "the walk has become tame"
