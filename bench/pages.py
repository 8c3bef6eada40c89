"""Pages of the product against a bare page, asked of the real web server in turns."""

from dataclasses import dataclass
from http.client import HTTPConnection

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.sessions import SessionStore
from bench.data import Town
from bench.measures import Pair, seconds_of
from msp.embedded.processes import LauncherError, wait_until
from msp.embedded.up import HOST, Product

BARE = "/bench/bare/"


@dataclass(frozen=True)
class Page:
    name: str
    reader: User
    path: str
    aim: float | None = None


def pages_of(town: Town) -> list[Page]:
    worker, manager = town.rich.allocations.get(role="lead").user, town.staff.manager
    case = f"/cases/{town.rich.pk}/"
    return [
        Page("An enquiry: its overview", worker, case, 3),
        Page("An enquiry: its timeline", worker, case + "timeline/"),
        Page("An enquiry: its golden thread", worker, case + "thread/"),
        Page("An enquiry: conversations", worker, case + "conversations/"),
        Page("An enquiry: outcomes", worker, case + "outcomes/"),
        Page("An enquiry: actions", worker, case + "actions/"),
        Page("Where a social worker's day begins", worker, "/"),
        Page("List of open cases, a social worker's", worker, "/cases/", 3),
        Page("List of all cases, a service manager's", manager, "/cases/?state=all", 3),
        Page("List of 50 behind a figure", manager, "/dashboard/received/", 3),
        Page("Dashboard, this year, the whole council", manager, "/dashboard/", 6),
        Page("Dashboard, this year, one team", worker, "/dashboard/", 6),
    ]


def measure(town: Town, product: Product, *, warm_up: int, rounds: int) -> list[Pair]:
    """Ask every page `rounds` times, each time right after the bare page by the same reader."""
    start_web(product)
    readers = {page.reader.pk: Reader(page.reader, product.port) for page in pages_of(town)}
    pairs = []
    for page in pages_of(town):
        reader, pair = readers[page.reader.pk], Pair(page.name, page.aim)
        pair.queries, pair.kilobytes = reader.queries(page.path), len(reader.get(page.path)) // 1024
        pairs.append((page, reader, pair))
    for number in range(warm_up + rounds):
        for page, reader, pair in pairs:
            bare = seconds_of(lambda reader=reader: reader.get(BARE))
            ours = seconds_of(lambda reader=reader, page=page: reader.get(page.path))
            if number >= warm_up:
                pair.bare.append(bare)
                pair.ours.append(ours)
    return [pair for _page, _reader, pair in pairs]


def start_web(product: Product) -> None:
    """The web server alone: no sweep runs beside it."""
    product.start_one("web")
    if not wait_until(product.answers, seconds=60):
        raise LauncherError(f"The web server did not start: see {product.log('web')}.")


class Reader:
    """Somebody who is signed in, on one connection that stays open."""

    def __init__(self, user: User, port: int) -> None:
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(user)}"
        self.user = user
        self.connection = HTTPConnection(HOST, port, timeout=60)

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return body

    def queries(self, path: str) -> int:
        """How many the page makes, savepoints left out."""
        client = Client(SERVER_NAME="localhost")
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookie.partition("=")[2]
        with CaptureQueriesContext(connection) as captured:
            if client.get(path).status_code != 200:
                raise RuntimeError(f"{path} was refused")
        return sum("SAVEPOINT" not in query["sql"] for query in captured)


def session_of(user: User) -> str:
    """A session as signing in makes it, without the password, whose hash is slow by intent."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
