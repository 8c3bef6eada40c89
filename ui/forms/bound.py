"""From a bound field of any Django form, ours or the sign-in library's, to the GOV.UK component that draws it."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ui import components
from ui.components import Options
from ui.forms.days import BoxesWidget


class KitBoundField(BoundField):
    """A bound field that leaves aria-describedby and the rest to the component that draws it."""

    @property
    def aria_describedby(self) -> None:
        """None: the component says what describes the control."""
        return

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> Any:
        made = super().build_widget_attrs(attrs, widget)
        made.pop("aria-invalid", None)
        return made


def draw(
    bound: BoundField,
    *,
    size: str = "",
    heading: bool | None = None,
    label: str = "",
    hint: str | None = None,
) -> SafeString:
    """The field as GOV.UK draws it. `size` is s, m or l; `heading` makes the label the page's h1."""
    if bound.is_hidden:
        return bound.as_widget()
    if heading is None:
        heading = getattr(bound.form, "page_heading", "") == bound.name
    size = size or ("l" if heading else "s")
    hint = str(bound.help_text) if hint is None else hint
    shared: Options = {"hint": {"text": hint} if hint else None}
    errors = messages(bound)
    if errors:
        shared["error_message"] = {"html": errors}
    return PAINTERS[painter(bound.field.widget)](
        bound, shared, Heading(label or str(bound.label), size, heading=heading)
    )


class Heading:
    """The question that a field asks, as a label or as a legend."""

    def __init__(self, text: str, size: str, *, heading: bool) -> None:
        self.text = text
        self.size = size
        self.is_page_heading = heading

    def label(self) -> Options:
        return {
            "text": self.text,
            "classes": f"govuk-label--{self.size}",
            "is_page_heading": self.is_page_heading,
        }

    def fieldset(self) -> Options:
        legend = self.label() | {"classes": f"govuk-fieldset__legend--{self.size}"}
        return {"legend": legend}


def painter(widget: forms.Widget) -> type[forms.Widget]:
    return next(kind for kind in type(widget).__mro__ if kind in PAINTERS)


def messages(bound: BoundField) -> SafeString:
    return mark_safe("<br>".join(conditional_escape(str(error)) for error in bound.errors))  # noqa: S308 -- each escaped


def text(value: Any) -> str:
    """The value as a page can carry it: half a character, which cannot be sent, is shown as �."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")


def element_id(bound: BoundField) -> str:
    return bound.auto_id or bound.html_name


def wrong_parts(bound: BoundField) -> set[str]:
    """The boxes that the errors of the field point at; empty when it is all of them or none."""
    found: list[ValidationError] = bound.form.errors.as_data().get(bound.name, [])
    return {part for error in found for part in (error.params or {}).get("parts", ())}


def first_control(bound: BoundField) -> str:
    """The id that the error summary goes to."""
    widget = bound.field.widget
    if isinstance(widget, BoxesWidget):
        wrong = wrong_parts(bound) or set(widget.parts)
        return f"{element_id(bound)}-{next(part for part in widget.parts if part in wrong)}"
    return element_id(bound)


def draw_input(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    field, widget = bound.field, bound.field.widget
    width = getattr(field, "width", "")
    options = shared | {
        "id": element_id(bound),
        "name": bound.html_name,
        "label": heading.label(),
        "type": "email" if isinstance(field, forms.EmailField) else "text",
        "value": text(bound.value()) or None,
        "classes": (f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}")
        if width
        else "",
        "autocomplete": getattr(field, "autocomplete", widget.attrs.get("autocomplete")),
        "spellcheck": False if isinstance(field, forms.EmailField) else None,
        "inputmode": "numeric" if isinstance(field, forms.IntegerField) else None,
        "prefix": affix(field, "prefix"),
        "suffix": affix(field, "suffix"),
        "disabled": field.disabled,
        "attributes": own_attributes(widget),
    }
    return components.render_options("input", options)


def affix(field: forms.Field, name: str) -> Options | None:
    return {"text": getattr(field, name)} if getattr(field, name, "") else None


def own_attributes(widget: forms.Widget) -> Options:
    """The data-, hx- and aria- attributes that a form gave its widget."""
    kept = ("data-", "hx-", "aria-", "list")
    return {name: value for name, value in widget.attrs.items() if name.startswith(kept)}


def draw_textarea(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    field = bound.field
    options = shared | {
        "id": element_id(bound),
        "name": bound.html_name,
        "label": heading.label(),
        "rows": field.widget.attrs.get("rows"),
        "value": text(bound.value()),
        "attributes": own_attributes(field.widget),
    }
    max_words, max_length = getattr(field, "max_words", None), getattr(field, "max_length", None)
    if max_words:
        return components.render_options("character-count", options | {"maxwords": max_words})
    if max_length:
        # Counting is shown from three quarters on: nobody writes against a limit of 50,000.
        limit = {
            "maxlength": max_length,
            "threshold": 75,
            "textarea_description_text": f"You can enter up to {max_length:,} characters",
        }
        return components.render_options("character-count", options | limit)
    return components.render_options("textarea", options)


def draw_select(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    items = [{"value": value, "text": label, "selected": chosen} for value, label, chosen in choices(bound)]
    options = shared | {
        "id": element_id(bound),
        "name": bound.html_name,
        "label": heading.label(),
        "items": items,
        "attributes": own_attributes(bound.field.widget),
    }
    return components.render_options("select", options)


def choices(bound: BoundField) -> Iterator[tuple[str, str, bool]]:
    """Each choice as (value, label, chosen)."""
    value = bound.value()
    chosen = {text(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
    for option, label in bound.field.widget.choices:
        group = label if isinstance(label, list | tuple) else [(option, label)]
        for one, name in group:
            yield text(one), str(name), text(one) in chosen


def draw_choices(component: str) -> Callable[[BoundField, Options, Heading], SafeString]:
    def draw_them(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
        field = bound.field
        look = [
            f"govuk-{component}--inline" if getattr(field, "inline", False) else "",
            f"govuk-{component}--small" if getattr(field, "small", False) else "",
        ]
        options = shared | {
            "id_prefix": element_id(bound),
            "name": bound.html_name,
            "fieldset": heading.fieldset(),
            "classes": components.joined(*look),
            "items": list(choice_items(bound)),
        }
        return components.render_options(component, options)

    return draw_them


def choice_items(bound: BoundField) -> Iterator[Options]:
    field = bound.field
    hints, dividers = getattr(field, "hints", {}), getattr(field, "divider", ())
    for value, label, chosen in choices(bound):
        if not value and not isinstance(field.widget, forms.CheckboxSelectMultiple):
            continue  # the empty choice of a list has no radio: not choosing is enough
        if value in dividers:
            yield {"divider": "or"}
        yield {
            "value": value,
            "text": label,
            "checked": chosen,
            "hint": {"text": hints[value]} if value in hints else None,
            "behaviour": "exclusive" if value in getattr(field, "exclusive", ()) else None,
            "conditional": conditional(bound, value),
        }


def conditional(bound: BoundField, value: str) -> Options | None:
    names = getattr(bound.field, "reveals", {}).get(value)
    if not names:
        return None
    drawn = [draw(bound.form[name]) for name in names]
    return {"html": mark_safe("".join(drawn))}  # noqa: S308 -- components


def draw_checkbox(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    """One box to tick; the field's label stands beside it."""
    item = {"value": "on", "text": heading.text, "checked": bool(bound.value()), "hint": shared["hint"]}
    options = {
        "id_prefix": element_id(bound),
        "name": bound.html_name,
        "items": [item],
        "error_message": shared.get("error_message"),
    }
    return components.render_options("checkboxes", options)


def draw_boxes(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    widget: BoxesWidget = bound.field.widget
    items = widget.items(bound.value(), wrong_parts(bound))
    for item in items:
        item["value"] = text(item["value"]) or None
    options = shared | {
        "id": element_id(bound),
        "name_prefix": bound.html_name,
        "fieldset": heading.fieldset(),
        "items": items,
    }
    if shared.get("error_message") and not wrong_parts(bound):
        for item in items:
            item["error"] = True
    return components.render_options("date-input", options)


def draw_file(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    endings = getattr(bound.field, "endings", [])
    options = shared | {
        "id": element_id(bound),
        "name": bound.html_name,
        "label": heading.label(),
        "javascript": True,
        "attributes": {"accept": ",".join(endings)} if endings else None,
    }
    return components.render_options("file-upload", options)


def draw_password(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    options = shared | {
        "id": element_id(bound),
        "name": bound.html_name,
        "label": heading.label(),
        "autocomplete": bound.field.widget.attrs.get("autocomplete"),
    }
    return components.render_options("password-input", options)


def draw_other(bound: BoundField, shared: Options, heading: Heading) -> SafeString:
    """A widget that no component is for: drawn its own way, with the question, the hint and the error."""
    made = components.described(shared, element_id(bound), None)
    parts = []
    if made.get("hint_id"):
        parts.append(components.render_options("hint", shared["hint"] | {"id": made["hint_id"]}))
    if made.get("error_id"):
        parts.append(
            components.render_options("error-message", shared["error_message"] | {"id": made["error_id"]})
        )
    content = mark_safe("".join([*parts, bound.as_widget()]))  # noqa: S308 -- components and the widget's own HTML
    group = heading.fieldset() | {"described_by": made["described_by"], "role": "group", "html": content}
    classes = "govuk-form-group govuk-form-group--error" if parts and bound.errors else "govuk-form-group"
    return format_html('<div class="{}">{}</div>', classes, components.render_options("fieldset", group))


PAINTERS: dict[type[forms.Widget], Callable[[BoundField, Options, Heading], SafeString]] = {
    forms.widgets.Input: draw_input,
    forms.Textarea: draw_textarea,
    forms.Select: draw_select,
    forms.RadioSelect: draw_choices("radios"),
    forms.CheckboxSelectMultiple: draw_choices("checkboxes"),
    forms.CheckboxInput: draw_checkbox,
    forms.FileInput: draw_file,
    forms.PasswordInput: draw_password,
    BoxesWidget: draw_boxes,
    forms.Widget: draw_other,
}
