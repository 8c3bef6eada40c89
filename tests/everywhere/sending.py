"""Forms as a page offers them, and what somebody might send with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote_from_bytes

import lxml.html

from audit import clock

Typed = list[tuple[str, str]]
BOXES = ("-day", "-month", "-year", "-time", "-age")
OURS = {"csrfmiddlewaretoken", "form_key", "version", "began_from"}
TEXT = {"text", "textarea", "search", "email", "tel", "number", "url"}
CHOICES = {"radio", "checkbox", "select"}


@dataclass
class Input:
    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_box(self) -> bool:
        return self.name.endswith(BOXES)

    @property
    def is_text(self) -> bool:
        return self.kind in TEXT and not self.is_box


def document(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(encoding=None, huge_tree=True))


def forms_in(page: lxml.html.HtmlElement, method: str) -> Iterable[lxml.html.FormElement]:
    return [form for form in page.forms if form.method.upper() == method]


def inputs_of(page: lxml.html.HtmlElement, path: str) -> list[Input]:
    """What the page's own form asks: that which is sent to the page's own address."""
    found: dict[str, Input] = {}
    for form in forms_in(page, "POST"):
        if (form.get("action") or path).split("?")[0] not in ("", path.split("?", maxsplit=1)[0]):
            continue
        for control in form.iter("input", "select", "textarea"):
            add(found, control)
    return list(found.values())


def add(found: dict[str, Input], control: lxml.html.HtmlElement) -> None:
    name = control.get("name")
    kind = control.get("type", "text") if control.tag == "input" else control.tag
    if not name or kind in ("submit", "button"):
        return
    one = found.setdefault(name, Input(name, kind))
    if kind == "select":
        one.options += [option.get("value", "") for option in control.iter("option")]
    elif kind in CHOICES:
        one.options.append(control.get("value", "on"))
    else:
        one.value = control.text or "" if kind == "textarea" else control.get("value", "")


def filled(inputs: list[Input], *, text: str = "Words", days: int = 0, choice: int = 0) -> Typed:
    """A likely answer to everything: a choice of each, the same text everywhere, a day that many days from now."""
    day = clock.today() + timedelta(days=days)
    return [(one.name, answer(one, text, day, choice)) for one in inputs if one.kind != "file"]


def answer(one: Input, text: str, day: date, choice: int) -> str:
    if one.is_box:
        boxes = {"-day": day.day, "-month": day.month, "-year": day.year, "-time": "00:05", "-age": 80}
        return str(next(value for ending, value in boxes.items() if one.name.endswith(ending)))
    if one.kind in CHOICES:
        options = [option for option in one.options if option]
        return options[choice % len(options)] if options else ""
    if one.kind == "email":
        return "somebody@council.example"
    return one.value if one.kind == "hidden" else text


def encoded(typed: Typed) -> bytes:
    """As a browser sends it, except that halves of surrogate pairs are sent too."""
    return "&".join(
        f"{quote_from_bytes(name.encode())}={quote_from_bytes(value.encode('utf-8', 'surrogatepass'))}"
        for name, value in typed
    ).encode()


BOUNDARY = "the-boundary"


def with_files(typed: Typed, names: Iterable[str]) -> bytes:
    """As a browser sends a form that takes files, with a file for each name."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in typed
    ]
    parts += [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="../a\u202e.exe"\r\n'
        "Content-Type: text/html\r\n\r\n<script>\x00\r\n"
        for name in names
    ]
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()
