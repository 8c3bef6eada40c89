"""Which letters each glyph of the PDF stands for, so that the words can be read back, searched and read aloud.

WeasyPrint notes for each glyph the text it first stood for. Where one letter is drawn with several glyphs (ọ̀, x̂) it
notes nothing for the first and the whole for the last, and from then on the same letter alone is lost. Here the font
itself is asked instead.
"""

import unicodedata
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont


class ReadableFonts(dict[Any, Any]):
    """Stands in for a WeasyPrint document's fonts."""

    def __setitem__(self, key: Any, font: Any) -> None:
        font.to_unicode = LettersOfGlyphs(font)
        super().__setitem__(key, font)


class LettersOfGlyphs(dict[int, str]):
    def __init__(self, font: Any) -> None:
        super().__init__()
        self.font = font

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._letter(glyph, text))

    def _letter(self, glyph: int, text: str) -> str:
        """The glyph's own letter where it draws only a part of `text`; otherwise all of `text`."""
        parts = unicodedata.normalize("NFD", text)
        if len([part for part in parts if not _is_never_drawn(part)]) == 1:
            return text
        own = letters_in(self.font.file_content, self.font.index).get(glyph, [])
        if text in own:
            return text
        return next((letter for letter in own if not text or letter in parts), text)


@lru_cache(maxsize=8)
def letters_in(font: bytes, number: int) -> dict[int, list[str]]:
    """The letters of each glyph, by the font's own table; a variant (gravecomb.case) has its plain glyph's letter."""
    found: dict[int, list[str]] = {}
    with TTFont(BytesIO(font), lazy=True, fontNumber=number) as opened:
        named: dict[str, list[str]] = {}
        for code, name in opened.getBestCmap().items():
            named.setdefault(name, []).append(chr(code))
        for glyph, name in enumerate(opened.getGlyphOrder()):
            letters = named.get(name) or named.get(name.split(".")[0])
            if letters:
                found[glyph] = letters
    return found


def _is_never_drawn(letter: str) -> bool:
    return 0xFE00 <= ord(letter) <= 0xFE0F or unicodedata.category(letter) == "Cf"
