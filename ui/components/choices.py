"""Radios, checkboxes and the three boxes of a date."""

from collections.abc import Callable
from typing import Any

from ui.components.parts import Options, described, joined, part

DATE_PARTS = ("day", "month", "year")


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
