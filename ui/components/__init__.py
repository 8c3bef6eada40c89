"""GOV.UK components as templates: `render("button", text="Save")` makes `templates/govuk/button.html`.

Options are those of the macros of govuk-frontend, in snake_case (`is_page_heading`, `error_message`); camelCase is
taken too. Where a macro works a value out before it writes HTML (the ids of hint and error, what describes what),
a function of this package does, so that the templates only say where things stand. A template sees its options
and nothing else of the page.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString

from ui.components.boxes import (
    character_count_options,
    file_upload_options,
    input_options,
    password_input_options,
    select_options,
)
from ui.components.choices import checkboxes_options, date_input_options, radios_options
from ui.components.parts import Options, attributes, control, described, draw, joined, words
from ui.components.showing import (
    notification_banner_options,
    pagination_options,
    panel_options,
    summary_list_options,
    table_options,
    tabs_options,
    task_list_options,
)

# Mappings whose keys are names of HTML attributes or plural forms, not options.
VERBATIM = re.compile(r"^(attributes|.*_attributes|.*_text)$")


def render(component: str, /, **options: Any) -> SafeString:
    """The component's HTML. Raises TemplateDoesNotExist for a component that the product does not use."""
    return render_options(component, {snake_case(name): options_of(value) for name, value in options.items()})


def render_options(component: str, options: Options) -> SafeString:
    """The same from options that are in snake_case already; `options` is not changed."""
    prepare = PREPARE.get(component)
    if prepare is not None:
        options = options | prepare(options)
    return draw(component, options)


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

__all__ = ["Options", "attributes", "described", "joined", "render", "render_options", "words"]
