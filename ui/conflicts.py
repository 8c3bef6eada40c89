"""Two people wrote at once: both versions side by side, field by field, and the second one chooses."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from html.parser import HTMLParser
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.crypto import salted_hmac

from ui.drafts import OURS

KEEP = "keep-"
BEGAN = "began_from"
THEIRS, MINE, BOTH = "theirs", "mine", "both"
Inputs = list[tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """One field in which the stored version and the typed one differ."""

    name: str
    label: str
    theirs: str
    mine: str
    choice: str
    changed_by: str

    @property
    def input_name(self) -> str:
        return KEEP + self.name


@dataclass(frozen=True)
class Comparison:
    differences: list[Difference]
    same: list[tuple[str, str]]
    typed: Inputs

    def not_chosen(self) -> list[str]:
        """Input names of the differences where neither version has been chosen yet."""
        return [difference.input_name for difference in self.differences if not difference.choice]

    def chosen_data(self, typed: forms.BaseForm, stored: forms.BaseForm) -> QueryDict:
        """What the form would have sent with the stored values in the fields where those were chosen."""
        data = QueryDict(mutable=True)
        theirs = {difference.name for difference in self.differences if difference.choice == THEIRS}
        replaced = {name for field in theirs for name in control_names(typed, field)}
        for name, value in self.typed:
            if name not in replaced:
                data.appendlist(name, value)
        for field in theirs:
            for name, value in sent_by(stored, field):
                data.appendlist(name, value)
        return data


def compare(form: forms.BaseForm, stored: Mapping[str, Any], choices: QueryDict) -> Comparison:
    """Set the typed values against the stored ones, field by field."""
    began = _read_marks(form.data.get(BEGAN))
    closed: set[str] = getattr(form, "not_asked", set)()
    differences, same = [], []
    for name, value in stored.items():
        field = form.fields.get(name)
        if field is None:
            continue
        label = str(form[name].label)
        mine = None if name in closed else _typed_value(form, name)
        if _is_same(field, value, mine):
            same.append((label, shown(field, value)))
            continue
        changed_by = _changed_by(began.get(name), value, mine)
        choice = choices.get(KEEP + name, changed_by)
        choice = choice if choice in {THEIRS, MINE} else ""
        differences.append(
            Difference(name, label, shown(field, value), shown(field, mine), choice, changed_by)
        )
    return Comparison(differences, same, _all_inputs(form))


def marks(values: Mapping[str, Any]) -> str:
    """A mark for each value, which tells later whether it has changed, and nothing of what it is."""
    return json.dumps({name: _mark(value) for name, value in values.items()}, separators=(",", ":"))


def _mark(value: Any) -> str:
    return salted_hmac("ui.conflicts", str(_plain(value))).hexdigest()[:16]


def _read_marks(text: str | None) -> dict[str, str]:
    try:
        began = json.loads(text or "{}")
    except ValueError:
        return {}
    return began if isinstance(began, dict) else {}


def _changed_by(began: str | None, stored: Any, mine: Any) -> str:
    """Who changed a value since the typing began; empty where nobody knows."""
    if began is None:
        return ""
    if began == _mark(mine):
        return THEIRS
    return MINE if began == _mark(stored) else BOTH


def _all_inputs(form: forms.BaseForm) -> Inputs:
    return [
        (name, value)
        for name, values in cast(QueryDict, form.data).lists()
        if name not in {*OURS, BEGAN} and not name.startswith(KEEP)
        for value in values
    ]


def typed_values(form: forms.BaseForm) -> dict[str, Any]:
    """What was typed in each field, as the field understands it."""
    return {name: _typed_value(form, name) for name in form.fields}


def _typed_value(form: forms.BaseForm, name: str) -> Any:
    """What was typed, as the field understands it; as typed where it does not."""
    typed = form[name].data
    try:
        return form.fields[name].clean(typed)
    except ValidationError:
        return typed


def _is_same(field: forms.Field, stored: Any, mine: Any) -> bool:
    return bool(_plain(stored) == _plain(mine) or not field.has_changed(stored, mine))


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, models.QuerySet | list | tuple | set):
        return sorted(str(_plain(item)) for item in value)
    return "" if value is None else str(value)


def shown(field: forms.Field, value: Any) -> str:
    """A value in the words of the page: the label of a choice, "3 March 2026", "Yes"."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, models.QuerySet | list | tuple | set):
        return "\n".join(_one_shown(field, item) for item in value)
    return _one_shown(field, value)


def _one_shown(field: forms.Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{formats.date_format(timezone.localtime(value), 'j F Y')}, {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return formats.date_format(value, "j F Y")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return _labels(field).get(str(getattr(value, "pk", value)), str(value))


def _labels(field: forms.Field) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, label in getattr(field, "choices", ()):
        group: Iterable[tuple[Any, Any]] = label if isinstance(label, list | tuple) else [(value, label)]
        found.update({str(key): str(text) for key, text in group})
    return found


class _Controls(HTMLParser):
    """Reads from a widget's HTML what a browser would send for it, whatever inputs the widget is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.sent: Inputs = []
        self._select = self._textarea = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if name:
            self.names.add(name)
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.sent.append((self._select, given.get("value") or ""))
        elif tag == "textarea":
            self._textarea, self._text = name, []

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        if given.get("type") not in {"radio", "checkbox"}:
            self.sent.append((name, given.get("value") or ""))
        elif "checked" in given:
            self.sent.append((name, given.get("value") or "on"))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # a browser drops the line end that follows the opening tag, and Django writes one there
            text = "".join(self._text).replace("\r\n", "\n")
            self.sent.append((self._textarea, text.removeprefix("\n")))
            self._textarea = ""


def _controls(form: forms.BaseForm, name: str) -> _Controls:
    controls = _Controls()
    controls.feed(form[name].as_widget())
    controls.close()
    return controls


def control_names(form: forms.BaseForm, name: str) -> set[str]:
    """The names of the inputs that a field is made of."""
    return _controls(form, name).names


def sent_by(form: forms.BaseForm, name: str) -> Inputs:
    """What a browser would send for a field as it stands."""
    return _controls(form, name).sent
