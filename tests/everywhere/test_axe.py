"""Every page in a real browser, at desk and phone width: what axe and the eye of a program can find wrong with it.

A page is looked at once for each way it is built: for everybody let in, except where it is made of the same elements
for two of them. So is each form after it was sent empty.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from types import SimpleNamespace

import lxml.html
import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import Page

from tests.access.matrix import (
    ADMINISTRATOR,
    ADVOCATE,
    ANALYST,
    ANONYMOUS,
    AUDITOR,
    FRONT_DOOR,
    MANAGER,
    SAM,
    WORKER,
)
from tests.everywhere.sending import OURS, document, encoded, inputs_of
from tests.everywhere.ways import Way, all_ways, client_of, fill, is_page
from tests.infrastructure.browser import DESK, PHONE, come_to_rest
from tests.world import make_world

pytestmark = [pytest.mark.sweep, pytest.mark.browser, pytest.mark.timeout(900)]

GROUPS = {
    "the case's team": (WORKER, SAM),
    "others": (FRONT_DOOR, MANAGER, ANALYST, ADVOCATE, ADMINISTRATOR, AUDITOR, ANONYMOUS),
}
NAMES = ("Olwen", "Tarrable", "Zofia", "Gareth", "Marta", "Nia Invented")
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LOOK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 200))}`);
}"""
SHAPE = """() => ({
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter(one => !one.closest(".govuk-error-summary, .govuk-notification-banner, dialog, [hidden]"))
    .map(one => [Number(one.tagName[1]), one.textContent.trim().slice(0, 60)]),
  title: document.title,
  focus: document.activeElement.className,
  wide: document.documentElement.scrollWidth - window.innerWidth,
  widest: [...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 3).map(one => one.outerHTML.slice(0, 150)),
})"""


@dataclass(frozen=True)
class Sight:
    """A page as somebody gets it, or gets it back after sending its form empty."""

    who: str
    way: Way
    is_sent_empty: bool = False

    def __str__(self) -> str:
        return f"{self.way.name} ({self.way.path}), {self.who}{', sent empty' if self.is_sent_empty else ''}"


def built(element: lxml.html.HtmlElement) -> tuple[object, ...]:
    """Of what a page is made, without its words; neighbours that are alike count once."""
    inner: list[object] = []
    for child in element:
        if isinstance(child.tag, str):
            shape = built(child)
            if not inner or inner[-1] != shape:
                inner.append(shape)
    return (element.tag, element.get("class"), element.get("type"), tuple(inner))


def sights(world: SimpleNamespace, seen: set[object], who: str) -> Iterator[Sight]:
    """The pages that `who` gets and that nobody has been seen to get before."""
    for way in ways_for(world, who):
        client = client_of(world, who)
        with transaction.atomic():
            page = client.get(way.path)
            if is_page(page) and is_new(page, way.name, seen):
                yield Sight(who, way)
            inputs = inputs_of(document(page.text), way.path) if is_page(page) else []
            if inputs and "POST" in way.methods:
                hidden = [(one.name, one.value) for one in inputs if one.name in OURS]
                refused = client.generic(
                    "POST", way.path, encoded(hidden), content_type="application/x-www-form-urlencoded"
                )
                if refused.status_code == 422 and is_new(refused, f"{way.name} refused", seen):
                    yield Sight(who, way, is_sent_empty=True)
            transaction.set_rollback(True)


def ways_for(world: SimpleNamespace, who: str) -> Iterator[Way]:
    for way in world.ways:
        if who in way.lets if who != ANONYMOUS else way.without_sign_in:
            yield way


def is_new(page: object, name: str, seen: set[object]) -> bool:
    main = document(page.text).find(".//main")
    assert main is not None, f"{name} has no main part: {page.text[:300]}"
    shape = (name, built(main))
    return not (shape in seen or seen.add(shape))


@pytest.fixture
def full(transactional_db: None) -> SimpleNamespace:
    world = make_world()
    fill(replace(world.places["open"], made={}))
    world.ways = all_ways(world)
    return world


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_is_accessible_and_fits(group: str, full: SimpleNamespace, site, page: Page):
    seen: set[object] = set()
    faults: list[str] = []
    for name, visitors in GROUPS.items():  # what an earlier group has looked at is not looked at again
        for who in visitors:
            # Empty forms are sent after everything else: what is sent stays, and other pages would look different.
            found = sorted(sights(full, seen, who), key=lambda sight: sight.is_sent_empty)
            if name == group:
                sign_in(site, full, who)
                faults += [f"{sight}: {fault}" for sight in found for fault in faults_of(site, sight)]
        if name == group:
            break
    assert faults == []


def sign_in(site, full: SimpleNamespace, who: str) -> None:
    site.page.context.clear_cookies()
    if who != ANONYMOUS:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": full.cookies[who], "url": site.url}
        site.page.context.add_cookies([cookie])


def faults_of(site, sight: Sight) -> Iterator[str]:
    page = site.page
    page.set_viewport_size(DESK)
    site.open(sight.way.path)
    if page.url != site.url + sight.way.path:
        yield f"led away to {page.url}"
        return
    if sight.is_sent_empty and not send_empty(page):
        yield "has no form to send"
        return
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        shape, found = come_to_rest(page, look)
        yield from (f"{size['width']}: {fault}" for fault in found)
        if shape["wide"] > 0:
            yield f"{size['width']}: scrolls sideways by {shape['wide']}: {shape['widest']}"
        if size is DESK:
            yield from faults_of_shape(shape, is_refused=sight.is_sent_empty)
            yield from faults_of_focus(page, is_refused=sight.is_sent_empty, focus=shape["focus"])


def look(page: Page) -> tuple[dict, list[str]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(SHAPE), page.evaluate(LOOK)


def send_empty(page: Page) -> bool:
    """Send the page's own form without answers, past the browser's own checks; False where it has none."""
    own = page.evaluate_handle("""() => [...document.querySelectorAll("main form[method=post]")].find(
      one => new URL(one.getAttribute("action") || "", location).pathname === location.pathname)""").as_element()
    if own is None:
        return False
    with page.expect_navigation():
        own.evaluate("""own => {
          for (const one of own.querySelectorAll("input, select, textarea")) {
            if (one.type === "radio" || one.type === "checkbox") one.checked = false;
            else if (one.tagName === "SELECT") one.selectedIndex = -1;
            else if (one.type !== "hidden") one.value = "";
          }
          HTMLFormElement.prototype.submit.call(own);
        }""")
    return True


def faults_of_shape(shape: dict, *, is_refused: bool) -> Iterator[str]:
    levels = [level for level, _ in shape["headings"]]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1: {json.dumps(shape['headings'], ensure_ascii=False)}"
    elif levels[0] != 1:
        yield f"a heading before the h1: {shape['headings'][0]}"
    for before, (level, words) in zip(levels, shape["headings"][1:], strict=False):
        if level > before + 1:
            yield f"from h{before} to h{level}: {words}"
    if not shape["title"].strip(" –") or any(name in shape["title"] for name in NAMES):
        yield f"title: {shape['title']}"
    if is_refused and not shape["title"].startswith("Error: "):
        yield f"title after an error: {shape['title']}"


def faults_of_focus(page: Page, *, is_refused: bool, focus: str) -> Iterator[str]:
    if is_refused:
        if "govuk-error-summary" not in focus:
            yield f"after an error the focus is on “{focus}”"
        return
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    if "govuk-skip-link" not in first:
        yield f"Tab goes first to “{first}”, not to the skip link"
