"""A real Chromium on a real server, and the eyes of axe. Tests that need it are skipped, and counted, without it."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

NO_BROWSER = "no Chromium found: apt-get install chromium-headless-shell, or set CHROMIUM to the program"
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
MOVED = ("Execution context was destroyed", "Cannot find context", "because of a navigation")
Seen = TypeVar("Seen")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def chromium() -> str | None:
    if chosen := os.environ.get("CHROMIUM"):
        return shutil.which(chosen)
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    program = chromium()
    if program is None:
        pytest.skip(NO_BROWSER)
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": program, "args": [*ARGUMENTS, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return browser_context_args | {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": DESK}


class Site:
    """The product in a browser: `site.open("/")`, `site.sign_in(user)`, and what the browser complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        self.watch(page)

    def watch(self, page: Page) -> None:
        """Note every script error, breach of the content policy and request to another host on this page."""
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", self._hear)
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused form answers 422 and a closed door 404: the browser reports both as errors of the page.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"asked another host: {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, user: object) -> None:
        """Sign in without the form, which has tests of its own; leaves the page where it is."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.url}])


@pytest.fixture
def site(live_server: object, page: Page) -> Iterator[Site]:
    """The product in Chromium; the test fails if the browser complained or asked any other host for anything."""
    site = Site(page, live_server.url)
    yield site
    assert site.complaints == []


@pytest.fixture
def site_without_scripts(live_server: object, new_context: Callable[..., object]) -> Iterator[Site]:
    """The same with JavaScript off."""
    site = Site(new_context(java_script_enabled=False).new_page(), live_server.url)
    yield site
    assert site.complaints == []


@pytest.fixture(params=["with scripts", "without scripts"])
def place(request: pytest.FixtureRequest) -> Site:
    """The product in a browser, once with JavaScript and once without."""
    name = "site" if request.param == "with scripts" else "site_without_scripts"
    site: Site = request.getfixturevalue(name)
    return site


def come_to_rest(page: Page, look: Callable[[Page], Seen]) -> Seen:
    """What `look` sees of the page; looked at anew where the page was still on its way to another."""
    for _ in range(3):
        page.wait_for_load_state("load")
        try:
            return look(page)
        except Error as error:
            if not any(sign in str(error) for sign in MOVED):
                raise
    return look(page)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with a readable list when axe finds anything against WCAG or its best practices."""

    def check(page: Page) -> None:
        page.wait_for_load_state(
            "networkidle"
        )  # nothing is on its way that would take the page from under axe
        found = come_to_rest(page, Axe().run)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check
