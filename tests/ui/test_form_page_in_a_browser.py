"""The form page in a real browser: nothing typed is lost, nothing is sent twice, nobody is signed out unwarned."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Team
from tests.hand import Hand
from tests.infrastructure.browser import DESK, PHONE
from ui.models import Draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "I don’t want to leave.\n\n“Chcę zostać w domu” – ŵyr 🏡"
SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def desk(small_site, worker, site):
    site.sign_in(worker)
    return site


@pytest.fixture
def path(north):
    return f"/teams/{north.pk}/note/"


def words(page):
    return page.get_by_label("What did they say?")


def status(page):
    return page.locator("[data-autosave-status]")


def test_what_is_typed_is_saved_by_itself_and_comes_back_after_a_crash(desk, path, worker):
    page = desk.open(path)
    words(page).fill(WORDS)
    expect(status(page)).to_have_text(SAVED, timeout=8000)
    page.close(run_before_unload=False)

    desk.page = page.context.new_page() if not page.is_closed() else desk.page.context.new_page()
    again = desk.open(path)
    expect(words(again)).to_have_value(WORDS)
    expect(again.get_by_text("You had not finished this")).to_be_visible()


def test_leaving_the_field_saves_at_once(desk, path, worker):
    page = desk.open(path)
    words(page).press_sequentially("half")
    words(page).blur()

    expect(status(page)).to_have_text(SAVED, timeout=1500)


def test_closing_the_page_saves_the_last_words(desk, path, worker):
    page = desk.open(path)
    words(page).press_sequentially("the last words")
    context = page.context
    page.close(run_before_unload=True)

    desk.page = context.new_page()
    desk.page.wait_for_timeout(500)
    expect(words(desk.open(path))).to_have_value("the last words")


def test_without_a_connection_it_says_so_and_saves_when_it_is_back(desk, path, worker):
    page = desk.open(path)
    page.context.set_offline(True)
    words(page).fill("kept on the page")
    expect(status(page)).to_contain_text("Not saved, try again", timeout=8000)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(status(page)).to_contain_text("nothing was sent")
    expect(words(page)).to_have_value("kept on the page")

    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED, timeout=8000)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert not Draft.objects.exists()


def test_a_double_click_sends_once(desk, path, worker):
    page = desk.open(path)
    words(page).fill("East")
    page.get_by_role("button", name="Save", exact=True).dblclick()

    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert Team.objects.filter(name="East").count() == 1
    page.wait_for_timeout(2500)
    assert not Draft.objects.exists()


def test_signed_out_while_typing_the_text_stays_and_is_saved_after_signing_in(desk, path, worker):
    page = desk.open(path)
    page.context.clear_cookies(name="sessionid")
    words(page).fill("typed after the session had ended")
    expect(status(page)).to_contain_text("you have been signed out", timeout=8000)
    expect(status(page).get_by_role("link", name="Sign in")).to_be_visible()

    desk.sign_in(worker)
    status(page).get_by_role("button", name="Try again").click()
    expect(status(page)).to_have_text(SAVED, timeout=8000)
    assert Draft.objects.get().posted["words"] == ["typed after the session had ended"]


def test_a_warning_before_sign_out_can_be_answered(desk, path, worker, settings):
    settings.SESSION_COOKIE_AGE = 6
    page = desk.open(path)
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible(timeout=6000)
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    page.reload()
    expect(words(page)).to_be_visible()


def test_other_tabs_see_that_somebody_is_there(desk, path, worker, settings):
    settings.SESSION_COOKIE_AGE = 8
    first = desk.open(path)
    second = first.context.new_page()
    second.goto(desk.url + path)
    expect(first.get_by_role("alertdialog")).to_be_visible(timeout=7000)
    second.get_by_role("button", name="Stay signed in").click()

    expect(first.get_by_role("alertdialog")).to_be_hidden(timeout=3000)


def test_after_sign_out_the_page_is_covered_and_the_text_is_kept(desk, path, worker, settings):
    settings.SESSION_COOKIE_AGE = 6
    page = desk.open(path)
    words(page).fill("typed before sign-out")
    expect(status(page)).to_have_text(SAVED, timeout=5000)
    expect(page.get_by_text("You have been signed out")).to_be_visible(timeout=12000)
    expect(page.locator("main")).to_be_hidden()
    assert Draft.objects.get().posted["words"] == ["typed before sign-out"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_pages_of_the_flow(desk, worker, row, north, axe, size):
    desk.page.set_viewport_size(size)
    hand, path = Hand(worker), f"/rows/{row.pk}/"
    hand.open(path)
    typed = {"title": "Mine", "path": "Mine", "day-day": "4", "day-month": "3", "day-year": "2026"}
    hand.type(path, **typed)
    axe(desk.open(path))
    Draft.objects.filter(pk=row.pk).update(title="Theirs", version=2)
    axe(desk.open(path))
    desk.page.get_by_role("button", name="Save what I chose").click()
    axe(desk.page)
    axe(desk.open("/not-finished/"))
    page = desk.open(f"/teams/{north.pk}/note/")
    page.get_by_role("button", name="Save", exact=True).click()
    axe(page)


def test_two_versions_are_chosen_from_without_scripts(small_site, site_without_scripts, worker, row):
    desk = site_without_scripts
    desk.sign_in(worker)
    page = desk.open(f"/rows/{row.pk}/")
    page.get_by_label("Title").fill("My title")
    page.get_by_label("Their words").fill("Mine\n\n“whole” ŵ")
    Draft.objects.filter(pk=row.pk).update(title="Their title", version=2)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Save what I chose").click()
    expect(page.get_by_text("Choose which version to keep").first).to_be_visible()
    page.get_by_role("group", name="Title").get_by_label("Keep what is saved now").check()
    page.get_by_role("group", name="Their words").get_by_label("Use what you typed").check()
    page.get_by_role("button", name="Save what I chose").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()

    row.refresh_from_db()
    assert (row.title, row.version) == ("Their title", 3)
    assert row.path.replace("\r\n", "\n") == "Mine\n\n“whole” ŵ"


def test_finishing_later_and_coming_back_works_without_scripts(small_site, site_without_scripts, worker):
    desk = site_without_scripts
    desk.sign_in(worker)
    page = desk.open("/new/")
    words(page).fill(WORDS)
    page.get_by_role("button", name="Save and finish later").click()
    page.get_by_role("link", name="A new note").click()
    expect(words(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Discard it and start again").click()
    expect(words(page)).to_have_value("")
    assert not Draft.objects.exists()
