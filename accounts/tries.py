"""Slowing down whoever guesses passwords, without shutting out the one who is guessed at.

Counted in the database, so that all web processes count together and a broker that is down changes nothing. Kept are
keyed digests, never an address or an email. What is typed counts, whether or not there is such an account.

* The same name from the same place: five tries, then a wait that doubles, up to a quarter of an hour. One at a time.
* The same name from anywhere, or anybody from one place: generous, then a short wait between tries, never a lock.
* A browser in which that person has signed in before counts by itself alone: nobody elsewhere can slow it down.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import connection
from django.utils.crypto import salted_hmac

from accounts.models import WrongTries
from audit import clock

COOKIE = "msp_known_browser"
COOKIE_DAYS = 90
PEOPLE_OF_A_BROWSER = 8
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """So many wrong tries are free; then one waits, in seconds, doubling or not."""

    free: int
    wait: int
    longest: int

    def wait_after(self, wrong: int) -> int:
        if wrong < self.free:
            return 0
        return int(min(self.longest, self.wait * 2 ** min(wrong - self.free, 20)))


PAIR = Limit(free=5, wait=5, longest=900)
BROWSER = Limit(free=5, wait=5, longest=900)
NAME = Limit(free=20, wait=20, longest=20)
PLACE = Limit(free=100, wait=5, longest=5)


@dataclass(frozen=True)
class Try:
    """One try to sign in: the name typed, the address it came from, the cookie of the browser."""

    name: str
    address: str
    cookie: str = ""

    @property
    def limits(self) -> dict[str, Limit]:
        """What counts it, each under its digest; what must not be tried twice at once comes first."""
        if nonce := self.known_browser():
            return {_digest("browser", self.name, nonce): BROWSER}
        return {
            _digest("pair", self.name, self.address): PAIR,
            _digest("name", self.name): NAME,
            _digest("place", self.address): PLACE,
        }

    def known_browser(self) -> str:
        """What marks the browser, where this person has signed in with it before; otherwise nothing."""
        marks = _marks_in(self.cookie)
        return str(marks["nonce"]) if _digest("cookie", self.name) in marks["names"] else ""

    def seconds_to_wait(self) -> int:
        """How long until it may be tried; 1 where the same is being tried at this moment."""
        if not _is_alone(next(iter(self.limits))):
            return 1
        rows = WrongTries.objects.filter(key__in=self.limits, wait_until__gt=clock.now())
        until = max((row.wait_until for row in rows), default=clock.now())
        return -int(-(until - clock.now()).total_seconds() // 1)

    def was_wrong(self) -> None:
        """Count it under each of its keys, in one order, so that two never wait for each other."""
        for key, limit in sorted(self.limits.items()):
            _count(key, limit)

    def was_right(self) -> None:
        """Forget what was wrong from here; what others did under this name stays counted."""
        WrongTries.objects.filter(key=next(iter(self.limits))).delete()


def cookie_for(name: str, before: str = "") -> str:
    """The cookie of a browser in which `name` has just signed in, and others `before`: computers are shared."""
    marks = _marks_in(before)
    names = [
        _digest("cookie", name),
        *(known for known in marks["names"] if known != _digest("cookie", name)),
    ]
    nonce = marks["nonce"] or secrets.token_hex(16)
    return signing.dumps({"nonce": nonce, "names": names[:PEOPLE_OF_A_BROWSER]}, salt=COOKIE)


def _marks_in(cookie: str) -> dict[str, Any]:
    try:
        return dict(signing.loads(cookie, salt=COOKIE, max_age=timedelta(days=COOKIE_DAYS)))
    except signing.BadSignature:
        return {"nonce": "", "names": []}


def remove_old() -> None:
    WrongTries.objects.filter(last_at__lt=clock.now() - FORGOTTEN_AFTER).delete()


def remove_old_limits() -> None:
    """Remove what has run out from the table that the library counts its own limits in."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_cache WHERE expires < %s", [clock.now()])


def _digest(kind: str, *parts: str) -> str:
    words = "\0".join([kind, *(part.lower() for part in parts)])
    return salted_hmac("accounts.tries", words, algorithm="sha256").hexdigest()


def _is_alone(key: str) -> bool:
    """Hold `key` to the end of the transaction; False where somebody holds it, without waiting for them."""
    number = int.from_bytes(bytes.fromhex(key)[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        row = cursor.fetchone()
    return bool(row and row[0])


def _count(key: str, limit: Limit) -> None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_wrongtries AS tries (key, wrong, last_at, wait_until) VALUES (%s, 1, %s, %s)"
            " ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,"
            " wrong = CASE WHEN tries.last_at < %s THEN 1 ELSE tries.wrong + 1 END RETURNING wrong",
            [key, now, now, now - FORGOTTEN_AFTER],
        )
        row = cursor.fetchone()
    wait = timedelta(seconds=limit.wait_after(row[0] if row else 1))
    WrongTries.objects.filter(key=key).update(wait_until=now + wait)
