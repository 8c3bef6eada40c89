"""Questions that forms of risk, capacity and advocacy ask in the same words."""

from typing import Any

from enquiries.choices import Voice
from ui.forms import ChoiceRadios, DayField, WordsField
from ui.forms.words import LONGEST_WORDS

Choices = list[tuple[str, str]]

PERSONS_VOICES: Choices = [(voice.value, voice.label) for voice in Voice if voice != Voice.PROFESSIONAL]
"""Every voice in which the person is heard; what a professional thinks has places of its own."""


def words_field(label: str, **options: Any) -> WordsField:
    """The person's words, kept as said."""
    filled: dict[str, Any] = {"hint": "In their words, as they said it", "rows": 3} | options
    return WordsField(label=label, **filled)


def voice_field(
    *, label: str = "Whose words are these?", choices: Choices = PERSONS_VOICES, **options: Any
) -> ChoiceRadios:
    """Whose words: always asked, never guessed."""
    return ChoiceRadios(
        label=label,
        choices=choices,
        small=True,
        error_messages={"required": "Choose whose words these are"},
        **options,
    )


def day_field(label: str, subject: str = "The day", **options: Any) -> DayField:
    return DayField(
        label=label,
        subject=subject,
        future=False,
        error_messages={"required": "Enter the day"},
        **options,
    )


def detail_field(label: str, message: str = "", **options: Any) -> WordsField:
    """Some lines of text; required where `message` says what to enter."""
    options = {"rows": 3, "max_length": 5000, "required": bool(message)} | options
    if message:
        options["error_messages"] = {"required": message}
    return WordsField(label=label, **options)


def long_field(label: str, message: str, **options: Any) -> WordsField:
    """As much text as somebody has to write, which must be there."""
    return detail_field(label, message, **{"max_length": LONGEST_WORDS} | options)


def need_voice(form: Any, data: dict[str, Any], words: str = "words", voice: str = "voice") -> None:
    """Where words were typed, whose they are must be chosen."""
    if (data.get(words) or "").strip() and not data.get(voice) and voice not in form.errors:
        form.add_error(voice, "Choose whose words these are")
