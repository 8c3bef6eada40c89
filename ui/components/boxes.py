"""What one types, picks from a list or uploads."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui.components.parts import (
    Options,
    attributes,
    control,
    draw,
    joined,
    optional,
    part,
    translations,
    words,
    written,
)


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
    count = draw(
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
    button = draw(
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
