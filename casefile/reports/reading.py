"""Read a report back as a program for blind readers does: the tagged text, in reading order.

The tests hold every report to this. Margins (page numbers) are not in the tag tree and are not read.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

BLOCKS = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/LI", "/TH", "/TD", "/TR", "/Caption", "/BlockQuote", "/Figure"}
)


def read_tagged(pdf: bytes) -> str:
    """The text of the tag tree in reading order, a line for each block."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = {page.obj.objgen: _marked_texts(page.obj) for page in document.pages}
        return "".join(_read(document.Root.StructTreeRoot, pages, None))


def folded(text: str) -> str:
    """For comparing: composed letters, white space folded, marks that are never drawn left out."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(letter for letter in text if not 0xFE00 <= ord(letter) <= 0xFE0F)
    return re.sub(r"\s+", " ", text).strip()


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, alternative text) of every element, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [(str(each.S), str(each.get("/Alt", ""))) for each in _elements(document.Root.StructTreeRoot)]


def _elements(node: Any) -> Iterator[Any]:
    for kid in _kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _read(node: Any, pages: dict[Any, dict[int, str]], page: Any) -> Iterator[str]:
    page = node.get("/Pg", page)
    block = str(node.get("/S", "")) in BLOCKS
    for kid in _kids(node):
        if isinstance(kid, int):
            yield pages[page.objgen].get(kid, "")
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield pages[kid.get("/Pg", page).objgen].get(int(kid.MCID), "")
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _read(kid, pages, page)
    if block:
        yield "\n"


def _marked_texts(page: Any) -> dict[int, str]:
    """What is drawn under each marked-content id of a page."""
    fonts = {str(name): _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    within: list[int | None] = []
    letters: dict[int, str] = {}
    for drawn in pikepdf.parse_content_stream(page):
        operands: Any = drawn.operands
        match str(drawn.operator):
            case "BDC":
                properties = operands[1]
                mcid = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
                within.append(None if mcid is None else int(mcid))
            case "BMC":
                within.append(None)
            case "EMC":
                within.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                current = next((mcid for mcid in reversed(within) if mcid is not None), None)
                if current is not None:
                    found[current] = found.get(current, "") + _decoded(operands[0], letters)
    return found


def _decoded(shown: Any, letters: dict[int, str]) -> str:
    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
    glyphs = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(
        letters.get(int.from_bytes(glyphs[place : place + 2], "big"), "")
        for place in range(0, len(glyphs), 2)
    )


def _letters(font: Any) -> dict[int, str]:
    """The font's glyphs as letters, from its ToUnicode map (WeasyPrint writes single pairs only)."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", cmap.split("beginbfchar", 1)[-1])
    return {int(glyph, 16): bytes.fromhex(letters).decode("utf-16-be") for glyph, letters in pairs}
