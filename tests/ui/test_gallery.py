"""Every component and field on one page, in a real browser, at desk and phone width."""

import copy
import os
from pathlib import Path

import pytest

from tests.infrastructure.browser import DESK, PHONE

WIDTHS = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture
def gallery(settings):
    settings.ROOT_URLCONF = "tests.ui.gallery"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates


@pytest.fixture
def gallery_page(gallery, site, worker):
    site.sign_in(worker)
    page = site.open("/gallery/")
    assert page.get_by_role("heading", name="Every component").is_visible()
    return page


def picture(page, name):
    """Keeps a picture of the page in the folder that PICTURES names, if it does."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_every_component_is_accessible_and_fits(gallery_page, axe, width):
    gallery_page.set_viewport_size(width)
    picture(gallery_page, f"gallery-{width['width']}")
    axe(gallery_page)
    assert gallery_page.evaluate("document.documentElement.scrollWidth") <= width["width"]


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_a_refused_form_is_accessible_and_goes_to_its_first_error(gallery_page, axe, width):
    gallery_page.set_viewport_size(width)
    gallery_page.get_by_label("What did they say?").fill("\nŻółć, Llŷn – it's “mine” 🙂\n ")
    gallery_page.get_by_label("Month").first.fill("Febuary")
    gallery_page.get_by_label("No", exact=True).check()
    gallery_page.get_by_role("button", name="Save").click()
    picture(gallery_page, f"gallery-refused-{width['width']}")
    axe(gallery_page)
    assert gallery_page.title().startswith("Error: ")
    assert gallery_page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert gallery_page.get_by_label("What did they say?").input_value() == "\nŻółć, Llŷn – it's “mine” 🙂\n "
    gallery_page.get_by_role("link", name="Answer the question “Why not?”").click()
    assert gallery_page.evaluate("document.activeElement.id") == "id_why_not"


@pytest.mark.browser
def test_a_question_mark_lists_the_keys_and_they_can_be_switched_off(gallery_page):
    gallery_page.keyboard.press("?")
    dialog = gallery_page.get_by_role("dialog", name="Keyboard shortcuts")
    assert "People" in dialog.inner_text()
    gallery_page.get_by_label("Use single-key shortcuts on this computer").uncheck()
    gallery_page.get_by_role("button", name="Close").click()
    gallery_page.keyboard.press("?")
    assert not dialog.is_visible()
    gallery_page.get_by_role("button", name="Keyboard shortcuts").click()
    assert dialog.is_visible()


@pytest.mark.browser
def test_a_key_typed_into_a_field_is_only_a_letter(gallery_page):
    box = gallery_page.get_by_label("What did they say?")
    box.press_sequentially("p?")
    assert box.input_value() == "p?"
    assert gallery_page.url.endswith("/gallery/")
