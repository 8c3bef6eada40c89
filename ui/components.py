"""GOV.UK components as templates: `render("button", text="Save")` makes `templates/govuk/button.html`.

Options are those of the macros of govuk-frontend, in snake_case (`is_page_heading`, `error_message`); camelCase is
taken too. Where a macro works a value out before it writes HTML (the ids of hint and error, what describes what),
a function below does, so that the templates only say where things stand. A template sees its options and nothing
else of the page.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol

from django.template import Context, Template
from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

Options = dict[str, Any]
# Mappings whose keys are names of HTML attributes or plural forms, not options.
DATE_PARTS = ("day", "month", "year")
VERBATIM = re.compile(r"^(attributes|.*_attributes|.*_text)$")


class HasTemplate(Protocol):
    template: Template


def render(component: str, /, **options: Any) -> SafeString:
    """The component's HTML. Raises TemplateDoesNotExist for a component that the product does not use."""
    return render_options(component, {snake_case(name): options_of(value) for name, value in options.items()})


def render_options(component: str, options: Options) -> SafeString:
    """The same from options that are in snake_case already; `options` is not changed."""
    prepare = PREPARE.get(component)
    if prepare is not None:
        options = options | prepare(options)
    template = component_template(component)
    return SafeString(template.render(Context(options)))


def component_template(component: str) -> Template:
    found: HasTemplate = get_template(f"govuk/{component}.html")  # type: ignore[assignment]  # Django's own backend
    return found.template


@cache
def snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: "_" + match[1].lower(), name)


def options_of(value: Any, name: str = "") -> Any:
    """The value with every option's name in snake_case, at any depth; names of HTML attributes stay."""
    if isinstance(value, Mapping):
        if VERBATIM.match(name):
            return value
        return {snake_case(key): options_of(inner, snake_case(key)) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [options_of(inner) for inner in value]
    return value


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


def input_options(options: Options) -> Options:
    spellcheck = options.get("spellcheck")
    wrapped = ("prefix",), ("suffix",), ("form_group", "before_input"), ("form_group", "after_input")
    made = control(options)
    pairs = {
        "class": joined(
            "govuk-input", options.get("classes"), options.get("error_message") and "govuk-input--error"
        ),
        "id": made["id"],
        "name": options.get("name"),
        "type": options.get("type") or "text",
        "spellcheck": optional(str(spellcheck).lower() if isinstance(spellcheck, bool) else None),
        "value": optional(options.get("value")),
        "disabled": optional(options.get("disabled")),
        "aria-describedby": optional(made["described_by"] or None),
        **{
            name: optional(options.get(name))
            for name in ("autocomplete", "autocapitalize", "pattern", "inputmode")
        },
    }
    return made | {
        "element": attributes(pairs) + attributes(options.get("attributes")),
        "is_wrapped": any(part(options, *path, "text") or part(options, *path, "html") for path in wrapped),
    }


def written(value: Any) -> Any:
    """A value as HTML writes it: `false`, not `False`."""
    return str(value).lower() if isinstance(value, bool) else value


def optional(value: Any) -> Options:
    return {"value": value, "optional": True}


def choices_options(options: Options, chosen: Callable[[Options], bool], by: Any) -> Options:
    """What radios and checkboxes share: ids of the items, what is checked, what describes what."""
    prefix = options.get("id_prefix") or options.get("name")
    made = described(options, prefix, by)
    in_fieldset = bool(options.get("fieldset"))
    items = []
    for number, item in enumerate(options.get("items") or [], start=1):
        if not item:
            continue
        item_id = item.get("id") or (prefix if number == 1 else f"{prefix}-{number}")
        hint = item.get("hint")
        hint_id = f"{item_id}-item-hint" if part(item, "hint", "text") or part(item, "hint", "html") else ""
        checked = item.get("checked")
        items.append(
            item
            | {
                "id": item_id,
                "name": item.get("name") or options.get("name"),
                "is_checked": checked or (checked is not False and chosen(item)),
                "hint": hint if hint_id else None,
                "hint_id": hint_id,
                "conditional_id": f"conditional-{item_id}",
                "described_by": joined(not in_fieldset and made["described_by"], hint_id),
            }
        )
    return made | {"id_prefix": prefix, "items": items}


def radios_options(options: Options) -> Options:
    value = options.get("value")
    return choices_options(
        options,
        lambda item: bool(value) and item.get("value") == value,
        part(options, "fieldset", "described_by"),
    )


def checkboxes_options(options: Options) -> Options:
    values = options.get("values") or []
    by = part(options, "fieldset", "described_by") or options.get("described_by")
    return choices_options(options, lambda item: item.get("value") in values, by)


def select_options(options: Options) -> Options:
    value = options.get("value")

    def selected(item: Options) -> bool:
        chosen = item.get("selected")
        effective = item.get("value", item.get("text"))
        return bool(chosen or (chosen is not False and value and effective == value))

    items = [
        item
        | {"value": written(item.get("value")), "has_value": "value" in item, "is_selected": selected(item)}
        for item in options.get("items") or []
        if item
    ]
    return control(options) | {"items": items}


def character_count_options(options: Options) -> Options:
    element_id = options.get("id") or options.get("name")
    limit = options.get("maxwords") or options.get("maxlength")
    kind = options.get("count_type") or ("words" if options.get("maxwords") else None)
    unit = "words" if kind == "words" else "characters"
    sentence = options.get("textarea_description_text") or f"You can enter up to %{{count}} {unit}"
    made = attributes(
        {
            "data-module": "govuk-character-count",
            "data-maxlength": optional(options.get("maxlength")),
            "data-maxwords": optional(options.get("maxwords")),
            "data-threshold": optional(options.get("threshold")),
            "data-count-type": optional(kind),
        }
    )
    if not limit and options.get("textarea_description_text"):
        made += format_html(' data-i18n.textarea-description.other="{}"', sentence)
    made += translations(
        options,
        "characters-under-limit",
        "characters-at-limit",
        "characters-over-limit",
        "words-under-limit",
        "words-at-limit",
        "words-over-limit",
    )
    count = render_options(
        "hint",
        {
            "text": sentence.replace("%{count}", str(limit)) if limit else "",
            "id": f"{element_id}-info",
            "classes": joined("govuk-character-count__message", part(options, "count_message", "classes")),
        },
    )
    group = {
        "classes": joined("govuk-character-count", part(options, "form_group", "classes")),
        "attributes": made + attributes(part(options, "form_group", "attributes")),
        "before_input": part(options, "form_group", "before_input"),
        "after_input": {"html": count + words(part(options, "form_group", "after_input"))},
    }
    inner = {
        "id": element_id,
        "described_by": f"{element_id}-info",
        "form_group": group,
        "classes": joined("govuk-js-character-count", options.get("classes")),
    }
    passed = ("name", "rows", "spellcheck", "value", "label", "hint", "error_message", "attributes")
    return {"inner": {name: options.get(name) for name in passed} | inner}


def file_upload_options(options: Options) -> Options:
    return control(options) | {
        "translations": translations(
            options,
            "choose-files-button",
            "no-file-chosen",
            "multiple-files-chosen",
            "drop-instruction",
            "entered-drop-zone",
            "left-drop-zone",
        )
    }


def password_input_options(options: Options) -> Options:
    shown = translations(
        options,
        "show-password",
        "hide-password",
        "show-password-aria-label",
        "hide-password-aria-label",
        "password-shown-announcement",
        "password-hidden-announcement",
    )
    element_id = options.get("id") or options.get("name")
    button = render_options(
        "button",
        {
            "type": "button",
            "text": options.get("show_password_text") or "Show",
            "classes": joined(
                "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
                part(options, "button", "classes"),
            ),
            "attributes": {
                "aria-controls": element_id,
                "aria-label": options.get("show_password_aria_label_text") or "Show password",
                "hidden": {"value": True, "optional": True},
            },
        },
    )
    group = {
        "classes": joined("govuk-password-input", part(options, "form_group", "classes")),
        "attributes": SafeString(' data-module="govuk-password-input"')
        + shown
        + attributes(part(options, "form_group", "attributes")),
        "before_input": part(options, "form_group", "before_input"),
        "after_input": {"html": button + words(part(options, "form_group", "after_input"))},
    }
    inner = {
        "id": element_id,
        "form_group": group,
        "input_wrapper": {"classes": "govuk-password-input__wrapper"},
        "classes": joined(
            "govuk-password-input__input govuk-js-password-input-input", options.get("classes")
        ),
        "type": "password",
        "spellcheck": False,
        "autocapitalize": "none",
        "autocomplete": options.get("autocomplete") or "current-password",
    }
    passed = ("name", "value", "disabled", "label", "hint", "error_message", "described_by", "attributes")
    return {"inner": {name: options.get(name) for name in passed} | inner}


def date_input_options(options: Options) -> Options:
    defaults = {name: {"name": name, "value": part(options, "values", name)} for name in DATE_PARTS}
    parts = {name: options[name] if options.get(name) is not None else defaults[name] for name in DATE_PARTS}
    # A box may have a name of its own; what it is follows from its place or from `day`, `month`, `year`.
    roles = {(box or {}).get("name") or name: name for name, box in parts.items()}
    given = [item for item in options.get("items") or parts.values() if item]
    any_error = any(item_has_error(item) for item in given)
    items = []
    for item in given:
        place = next((name for name, box in parts.items() if box is item), "")
        name = str(item.get("name") or "")
        role = place or roles.get(name) or (name if name in DATE_PARTS else "")
        items.append(date_input_item(options, item, role, any_error=any_error))
    by = part(options, "fieldset", "described_by")
    return described(options, options.get("id"), by) | {"items": items}


def item_has_error(item: Options) -> bool:
    return bool(item.get("error") or "govuk-input--error" in (item.get("classes") or ""))


def date_input_item(options: Options, item: Options, role: str, *, any_error: bool) -> Options:
    classes = item.get("classes") or ""
    name = item.get("name") or role
    failed = item_has_error(item) or (
        item.get("error") is not False and options.get("error_message") and not any_error
    )
    full_name = f"{options['name_prefix']}-{name}" if options.get("name_prefix") else name
    value = item.get("value")
    if value is None and role:
        value = part(options, role, "value")
    if value is None:
        value = (options.get("values") or {}).get(full_name)
    return {
        "label": {
            "text": item.get("label") or name.capitalize(),
            "classes": "govuk-date-input__label",
        },
        "id": item.get("id") or f"{options.get('id')}-{name}",
        "classes": joined(
            "govuk-date-input__input",
            "govuk-input--error" if failed and "govuk-input--error" not in classes else "",
            "" if "govuk-input--width-" in classes else f"govuk-input--width-{4 if role == 'year' else 2}",
            classes,
        ),
        "name": full_name,
        "value": value,
        "inputmode": item.get("inputmode") or "numeric",
        "autocomplete": item.get("autocomplete"),
        "pattern": item.get("pattern"),
        "attributes": item.get("attributes"),
    }


def summary_list_options(options: Options) -> Options:
    rows = [row for row in options.get("rows") or [] if row]
    return {"rows": rows, "any_actions": any(part(row, "actions", "items") for row in rows)}


def table_options(options: Options) -> Options:
    """Cells made in Python: a list page has hundreds, and a template asks each of them six questions."""
    first_is_header = bool(options.get("first_cell_is_header"))
    return {
        "head": [table_cell(cell, 'th scope="col"', "header") for cell in options.get("head") or []],
        "rows": [
            [
                table_cell(cell, 'th scope="row"', "header", plain=True)
                if first_is_header and not place
                else table_cell(cell, "td", "cell")
                for place, cell in enumerate(row)
            ]
            for row in options.get("rows") or []
            if row
        ],
    }


def table_cell(cell: Mapping[str, Any], tag: str, kind: str, *, plain: bool = False) -> SafeString:
    """One cell. A row's own head (`plain`) has no format."""
    classes = f"govuk-table__{kind}"
    if cell.get("format") and not plain:
        classes += f" {classes}--{cell['format']}"
    if cell.get("classes"):
        classes += f" {cell['classes']}"
    spans = {name: cell[name] for name in ("colspan", "rowspan") if cell.get(name)}
    more = attributes(spans | (cell.get("attributes") or {}))
    return SafeString(f'<{tag} class="{conditional_escape(classes)}"{more}>{words(cell)}</{tag[:2]}>')


def task_list_options(options: Options) -> Options:
    prefix = options.get("id_prefix") or "task-list"
    items = []
    for number, item in enumerate(options.get("items") or [], start=1):
        if item:
            hint_id, status_id = f"{prefix}-{number}-hint", f"{prefix}-{number}-status"
            by = joined(item.get("hint") and hint_id, status_id)
            items.append(item | {"hint_id": hint_id, "status_id": status_id, "described_by": by})
    return {"items": items}


def tabs_options(options: Options) -> Options:
    prefix = options.get("id_prefix") or ""
    items = [
        item | {"panel_id": item.get("id") or f"{prefix}-{number}", "number": number}
        for number, item in enumerate(options.get("items") or [], start=1)
        if item
    ]
    return {"items": items, "has_items": bool(options.get("items"))}


def notification_banner_options(options: Options) -> Options:
    success = options.get("type") == "success"
    title = {"html": options.get("title_html"), "text": options.get("title_text")}
    return {
        "type_class": "govuk-notification-banner--success" if success else "",
        "role": options.get("role") or ("alert" if success else "region"),
        "title": words(title) or ("Success" if success else "Important"),
        "title_id": options.get("title_id") or "govuk-notification-banner-title",
        "level": options.get("title_heading_level") or 2,
    }


def pagination_options(options: Options) -> Options:
    items = options.get("items")
    return {
        "is_block": not items and bool(options.get("next") or options.get("previous")),
        "items": [item for item in items if item] if items else None,
    }


def panel_options(options: Options) -> Options:
    items = [
        action
        | {
            "is_link": bool(action.get("href")) and action.get("type") != "button",
            "button_type": action.get("type") or "button",
            "button_classes": joined("govuk-button--inverse", action.get("classes")),
        }
        for action in part(options, "actions", "items") or []
    ]
    return {
        "is_interruption": "govuk-panel--interruption" in (options.get("classes") or ""),
        "action_items": items,
    }


PREPARE: dict[str, Callable[[Options], Options]] = {
    "character-count": character_count_options,
    "checkboxes": checkboxes_options,
    "date-input": date_input_options,
    "file-upload": file_upload_options,
    "input": input_options,
    "notification-banner": notification_banner_options,
    "pagination": pagination_options,
    "panel": panel_options,
    "password-input": password_input_options,
    "radios": radios_options,
    "select": select_options,
    "table": table_options,
    "summary-list": summary_list_options,
    "tabs": tabs_options,
    "task-list": task_list_options,
    "textarea": control,
}
