"""A worker's way along the golden thread, in a real browser, with scripts and without; and axe on every page."""

import os

import pytest
from django.urls import reverse

from principles.models import Action, ActionDone
from tests.casefile.given import threaded
from tests.infrastructure.browser import DESK, PHONE
from tests.principles.given import make_outcome

pytestmark = pytest.mark.django_db(transaction=True)
SENTENCE = "Her own idea: 'the blue tin'. Ŵyr neb, łódź ż 🙂 — smallest step that answers the worry."
PICTURES = os.environ.get("PICTURES_OF_TESTS")


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_a_case_reads_well(site, axe, worker, open_case, size):
    given = threaded(worker, open_case)
    site.sign_in(worker)
    site.page.set_viewport_size(size)
    names = ["case", "thread", "timeline", "balance"]
    paths = {name: reverse(f"casefile:{name}", args=[open_case.pk]) for name in names} | {
        "home": "/",
        "cases": "/cases/",
        "search": "/cases/find/",
        "help": "/help/",
        "topic": "/help/thread/",
        "actions": reverse("principles:actions", args=[open_case.pk]),
        "action": given.action.get_absolute_url(),
        "add-action": reverse("principles:add-action", args=[open_case.pk]),
        "complete": reverse("principles:complete-action", args=[given.action.pk]),
    }
    for name, path in paths.items():
        page = site.open(path)
        picture(page, f"{name}-{size['width']}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{path} is {width} wide"
        axe(page)


def add_and_finish_an_action(site, worker, case):
    outcome = make_outcome(worker, case, "Jan stays my shopper, ŵ ł 🙂")
    site.sign_in(worker)
    page = site.open(reverse("casefile:case", args=[case.pk]))
    page.get_by_role("link", name="Add one for outcome 1").click()
    page.get_by_label("What will be done?").fill("Receipts in the blue tin")
    assert page.get_by_label(f"“{outcome.current.words}”").first.is_checked()
    page.get_by_label("Proportionality").check()
    page.get_by_label("How does it serve that principle?").fill(SENTENCE)
    for part, value in (("Day", "3"), ("Month", "3"), ("Year", "2030")):
        page.get_by_role("group", name="When is it due?").get_by_label(part).fill(value)
    page.get_by_role("button", name="Add the action").click()
    page.get_by_text("Action added").wait_for()
    assert SENTENCE in page.inner_text("main")
    assert outcome.current.words in page.inner_text("main")
    page.get_by_role("button", name="Record what was done").click()
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        page.get_by_role("group", name="When was it done?").get_by_label(part).fill(value)
    page.get_by_label("What was done?").fill(SENTENCE)
    page.get_by_role("button", name="Record it as done").click()
    page.get_by_text("Recorded as done").wait_for()
    page.get_by_role("link", name="See the golden thread").click()
    strand = page.locator("#outcome-1")
    assert "Receipts in the blue tin" in strand.inner_text()
    strand.get_by_role("link", name="Receipts in the blue tin").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Receipts in the blue tin"
    assert (Action.objects.get().how_it_serves, ActionDone.objects.get().what_was_done) == (
        SENTENCE,
        SENTENCE,
    )


def test_a_worker_follows_the_thread(site, worker, open_case):
    add_and_finish_an_action(site, worker, open_case)


def test_a_worker_follows_the_thread_without_scripts(site_without_scripts, worker, open_case):
    add_and_finish_an_action(site_without_scripts, worker, open_case)


def test_the_thread_prints_one_page_wide(site, worker, open_case):
    threaded(worker, open_case)
    site.sign_in(worker)
    page = site.open(reverse("casefile:thread", args=[open_case.pk]))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert not page.get_by_role("link", name="Timeline").is_visible()
    picture(page, "thread-print")


def test_each_role_begins_on_a_page_that_reads_well(site, axe, cast, front_door_case, instructed_case):
    for who in ("front_door", "sam", "manager", "analyst", "advocate", "administrator", "auditor"):
        site.sign_in(getattr(cast, who))
        page = site.open("/")
        picture(page, f"first-{who}")
        assert page.get_by_role("region", name="Your first visit").is_visible(), who
        axe(page)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_advocate_reads_the_thread(site, axe, worker, advocate, instructed_case, size):
    threaded(worker, instructed_case)
    site.sign_in(advocate)
    site.page.set_viewport_size(size)
    page = site.open(reverse("casefile:thread", args=[instructed_case.pk]))
    picture(page, f"thread-advocate-{size['width']}")
    assert page.get_by_text("Receipts in the blue tin").is_visible()
    axe(page)
