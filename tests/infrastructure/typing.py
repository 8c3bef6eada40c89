"""Typing into the product's forms in a browser, by the names of their fields."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page


def choose(page: Page, name: str, *values: str) -> None:
    for value in values:
        page.check(f"input[name='{name}'][value='{value}']")


def fill_day(page: Page, name: str, day: date, time: str | None = None) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name={name}-{part}]", str(value))
    if time:
        page.fill(f"[name={name}-time]", time)


def read_back(page: Page) -> list[str | None]:
    """The words on the page, as they stand in it."""
    return [box.text_content() for box in page.locator("[data-words]").all()]


def folded(text: str) -> str:
    """For comparing with what a page shows: white space folded, as it is drawn."""
    return " ".join(text.split())


def type_into(page: Page, /, **answers: Any) -> None:
    """Answer the fields of the form, in the order given: a choice before what it opens."""
    for name, value in answers.items():
        match value:
            case datetime():
                moment = timezone.localtime(value)
                fill_day(page, name, moment.date(), f"{moment:%H:%M}")
            case date():
                fill_day(page, name, value)
            case bool():
                choose(page, name, "yes" if value else "no")
            case list():
                choose(page, name, *value)
            case _:
                _answer(page, page.locator(f"[name='{name}']").first, name, str(value))


def _answer(page: Page, control: Locator, name: str, value: str) -> None:
    tag, kind = control.evaluate("control => [control.tagName, control.type]")
    if tag == "SELECT":
        control.select_option(value)
    elif kind == "radio":
        choose(page, name, value)
    else:
        control.fill(value)


def send(page: Page) -> None:
    """Press the form's first button. Fails with the page's own sentences where it refuses."""
    with page.expect_navigation() as answered:
        page.locator("main form button[type=submit]").first.click()
    status = answered.value.status if answered.value else None
    complaints = page.locator(".govuk-error-summary").all_text_contents()
    assert (status, complaints) == (200, []), page.url


def answer_checklist(page: Page) -> None:
    """The page of the checklist on the way to closing: nothing on it was needed here."""
    boxes = page.locator("input[name=not_needed]").evaluate_all("all => all.map(one => one.value)")
    why = {"not_needed": boxes, "not_needed_why": "It was not needed here."} if boxes else {}
    type_into(page, sar="not-met", sar_reason="Nobody died or was seriously harmed.", **why)
    send(page)
