"""The fields and the base of every form. `docs/how-to/add-a-page.md` shows them in use."""

from ui.forms.base import KitForm
from ui.forms.choices import ChoiceRadios, ManyChoices, SelectField, YesNoField
from ui.forms.days import AboutAge, AboutAgeField, DayField, DayTimeField
from ui.forms.words import EmailField, FileField, LineField, NumberField, PasswordField, WordsField

__all__ = [
    "AboutAge",
    "AboutAgeField",
    "ChoiceRadios",
    "DayField",
    "DayTimeField",
    "EmailField",
    "FileField",
    "KitForm",
    "LineField",
    "ManyChoices",
    "NumberField",
    "PasswordField",
    "SelectField",
    "WordsField",
    "YesNoField",
]
