"""What the product makes of what nobody should send: a sentence that says what to do, nothing lost, never a fault.

Each page with a form is sent every kind of bad input by those who are let in; each page is asked with every kind of
bad address; and nobody who is not let in is told a word of anybody's, whatever they send.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from audit.ids import new_id
from tests.access.matrix import ADVOCATE, ANONYMOUS, EVERYBODY, SAM, WORKER, all_rows
from tests.everywhere import sending
from tests.everywhere.sending import BOUNDARY, CHOICES, OURS, Input, Typed, encoded, filled, with_files
from tests.everywhere.ways import NOT_FOR_READERS, Way, all_ways, client_of, fill, is_page
from ui.models import Draft

pytestmark = pytest.mark.sweep

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
HUGE = 60_000
MARK = "<b>zq</b>"
NASTY = f"Ŵ {MARK} \"'&lt; \u202eevil\u202c \u2066x\u2069 \u200b {{{{ 7 }}}} {{% url %}} %s \\ 🙂"
PAST_BIGINT = "9223372036854775808"
REFUSED_WELL = {400, 409, 413, 422}
ANSWERED = {200, 204, 302} | REFUSED_WELL
CANARIES = ("Tarrable", "shopping never tallies", "Olwen", "Zofia")

Body = tuple[str, bytes]
Attack = Callable[[list[Input], Typed], Body]


def only_days(typed: Typed, day: str, month: str, year: str, time: str = "00:05") -> Body:
    boxes = {"-day": day, "-month": month, "-year": year, "-time": time, "-age": day}
    ending = {name: next((end for end in boxes if name.endswith(end)), "") for name, _ in typed}
    changed = [(name, boxes[ending[name]] if ending[name] else value) for name, value in typed]
    return URLENCODED, encoded(changed)


def of_kind(kinds: Callable[[Input], bool], value: str) -> Attack:
    """The likely answers, but this value wherever the input is of these kinds."""

    def attack(inputs: list[Input], typed: Typed) -> Body:
        names = {one.name for one in inputs if kinds(one)}
        return URLENCODED, encoded([(name, value if name in names else old) for name, old in typed])

    return attack


def text(value: str) -> Attack:
    return of_kind(lambda one: one.is_text or one.kind == "password", value)


def ours(value: str | None) -> Attack:
    """Our own hidden inputs garbled, or left out."""

    def attack(inputs: list[Input], typed: Typed) -> Body:
        kept = [(name, value if name in OURS else old) for name, old in typed]
        return URLENCODED, encoded([(name, old) for name, old in kept if old is not None])

    return attack


def draft(value: str) -> Attack:
    return lambda inputs, typed: (
        URLENCODED,
        encoded(
            [(name, "\x00\ud800" if name not in OURS else old) for name, old in typed] + [("draft", value)]
        ),
    )


WORDS: dict[str, Attack] = {
    "60,000 characters": text("ŵ" * HUGE),
    "NUL": text("before\x00after"),
    "half a surrogate pair": text("before\ud800after"),
    "markup and bidi controls": text(NASTY),
    "white space only": text(" \r\n\t\u00a0\u2003"),
}
ANSWERS: dict[str, Attack] = {
    "an empty form": lambda inputs, typed: (URLENCODED, encoded([pair for pair in typed if pair[0] in OURS])),
    "empty answers": of_kind(lambda one: one.kind != "hidden", ""),
    "31 February": lambda inputs, typed: only_days(typed, "31", "2", "2026"),
    "the year 1": lambda inputs, typed: only_days(typed, "1", "1", "0001"),
    "the year 9999": lambda inputs, typed: only_days(typed, "31", "12", "9999", "23:59"),
    "far in the future": lambda inputs, typed: only_days(typed, "31", "12", "2200", "23:59"),
    "digits that are none": lambda inputs, typed: only_days(typed, "²", "٣", "２０２６", "①"),
    "a whole date in one box": lambda inputs, typed: only_days(typed, "0000-99-99", "", "", ""),
    "days past bigint": lambda inputs, typed: only_days(typed, PAST_BIGINT, PAST_BIGINT, PAST_BIGINT * 9),
    "numbers past bigint": text(PAST_BIGINT * 3),
    "unknown choices": of_kind(lambda one: one.kind in CHOICES, str(new_id())),
    "choices that are no ids": of_kind(lambda one: one.kind in CHOICES, "\x00'--"),
}
REQUESTS: dict[str, Attack] = {
    "nothing": lambda inputs, typed: (URLENCODED, b""),
    "every key twice": lambda inputs, typed: (URLENCODED, encoded([*typed, *reversed(typed)])),
    "our inputs left out": ours(None),
    "our inputs garbled": ours("\x00²" + PAST_BIGINT),
    "a version past bigint": lambda inputs, typed: (
        URLENCODED,
        encoded([pair for pair in typed if pair[0] != "version"] + [("version", PAST_BIGINT)]),
    ),
    "uploads": lambda inputs, typed: (
        MULTIPART,
        with_files(typed, ["upload", *(one.name for one in inputs)]),
    ),
    "half a multipart body": lambda inputs, typed: (MULTIPART, with_files(typed, ["upload"])[:-60]),
    "multipart without a boundary": lambda inputs, typed: ("multipart/form-data", b"--x\r\nno"),
    "JSON": lambda inputs, typed: ("application/json", b'{"a": "\\ud800"}'),
    "another encoding": lambda inputs, typed: (f"{URLENCODED}; charset=utf-7", encoded(typed)),
    "a draft being typed": draft("1"),
    "a draft that is no draft": draft("\x00"),
    "a resolved conflict": lambda inputs, typed: (
        URLENCODED,
        encoded([*typed, ("resolve", "x"), ("keep-a", "b")]),
    ),
}
COMES_BACK = {"NUL", "markup and bidi controls"}
"""After these the page is opened again, to see what has become of the words."""

NOT_A_NUMBER = ("-1", "0", "1e99", PAST_BIGINT * 3, "²", "\x00", "\ud800", "", "last'--")
QUERIES = (*NOT_A_NUMBER, str(new_id()), "2026-02-31", "0001-01-01", "9999-12-31", "x" * 10_000, NASTY)
SHORT_OF_QUERIES = ("-1", "\x00\ud800", "x" * 10_000)


@pytest.fixture(scope="module")
def full(world: SimpleNamespace, django_db_blocker: Any) -> SimpleNamespace:
    """The world, with rows behind the pages of the open place."""
    with django_db_blocker.unblock():
        fill(replace(world.places["open"], made={}))
        world.ways = all_ways(world)
    return world


def names() -> list[str]:
    return sorted({row.name for row in all_rows()} - NOT_FOR_READERS)


def who_tries(way: Way) -> list[str]:
    """One of those let in, and the advocate, who has doors of their own, too."""
    if way.without_sign_in:
        return [ANONYMOUS]
    first = [who for who in (WORKER, SAM, *EVERYBODY) if who in way.lets][:1]
    return first + [who for who in (ADVOCATE,) if who in way.lets and who not in first]


def ways_of(full: SimpleNamespace, name: str, method: str) -> list[Way]:
    return [way for way in full.ways if way.name == name and method in way.methods]


@pytest.mark.parametrize("name", names())
def test_bad_input_is_answered_with_what_to_do(name: str, full: SimpleNamespace, django_db_blocker: Any):
    wrong: list[str] = []
    with django_db_blocker.unblock():
        for number, way in enumerate(ways_of(full, name, "POST")):
            for again, who in enumerate(who_tries(way)):
                attacks = WORDS | ANSWERS | ({} if number or again else REQUESTS)
                wrong += [f"{who}, {way.path}, {fault}" for fault in Sender(full, who, way).faults(attacks)]
    assert wrong == []


class Sender:
    """Somebody who sends one page's form with everything that can be wrong with it."""

    def __init__(self, world: SimpleNamespace, who: str, way: Way) -> None:
        self.world, self.who, self.way = world, who, way
        with transaction.atomic():
            page = self.arrive().get(way.path)
            transaction.set_rollback(True)
        self.page = page
        self.inputs = sending.inputs_of(sending.document(page.text), way.path) if is_page(page) else []

    def arrive(self) -> Client:
        """In a new browser, and as if for the first time: an answer may sign out, or ask to wait a minute."""
        cache.clear()
        self.client = client_of(self.world, self.who)
        return self.client

    def faults(self, attacks: dict[str, Attack]) -> Iterator[str]:
        if self.page.status_code >= 500:
            yield f"GET: {self.page.status_code}"
        typed = self.accepted()
        for what, attack in attacks.items():
            body = attack(self.inputs, typed)
            if body != (URLENCODED, encoded(typed)):  # a form without dates has no bad dates
                yield from (f"{what}: {fault}" for fault in self.tried(what, body))

    def accepted(self) -> Typed:
        """Answers that the form takes, as near as one comes without knowing it."""
        guesses = [{"days": 0}, {"days": 1}, {"days": 0, "choice": -1}, {"days": -1, "choice": 1}]
        tries = [filled(self.inputs, **guess) for guess in guesses]
        for typed in tries:
            with transaction.atomic():
                response = self.post((URLENCODED, encoded(typed)))
                transaction.set_rollback(True)
            if response.status_code == 302:
                return typed
        return tries[0]

    def post(self, body: Body) -> Any:
        kind, data = body
        return self.arrive().generic("POST", self.way.path, data, content_type=kind)

    def tried(self, what: str, body: Body) -> Iterator[str]:
        with transaction.atomic():
            response = self.post(body)
            if response.status_code not in ANSWERED:
                yield f"{response.status_code}"
            else:
                yield from self.judged(what, body, response)
            transaction.set_rollback(True)

    def judged(self, what: str, body: Body, response: Any) -> Iterator[str]:
        if MARK in response.text:
            yield "the text became markup"
        if response.status_code == 422:
            yield from says_what_to_do(response.text)
        if response.status_code == 422 and what in WORDS:
            yield from self.lost(body, response.text)
        if response.status_code == 422 and what in COMES_BACK:
            for kept in Draft.objects.filter(path=self.way.path).order_by("-saved_at")[:1]:
                again = self.client.get(kept.address)
                yield from (f"on coming back {fault}" for fault in self.lost(body, again.text))
        if response.status_code == 302:
            connection.check_constraints()
            if what in COMES_BACK:
                yield from self.shown(response["Location"])

    def lost(self, body: Body, page: str) -> Iterator[str]:
        """Inputs of text that do not hold any more what was typed."""
        sent = dict(parse_qsl(body[1].decode(), keep_blank_values=True, errors="replace"))
        held = {one.name: one for one in sending.inputs_of(sending.document(page), self.way.path)}
        for name in [one.name for one in self.inputs if one.is_text and one.name in sent]:
            if name not in held or plain(held[name].value) != plain(sent[name]):
                yield f"{name} lost what was typed"

    def shown(self, address: str) -> Iterator[str]:
        response = self.client.get(address, follow=True)
        if response.status_code >= 400:
            yield f"then {address}: {response.status_code}"
        elif MARK in response.text:
            yield f"then {address}: the text became markup"


def plain(words: str) -> str:
    """Without what no page and no database can hold; line ends and ends of lines aside."""
    return " ".join(re.sub("[\x00�?]", "", words).split())


def says_what_to_do(text: str) -> Iterator[str]:
    page = sending.document(text)
    summary = page.find_class("govuk-error-summary")
    if not summary:
        if "load it again" not in text:
            yield "nothing says what to do"
        return
    if not page.findtext(".//title").startswith("Error: "):
        yield "the title does not say that there is an error"
    lines = list(summary[0].iter("li"))
    if not lines or not all(item.text_content().strip() for item in lines):
        yield "the summary of errors is empty"
    for link in summary[0].iter("a"):
        if page.get_element_by_id(link.get("href", "")[1:], None) is None:
            yield f"an error leads to nothing: {link.get('href')}"


@pytest.mark.parametrize("name", names())
def test_a_bad_address_is_no_fault(name: str, full: SimpleNamespace, django_db_blocker: Any):
    wrong = []
    with django_db_blocker.unblock():
        for way in ways_of(full, name, "GET"):
            who = who_tries(way)[0]
            client = client_of(full, who)
            for query in bad_queries(client, way):
                with transaction.atomic():
                    response = client.get(f"{way.path}?{query}")
                    transaction.set_rollback(True)
                if response.status_code not in {200, 302, 400, 404} or is_marked(response):
                    wrong.append(f"{who}, {way.path}?{query[:200]}: {response.status_code}")
    assert wrong == []


def is_marked(response: Any) -> bool:
    return not response.streaming and MARK.encode() in response.content


def bad_queries(client: Client, way: Way) -> Iterator[str]:
    """Every bad value for all keys at once, and for each key that the page itself offers alone; then a key twice."""
    with transaction.atomic():
        page = client.get(way.path)
        transaction.set_rollback(True)
    offered = keys_of(page.text, way.path) if is_page(page) else set()
    for value in QUERIES if offered else SHORT_OF_QUERIES:
        yield encoded([(key, value) for key in sorted({*keys_read(), *offered, "unknown"})]).decode()
        for key in sorted(offered):
            yield encoded([(key, value)]).decode()
    for key in sorted(offered):
        yield encoded([(key, "1"), (key, "2")]).decode()


def keys_of(text: str, path: str) -> set[str]:
    """The keys of the page's filters and of its links to itself."""
    page = sending.document(text)
    controls = {
        control.get("name")
        for form in sending.forms_in(page, "GET")
        for control in form.iter("input", "select", "textarea")
    }
    links = [urlsplit(link.get("href", "")) for link in page.iter("a")]
    linked = {key for link in links if link.path in ("", path) for key, _ in parse_qsl(link.query)}
    return (controls | linked) - {None}


@lru_cache
def keys_read() -> list[str]:
    """The keys of addresses that views read by name, from their text."""
    root = Path(settings.BASE_DIR)
    texts = [
        file.read_text(encoding="utf-8")
        for app in root.iterdir()
        if (app / "__init__.py").exists() and app.name not in ("tests", "bench")
        for file in app.rglob("*.py")
    ]
    return sorted(
        {key for text in texts for key in re.findall(r'GET(?:\.get(?:list)?\(|\[)"([\w-]+)"', text)}
    )


def test_the_keys_of_addresses_are_found():
    assert {"page", "draft"} <= set(keys_read())


@pytest.mark.parametrize("name", names())
def test_nobody_who_is_not_let_in_is_told_anything(name: str, full: SimpleNamespace, django_db_blocker: Any):
    told = []
    with django_db_blocker.unblock():
        for way in [way for way in full.ways if way.name == name and not way.without_sign_in]:
            for who in [who for who in (ANONYMOUS, *EVERYBODY) if who not in way.lets]:
                for response in outsider_tries(client_of(full, who), way):
                    is_told_whose = response.status_code == 403 and who in way.sees_case
                    said = "" if is_told_whose else response.text
                    words = [word for word in CANARIES if word in said]
                    if words or response.status_code >= 500:
                        told.append(f"{who}, {way.path}: {response.status_code}, {words}")
    assert told == []


def outsider_tries(client: Client, way: Way) -> Iterator[Any]:
    query = encoded([(key, "1\x00") for key in (*keys_read(), "team")]).decode()
    body = encoded([("draft", "1"), ("form_key", "x")])
    for method, path in (("GET", f"{way.path}?{query}"), ("POST", way.path)):
        with transaction.atomic():
            response = client.generic(method, path, body, content_type=URLENCODED)
            transaction.set_rollback(True)
        yield response


def test_nothing_is_done_for_a_form_that_another_site_made(full: SimpleNamespace, django_db_blocker: Any):
    wrong = []
    with django_db_blocker.unblock():
        for way in [way for way in full.ways if "POST" in way.methods]:
            client = Client(enforce_csrf_checks=True)
            who = next(iter(way.lets), ANONYMOUS)
            client.cookies = client_of(full, who).cookies
            with transaction.atomic():
                response = client.post(way.path, {"words": "x"}, headers={"origin": "https://evil.example"})
                transaction.set_rollback(True)
            if response.status_code != 403:
                wrong.append(f"{who}, {way.path}: {response.status_code}")
    assert wrong == []
