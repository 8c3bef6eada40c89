"""Word and Excel files: zips of XML that can hold programs, reach out to other places, or unpack without end."""

import re
import zipfile
from io import BytesIO

from ui.uploads.kinds import MIB, Kind, Refused

MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO = 1_000, 200 * MIB, 100
HEART = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}
PROGRAMS = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|oleobject|/externallinks/|\.(bin|exe|js|vbs)$"
)
MACROS = re.compile(rb"macroEnabled|vbaProject|oleObject|activeX", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
END = b"PK\x05\x06"
SETTINGS_OF_A_PRINTER = re.compile(r"^xl/printersettings/printersettings\d+\.bin$")

NOT_WHOLE = "The file cannot be opened: save it again in Word or Excel and choose it again"
TOO_MUCH = "The file unpacks to far more than it should: save it again in Word or Excel and choose it again"
A_PROGRAM = "The file holds a macro or another file inside it: save it without, or as a PDF, and choose that"
REACHES_OUT = "The file fetches something from another place: save it as a PDF and choose that"


def check_office(data: bytes, kind: Kind) -> None:
    """Raises Refused."""
    if not data.startswith(b"PK\x03\x04") or data[-22:-18] != END:  # something else before or behind the zip
        raise Refused(NOT_WHOLE)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _check_sizes(packed.infolist(), len(data))
            _check_members(packed, kind)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise Refused(NOT_WHOLE) from fault


def _check_sizes(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, size * MOST_RATIO):
        raise Refused(TOO_MUCH)
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names) or any(_is_odd(name) for name in names):
        raise Refused(NOT_WHOLE)


def _is_odd(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\x00" in name


def _check_members(packed: zipfile.ZipFile, kind: Kind) -> None:
    names = packed.namelist()
    if HEART[kind] not in names or "[Content_Types].xml" not in names:
        raise Refused(f"The file is not the {kind.name} that its name says")
    if any(
        PROGRAMS.search(f"/{one}".lower()) and not SETTINGS_OF_A_PRINTER.match(one.lower()) for one in names
    ):
        raise Refused(A_PROGRAM)
    for name in names:  # reading all of it also proves that sizes and checksums are true
        content = packed.read(name)
        if name.lower().endswith((".xml", ".rels")):
            _check_xml(name.lower(), content)


def _check_xml(name: str, content: bytes) -> None:
    if content.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):  # read as bytes below: an encoding must not hide anything
        raise Refused(NOT_WHOLE)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused(TOO_MUCH)
    if name == "[content_types].xml" and MACROS.search(content):
        raise Refused(A_PROGRAM)
    if name.endswith(".rels"):
        for relation in RELATION.findall(content):
            if b"external" in relation.lower() and b"/hyperlink" not in relation.lower():
                raise Refused(REACHES_OUT)
