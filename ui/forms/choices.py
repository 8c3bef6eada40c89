"""Fields that people choose in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

Reveals = Mapping[str, Iterable[str]]


class ChoiceRadios(forms.ChoiceField):
    """One of a few, as radios.

    `hints` gives a choice a hint; `reveals` names the fields that a choice opens: they stand under it, and count
    only when it is chosen. `divider` writes "or" before the choices named in it.
    """

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        label: str,
        choices: Any,
        hint: str = "",
        hints: Mapping[str, str] | None = None,
        reveals: Reveals | None = None,
        inline: bool = False,
        small: bool = False,
        divider: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        self.hints = dict(hints or {})
        self.reveals = {value: list(names) for value, names in (reveals or {}).items()}
        self.inline = inline
        self.small = small
        self.divider = set(divider)
        self.exclusive: set[str] = set()
        super().__init__(label=label, choices=choices, help_text=hint, **kwargs)


class YesNoField(ChoiceRadios):
    """Yes or no, as True or False; None where it was not answered and need not be."""

    def __init__(self, *, label: str, yes: str = "Yes", no: str = "No", **kwargs: Any) -> None:
        super().__init__(label=label, choices=[("yes", yes), ("no", no)], **{"inline": True} | kwargs)
        if self.reveals or self.hints:
            self.inline = False

    def to_python(self, value: Any) -> Any:
        known = {"yes": True, "no": False, True: True, False: False, "": None, None: None}
        try:
            return known[value]
        except (KeyError, TypeError):
            raise ValidationError("Choose yes or no", code="invalid_choice") from None

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class ManyChoices(forms.MultipleChoiceField):
    """Any number, as checkboxes. A choice in `exclusive` ("none of these") cannot be taken with another."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        *,
        label: str,
        choices: Any,
        hint: str = "Select all that apply",
        hints: Mapping[str, str] | None = None,
        reveals: Reveals | None = None,
        exclusive: Iterable[str] = (),
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        self.hints = dict(hints or {})
        self.reveals = {value: list(names) for value, names in (reveals or {}).items()}
        self.exclusive = set(exclusive)
        self.divider = set(self.exclusive)
        self.inline = False
        self.small = small
        super().__init__(label=label, choices=choices, help_text=hint, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        alone = self.exclusive & set(value)
        if alone and len(value) > 1:
            name = dict(self.flat_choices())[next(iter(alone))]
            raise ValidationError(f"Choose “{name}” or the others, not both", code="exclusive")

    def flat_choices(self) -> list[tuple[str, str]]:
        choices: Any = self.choices
        return [(str(value), str(label)) for value, label in choices]


class SelectField(forms.ChoiceField):
    """One of many, as a list that opens."""

    def __init__(
        self, *, label: str, choices: Any, hint: str = "", blank: str = "Choose one", **kwargs: Any
    ) -> None:
        super().__init__(label=label, choices=choices, help_text=hint, **kwargs)
        if blank:
            given: Any = self.choices
            self.choices = [("", blank), *given]
