import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_people_are_found_while_one_types(site, worker, case, axe):
    site.sign_in(worker)
    page = site.open("/people/")
    page.get_by_label("Name, nickname or NHS number").press_sequentially("olwyn")
    page.get_by_role("heading", name="1 person found").wait_for()
    axe(page)
    assert page.url.endswith("/people/")
    page.get_by_role("link", name="Olwen", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Olwen Tarrable"
    axe(page)


def test_people_are_found_by_a_button_without_scripts(site_without_scripts, worker, case):
    site_without_scripts.sign_in(worker)
    page = site_without_scripts.open("/people/")
    page.get_by_label("Name, nickname or NHS number").fill("olwyn")
    page.get_by_role("button", name="Find").click()
    assert page.get_by_role("link", name="Olwen", exact=True).is_visible()
    assert page.url.endswith("/people/")
