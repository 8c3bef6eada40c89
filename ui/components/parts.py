"""What the components are made of: their templates, attributes, and the ids of what describes what."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.template import Context, Template
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

Options = dict[str, Any]


class HasTemplate(Protocol):
    template: Template


def component_template(component: str) -> Template:
    found: HasTemplate = get_template(f"govuk/{component}.html")  # type: ignore[assignment]  # Django's own backend
    return found.template


def draw(component: str, options: Options) -> SafeString:
    """The component's HTML from options that are worked out already."""
    return SafeString(component_template(component).render(Context(options)))


def words(part: Any) -> SafeString:
    """The text of a part that has `html` or `text` (or is plain text), escaped unless it is html."""
    if isinstance(part, Mapping):
        if part.get("html"):
            return mark_safe(str(part["html"]).strip())  # noqa: S308 -- `html` is the caller's word that it is safe
        part = part.get("text")
    return conditional_escape("" if part is None else part)


def attributes(values: Any) -> SafeString:
    """` name="value"` for each; an option mapping {"value": …, "optional": True} leaves out what is empty."""
    if not values:
        return SafeString("")
    if not isinstance(values, Mapping):
        return SafeString(str(values))
    return mark_safe("".join(attribute(name, value) for name, value in values.items()))  # noqa: S308 -- each escaped


def attribute(name: str, value: Any) -> SafeString:
    optional = False
    if isinstance(value, Mapping):
        optional, value = value.get("optional") is True, value.get("value")
    if optional and (value is None or value is False):
        return SafeString("")
    if optional and value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, "" if value is None else written(value))


def written(value: Any) -> Any:
    """A value as HTML writes it: `false`, not `False`."""
    return str(value).lower() if isinstance(value, bool) else value


def optional(value: Any) -> Options:
    return {"value": value, "optional": True}


def joined(*classes: Any) -> str:
    return " ".join(str(name) for name in classes if name)


def translations(options: Options, *names: str) -> SafeString:
    """The data-i18n attributes that the JavaScript of a component reads."""
    parts = []
    for name in names:
        value = options.get(f"{name.replace('-', '_')}_text")
        if isinstance(value, Mapping):
            parts += [format_html(' data-i18n.{}.{}="{}"', name, rule, text) for rule, text in value.items()]
        elif value:
            parts.append(format_html(' data-i18n.{}="{}"', name, value))
    return mark_safe("".join(parts))  # noqa: S308 -- each part is escaped


def part(options: Mapping[str, Any], *path: str) -> Any:
    """The option at the end of the path, or None."""
    value: Any = options
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def control(options: Options) -> Options:
    """What every single control works out: its id, and the ids of the hint and error that describe it."""
    element_id = options.get("id") or options.get("name")
    return described(options, element_id, options.get("described_by"))


def described(options: Options, element_id: Any, by: Any) -> Options:
    made: Options = {"id": element_id}
    if options.get("hint"):
        made["hint_id"] = f"{element_id}-hint"
    if options.get("error_message"):
        made["error_id"] = f"{element_id}-error"
    made["described_by"] = joined(by, made.get("hint_id"), made.get("error_id"))
    return made
