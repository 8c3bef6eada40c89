import hashlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings

from ui.uploads.kinds import MIB, Kind, Refused
from ui.uploads.office import check_office
from ui.uploads.pictures import painted_anew
from ui.uploads.viruses import check_for_viruses

MAGIC = {
    Kind.PDF: b"%PDF-1.",
    Kind.DOCX: b"PK\x03\x04",
    Kind.XLSX: b"PK\x03\x04",
    Kind.JPEG: b"\xff\xd8\xff",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.MSG: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
LONGEST_NAME = 120
MOST_LETTERS_IN_LETTERS = 2
RUNS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
MARKUP = re.compile(rb"^\s*(<!doctype|<html|<svg|<\?xml|<script|<body|%PDF|MZ|#!)", re.IGNORECASE)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
HIDDEN_PROGRAMS = ("VBA", "_VBA_PROJECT", "Macros")


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept. `data` is what to keep: a picture is not the one that was sent."""

    name: str
    kind: Kind
    data: bytes
    sha256: str


def inspect(name: str, data: bytes) -> Inspected:
    """What to keep of a chosen file. Raises Refused with a sentence that says what to do."""
    most = settings.UPLOAD_MAX_MB
    if len(data) > most * MIB:
        raise Refused(f"The file is larger than {most} MB: make it smaller, or choose part of it")
    if not data:
        raise Refused("The file is empty: choose another")
    tidy = tidy_name(name)
    kind = Kind.of_name(tidy)
    check_for_viruses(data)
    kept = _as_kept(kind, data, inside=0)
    return Inspected(tidy, kind, kept, hashlib.sha256(kept).hexdigest())


def tidy_name(name: str) -> str:
    """The name without folders and without letters that are not seen, which can make an .exe look like a .pdf."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    seen = "".join(letter for letter in UNSEEN.sub("", last) if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = seen.strip(" .").rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending}"


def _as_kept(kind: Kind, data: bytes, *, inside: int) -> bytes:
    if not data.startswith(MAGIC.get(kind, b"")):
        raise Refused(f"The file is not the {kind.name} that its name says: save it again and choose that")
    if kind in (Kind.DOCX, Kind.XLSX):
        check_office(data, kind)
    elif kind in (Kind.JPEG, Kind.PNG):
        return painted_anew(data, kind)
    elif zipfile.is_zipfile(BytesIO(data)):
        raise Refused("The file is two files in one: save it again and choose that")
    elif kind is Kind.PDF:
        _check_pdf(data)
    elif kind is Kind.TXT:
        _check_text(data)
    elif kind is Kind.EML:
        _check_letter(data, inside=inside)
    else:
        _check_outlook(data)
    return data


def _check_pdf(data: bytes) -> None:
    """What stands open in it. What is compressed is not seen here: it is served as a download, in a sandbox."""
    if b"%%EOF" not in data[-1024:]:
        raise Refused("The PDF is not whole: save it again and choose that")
    if RUNS.search(data):
        raise Refused("The PDF runs a program or holds other files: print it to a new PDF and choose that")


def _check_text(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("The text is not saved as UTF-8: save it so and choose it again") from None
    if "\x00" in text or MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise Refused("The file is not plain text: save it as a PDF and choose that")


def _check_letter(data: bytes, *, inside: int) -> None:
    """Every file that the email carries must be one that is taken by itself."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    if message.defects or not (message["From"] and (message["Date"] or message["Subject"])):
        raise Refused("The file is not a saved email: save it again from your mail program")
    for part in message.walk():
        name = part.get_filename()
        if name is None:
            continue
        if inside >= MOST_LETTERS_IN_LETTERS:
            raise Refused("The email holds emails that hold emails: save those on their own")
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            raise Refused("The email holds another email: save that on its own")
        _as_kept(Kind.of_name(tidy_name(name)), content, inside=inside + 1)


def _check_outlook(data: bytes) -> None:
    """An Outlook message, and not one of the older Office files that begin alike. Names in it are UTF-16."""
    if "__properties_version1.0".encode("utf-16-le") not in data:
        raise Refused("The file is not the MSG that its name says: save it again from Outlook")
    if any(name.encode("utf-16-le") in data for name in HIDDEN_PROGRAMS):
        raise Refused("The email holds a file with macros: save it as a PDF and choose that")
