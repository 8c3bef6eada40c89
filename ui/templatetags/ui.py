"""The tags of the page kit, built into every template (`docs/how-to/add-a-page.md` shows them)."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ui import components
from ui.forms import bound as drawing
from ui.statuses import colour_of

register = template.Library()


@register.simple_tag
def govuk(component: str, given: Mapping[str, Any] | str | None = None, /, **options: Any) -> SafeString:
    """`{% govuk "button" text="Save" %}`: a component from its options, or from a mapping of them and more options."""
    return components.render(component, **{**(given or {}), **options})  # type: ignore[dict-item]


@register.simple_block_tag(end_name="end_govuk_block")
def govuk_block(
    content: str, component: str, given: Mapping[str, Any] | str | None = None, /, **options: Any
) -> SafeString:
    """`{% govuk_block "inset-text" %}…{% end_govuk_block %}`: the same, the block being its `html`."""
    return components.render(component, **{**(given or {}), **options, "html": content})  # type: ignore[dict-item]


@register.simple_tag
def either(html: Any, text: Any) -> SafeString:
    """The html as it is, or else the text, escaped."""
    if html:
        return mark_safe(str(html).strip())  # noqa: S308 -- `html` is the caller's word that it is safe
    return conditional_escape("" if text is None else text)


@register.filter
def words(part: Any) -> SafeString:
    """The `html` or the escaped `text` of a part of a component."""
    return components.words(part)


@register.filter
def attributes(values: Any) -> SafeString:
    """A mapping as HTML attributes, each preceded by a space."""
    return components.attributes(values)


@register.filter
def lower_bool(value: Any) -> str:
    """`true` or `false`, as HTML writes them."""
    return str(value).lower()


@register.filter
def whole_words(value: Any) -> SafeString:
    """The content of a textarea. A browser drops a line break that comes first, so one is put before it."""
    text = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n")
    return conditional_escape("\n" + text if text.startswith("\n") else text)


@register.simple_tag
def field(bound: BoundField, **look: Any) -> SafeString:
    """`{% field form.words %}`: one field of any form. `size` of the label (s, m, l), `heading`, `label`, `hint`."""
    return drawing.draw(bound, **look)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """`{% fields form %}`: every field, or the form's crispy layout; those that a choice reveals stand under it."""
    helper = getattr(form, "helper", None)
    if helper is not None and helper.layout:
        return SafeString(render_crispy_form(form, helper))
    revealed = form.revealed() if hasattr(form, "revealed") else set()
    drawn = [drawing.draw(form[name]) for name in form.fields if name not in revealed]
    return mark_safe("".join(drawn))  # noqa: S308 -- components


@register.simple_tag
def error_summary(*given: Any) -> SafeString:
    """`{% error_summary form %}`: what is wrong in the forms, each a link to where it is; nothing when all is well."""
    errors: list[dict[str, Any]] = []
    for form in given:
        if isinstance(form, forms.BaseForm) and form.is_bound:
            errors += summary_of(form)
    if not errors:
        return SafeString("")
    return components.render("error-summary", title_text="There is a problem", error_list=errors)


def summary_of(form: forms.BaseForm) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"text": error} for error in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        href = None if bound.is_hidden else f"#{drawing.first_control(bound)}"
        found += [{"text": error, "href": href} for error in bound.errors]
    return found


@register.filter
def message_id(number: int) -> str:
    """An id for each notification's title; two banners on one page must not share one."""
    return f"message-{number}"


@register.filter
def spoken(text: Any) -> SafeString:
    """Somebody's words, every one: blank lines part paragraphs, single line ends stay line ends."""
    paragraphs = re.split(r"\n{2,}", str(text or "").replace("\r\n", "\n").replace("\r", "\n"))
    drawn = [conditional_escape(paragraph).replace("\n", "<br>") for paragraph in paragraphs]
    return mark_safe("".join(f"<p>{paragraph}</p>" for paragraph in drawn))  # noqa: S308 -- escaped


@register.filter
def day_text(value: Any) -> str:
    """3 March 2026, or 3 March 2026, 14:02 for a moment; anything else as it is."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "")


@register.filter
def iso(value: Any) -> str:
    """A date or moment for the `datetime` attribute."""
    return value.isoformat() if isinstance(value, date) else ""


@register.simple_tag
def status(text: Any, colour: str = "") -> SafeString:
    """`{% status outcome.get_state_display %}`: a tag whose colour goes with its words (see ui/statuses.py)."""
    return tag_of(str(text), colour or colour_of(str(text)))


@lru_cache(maxsize=256, typed=True)
def tag_of(text: str, colour: str) -> SafeString:
    """The tag, made once: there are a few dozen states, and a list shows the same one on every line."""
    return components.render_options("tag", {"text": text, "classes": f"govuk-tag--{colour}"})


@register.filter
def cells(values: Iterable[Any]) -> list[Any]:
    """Plain values as cells of a GOV.UK table; mappings stay. Numbers stand to the right."""
    return [value if isinstance(value, Mapping) else cell(value) for value in values]


@register.filter
def heads_over(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> list[Any]:
    """The heads of a table's columns: over numbers they stand to the right, as the numbers do."""
    nothing: dict[str, Any] = {}
    pairs = zip_longest(cells(head), cells(next(iter(rows), [])), fillvalue=nothing)
    return [{**item, "format": item.get("format") or under.get("format", "")} for item, under in pairs]


def cell(value: Any) -> dict[str, Any]:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    key = "html" if isinstance(value, SafeString) else "text"
    return {
        key: day_text(value) if isinstance(value, date) else str(value),
        "format": "numeric" if numeric else "",
    }


@register.filter
def rows_of_cells(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    return [cells(row) for row in rows]


@register.filter
def previous_link(page: Page[Any], base: str) -> dict[str, str] | None:
    return {"href": f"{base}page={page.previous_page_number()}"} if page.has_previous() else None


@register.filter
def next_link(page: Page[Any], base: str) -> dict[str, str] | None:
    return {"href": f"{base}page={page.next_page_number()}"} if page.has_next() else None


@register.filter
def page_items(page: Page[Any], base: str) -> list[dict[str, Any]]:
    """Page numbers: the first, the last, those around this one, and an ellipsis for the rest."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        {"number": number, "href": f"{base}page={number}", "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in numbers
    ]
