"""The base of every form."""

import re
from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from ui.forms.bound import KitBoundField

NUL = "\x00"
SURROGATE = re.compile("[\ud800-\udfff]")
BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


class KitForm(forms.Form):
    """A form whose labels are questions, drawn by the kit: `{% crispy form %}`, or `{% field form.name %}` each.

    `page_heading` names the field whose label is the page's h1, where a page asks one thing. A field that a choice
    reveals is drawn under that choice, and while the choice is not made its value is empty and cannot be wrong.
    """

    use_required_attribute = False
    bound_field_class = KitBoundField
    page_heading = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.required and is_djangos_own(field):
                question = str(field.label or name).rstrip("?")
                field.error_messages["required"] = f"Answer the question “{question}?”"

    @property
    def helper(self) -> FormHelper:
        """How crispy draws the form: the fields alone; the page has the form tag, the token and the buttons."""
        helper = FormHelper(self)
        helper.layout = None
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def revealed(self) -> set[str]:
        """The names of the fields that stand under a choice."""
        return {name for _, _, name in self.reveals()}

    def reveals(self) -> Iterator[tuple[str, str, str]]:
        """(field, its choice, the field that the choice opens), for each."""
        for parent, field in self.fields.items():
            for value, names in getattr(field, "reveals", {}).items():
                yield from ((parent, value, name) for name in names)

    def not_asked(self) -> set[str]:
        """The revealed fields none of whose choices is made, at any depth."""
        closed = self.revealed()
        while True:
            opened = {
                name
                for parent, value, name in self.reveals()
                if name in closed and parent not in closed and value in self.chosen(parent)
            }
            if not opened:
                return closed
            closed -= opened

    def chosen(self, name: str) -> list[str]:
        data = self[name].data
        return [str(value) for value in (data if isinstance(data, list | tuple) else [data])]

    def _clean_fields(self) -> None:
        closed = self.not_asked()
        asked = {name: field for name, field in self.fields.items() if name not in closed}
        for name in closed:
            self.cleaned_data[name] = nothing(self.fields[name])
        every, self.fields = self.fields, asked
        try:
            super()._clean_fields()  # type: ignore[misc]  # Django's stubs leave it out
        finally:
            self.fields = every
        for name in asked:
            self._refuse_unkeepable(name)

    def _refuse_unkeepable(self, name: str) -> None:
        found = unkeepable(self[name].data)
        if found:
            if name in self.errors:
                del self.errors[name]
            self.add_error(name, ValidationError(found, code="unkeepable"))


def is_djangos_own(field: forms.Field) -> bool:
    """Whether the message for an empty answer is Django's, which does not say what to do."""
    return str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"])


def nothing(field: forms.Field) -> Any:
    """What the field cleans to when there is no answer."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return field.queryset.none() if field.queryset is not None else None
    return (
        getattr(field, "empty_value", None)
        if isinstance(field, forms.TypedChoiceField)
        else field.to_python(None)
    )


def unkeepable(data: Any) -> str:
    """Why the text cannot be kept: NUL, half a character, or a control that turns the order of letters round."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list | tuple):
        return next(filter(None, map(unkeepable, data)), "")
    if not isinstance(data, str):
        return ""
    if NUL in data or SURROGATE.search(data):
        return "The text holds a broken character that cannot be kept. Delete it, or type the text again"
    if BIDI_CONTROL.search(data):
        return (
            "The text holds an invisible character that changes the order of letters. "
            "Paste it again as plain text, or type it"
        )
    return ""
