"""What the three users' days have in common: signing in by the real form, and what people really say."""

from playwright.sync_api import Page

from accounts.models import User
from tests.cast import PASSWORD
from tests.infrastructure.browser import Site
from tests.infrastructure.typing import send, type_into

SENTENCE = "I'd know it's safe when nobody's shouting — “Dw i'n iawn”, said Siân in the tŷ; Łucja's żurek was hot. 😀🐕"
PARAGRAPHS = (
    "It's my ŵyr, Paweł, who doesn't knock. Zażółć gęślą jaźń.\n\n"
    "‘Ŷd’ is what I said; they'd written ‘yd’. That isn't what I said!  Two spaces.\n\n"
    "<b>Not bold</b> & £4.20 short. ☕\n\n"
    + "The change never tallies, and I've said so every Friday since Easter. "
    * 80
)[:4999] + "."
PASSAGE = "It's my ŵyr, Paweł, who doesn't knock."


def sign_in(place: Site, user: User) -> Page:
    """By the form, as everybody does."""
    page = place.open("/accounts/login/")
    type_into(page, login=user.email, password=PASSWORD)
    send(page)
    return page


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")


def press(page: Page, name: str) -> None:
    """A button, or a link that looks like one."""
    page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    ).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()
