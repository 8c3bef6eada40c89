"""The pages of signing in, and those of what went wrong, in our own look."""

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse

from tests.infrastructure.browser import DESK, PHONE
from tests.ui.test_gallery import picture

WIDTHS = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]
ENTRANCES = ["account_login", "account_reset_password", "account_reset_password_done"]


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ENTRANCES)
def test_an_entrance_is_accessible_and_fits(site, db, axe, name, width):
    site.page.set_viewport_size(width)
    page = site.open(reverse(name))
    picture(page, f"{name}-{width['width']}")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]


@pytest.mark.browser
def test_signing_in_works_and_a_wrong_password_says_what_to_do(site, worker, axe):
    page = site.open(reverse("account_login"))
    page.get_by_label("Email address").fill(worker.email)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    axe(page)
    assert page.get_by_role("alert").inner_text().startswith("There is a problem")
    page.get_by_label("Password", exact=True).fill("a long invented passphrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_the_mail_for_a_new_password_holds_no_name(client, worker):
    client.post(reverse("account_reset_password"), {"email": worker.email})
    (message,) = mail.outbox
    assert worker.name not in message.subject + message.body
    address = next(line for line in message.body.splitlines() if "/password/" in line)
    page = client.get(address, follow=True)
    assert "Choose a new password" in page.content.decode()
    page = client.post(
        page.request["PATH_INFO"],
        {"password1": "another long phrase", "password2": "another long phrase"},
        follow=True,
    )
    assert "Your password is changed" in page.content.decode()


def test_nobody_signs_up_by_themselves(client, db):
    assert "Accounts are made for you" in client.get(reverse("account_signup")).content.decode()


def test_a_page_that_is_not_there_says_so_in_our_look(client, worker):
    client.force_login(worker)
    page = client.get("/no-such-page/")
    assert page.status_code == 404
    assert "Page not found" in page.content.decode()
    assert "Sign out" in page.content.decode()


@pytest.mark.browser
def test_a_page_that_is_not_there_is_accessible(site, worker, axe):
    site.sign_in(worker)
    page = site.open("/no-such-page/")
    picture(page, "not-found")
    axe(page)


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "422.html", "500.html"])
def test_every_error_page_says_what_to_do_and_that_nothing_changed_or_where_to_go(name):
    html = render_to_string(name, request=None)
    assert html.count("<h1") == 1
    assert "Go back" in html or 'href="/"' in html
