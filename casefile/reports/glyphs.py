"""Which characters the bundled fonts cannot show, so that they are named and never dropped in silence."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

FONTS = ("vendor/noto-sans/NotoSans-Regular.ttf", "vendor/noto-emoji/NotoEmoji-Regular.ttf")
MAX_NAMED = 1000


def missing(data: Any) -> str:
    """The distinct characters in `data` (JSON, any depth) that no bundled font shows, in code order.

    At most 1,000, so that they fit their column.
    """
    found: set[str] = set()
    for text in _texts(data):
        found |= set(_missing_in(text))
    return "".join(sorted(found))[:MAX_NAMED]


def named(characters: str) -> list[str]:
    """Each character with its number and its name, for a page: “ב (U+05D1, Hebrew letter bet)”."""
    return [
        f"{letter if letter.isprintable() else ''} (U+{ord(letter):04X}, "
        f"{unicodedata.name(letter, 'no name').capitalize()})".strip()
        for letter in characters
    ]


def _texts(data: Any) -> Any:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _missing_in(text: str) -> set[str]:
    letters = set(text) | set(unicodedata.normalize("NFC", text))
    return {letter for letter in letters if not _shown(letter)} & set(unicodedata.normalize("NFC", text))


def _shown(letter: str) -> bool:
    """In a font, or a mark that is never drawn: line ends, joiners, direction marks, variation selectors."""
    if letter in "\n\r\t" or ord(letter) in covered():
        return True
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that the bundled fonts have a glyph for."""
    found: set[int] = set()
    for name in FONTS:
        path = finders.find(name)
        if not isinstance(path, str) or not Path(path).exists():
            raise FileNotFoundError(name)
        with TTFont(path, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
