"""What is read, not filled in: tables, lists, tabs, banners, pages of a list."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ui.components.parts import Options, attributes, joined, part, words


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
