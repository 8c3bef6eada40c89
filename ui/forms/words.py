"""Fields that people write in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

LONGEST_WORDS = 50_000
LONGEST_LINE = 200


class WordsField(forms.CharField):
    """People's words: every character kept, nothing trimmed, line ends as LF. Longer than `max_length` is refused."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        max_length: int = LONGEST_WORDS,
        rows: int = 5,
        max_words: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.rows = rows
        self.max_words = max_words
        super().__init__(
            label=label,
            help_text=hint,
            required=required,
            max_length=max_length,
            strip=False,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value))
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: Any) -> None:
        super().validate(value.strip())


class LineField(forms.CharField):
    """One line of text, trimmed. `width` is a GOV.UK width: 2, 3, 4, 5, 10, 20 (characters) or "one-half"."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        required: bool = True,
        max_length: int = LONGEST_LINE,
        width: int | str = "",
        autocomplete: str = "off",
        prefix: str = "",
        suffix: str = "",
        **kwargs: Any,
    ) -> None:
        self.width = width
        self.autocomplete = autocomplete
        self.prefix = prefix
        self.suffix = suffix
        super().__init__(label=label, help_text=hint, required=required, max_length=max_length, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(" ".join(value.splitlines()) if isinstance(value, str) else value)


class EmailField(LineField, forms.EmailField):
    """An email address."""

    default_error_messages = {
        "invalid": "Enter an email address in the correct format, like name@example.com"
    }

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"autocomplete": "email", "max_length": 254}
        super().__init__(label=label, **defaults | kwargs)


class NumberField(forms.IntegerField):
    """A whole number."""

    default_error_messages = {
        "invalid": "Enter a whole number, like 12",
        "min_value": "Enter %(limit_value)s or more",
        "max_value": "Enter %(limit_value)s or less",
    }

    def __init__(
        self, *, label: str, hint: str = "", width: int = 4, suffix: str = "", **kwargs: Any
    ) -> None:
        self.width = width
        self.autocomplete = "off"
        self.prefix = ""
        self.suffix = suffix
        super().__init__(label=label, help_text=hint, **{"min_value": 0, "max_value": 2_000_000_000} | kwargs)


class PasswordField(forms.CharField):
    """A password; never given back to the page."""

    def __init__(
        self, *, label: str, hint: str = "", autocomplete: str = "current-password", **kwargs: Any
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            **kwargs,
        )


class FileField(forms.FileField):
    """One file. `endings` are the file name endings taken, `largest` the size in bytes."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        endings: Iterable[str] = (),
        largest: int = 10 * 1024 * 1024,
        **kwargs: Any,
    ) -> None:
        self.endings = [ending.lower() for ending in endings]
        self.largest = largest
        super().__init__(label=label, help_text=hint, widget=forms.FileInput, **{"max_length": 200} | kwargs)

    default_error_messages = {
        "empty": "The file you chose is empty. Choose another file",
        "missing": "Choose a file",
        "invalid": "The file did not arrive. Choose it again",
        "max_length": "The file's name is too long. Give it a name of %(max)d characters or fewer",
    }

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is None:
            return None
        if self.endings and not str(file.name).lower().endswith(tuple(self.endings)):
            raise ValidationError(f"Choose a file that ends in {', '.join(self.endings)}", code="ending")
        if (file.size or 0) > self.largest:
            raise ValidationError(f"Choose a file of {filesizeformat(self.largest)} or less", code="size")
        return file
