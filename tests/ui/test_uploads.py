"""Files as people choose them, and as somebody would make them who wants to do harm."""

import io
import socket
import struct
import threading
import zipfile
from email.message import EmailMessage

import pytest
from PIL import Image

from ui.uploads import Kind, Refused, inspect
from ui.uploads.inspection import tidy_name

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def packed(
    members: dict[str, str | bytes], *, heart: str = "word/document.xml", comment: bytes = b""
) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as office:
        for name, content in ({"[Content_Types].xml": TYPES, heart: "<document/>"} | members).items():
            office.writestr(name, content)
        office.comment = comment
    return written.getvalue()


def picture(kind: str, **how: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(written, format=kind, **how)
    return written.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Olwen's kitchen"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (51.0, 37.0, 30.0)
    return picture("JPEG", exif=exif, comment=b"Olwen's kitchen")


def letter(*attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "gp@surgery.example", "A letter"
    message.set_content("See the file.")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def outlook(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "".join(names).encode("utf-16-le")


GOOD = {
    "letter.pdf": PDF,
    "Plan.DOCX": packed(
        {"word/_rels/document.xml.rels": '<Relationship Type="x/hyperlink" TargetMode="External"/>'}
    ),
    "sums.xlsx": packed({"xl/printerSettings/printerSettings1.bin": b"x"}, heart="xl/workbook.xml"),
    "bruise.jpg": with_place(),
    "bruise.png": picture("PNG"),
    "note.txt": "Ŵyr neb < dim 🙂\r\n".encode(),
    "mail.eml": letter(("letter.pdf", PDF)),
    "mail.msg": outlook("__properties_version1.0"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_people_need_is_taken(name):
    kept = inspect(name, GOOD[name])

    assert kept.name == name
    assert kept.kind is Kind.of_name(name)
    assert len(kept.sha256) == 64


EXTERNAL = '<Relationship Type="x/attachedTemplate" Target="http://evil.example/t" TargetMode="External"/>'
BAD = {
    "a page": ("page.html", b"<html>"),
    "a drawing with scripts": ("drawing.svg", b"<svg onload='x'/>"),
    "no ending": ("letter", PDF),
    "a program": ("invoice.exe", b"MZ"),
    "nothing": ("empty.pdf", b""),
    "too large": ("large.txt", b"x" * (5 * 1024 * 1024 + 1)),
    "a program called PDF": ("letter.pdf", b"MZ\x90"),
    "a page called PDF": ("letter.pdf", b"<html>%PDF-1.7 %%EOF"),
    "a page called text": ("note.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>"),
    "another encoding": ("note.txt", b"\xff\xfeh\x00"),
    "NUL in text": ("note.txt", b"a\x00b"),
    "a zip behind a PDF": ("letter.pdf", PDF + packed({})),
    "half a PDF": ("letter.pdf", PDF[:-8]),
    "a PDF with a script": ("letter.pdf", PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(x)>>/Type")),
    "a PDF with a file in it": ("letter.pdf", PDF.replace(b"/Type", b"/EmbeddedFile/Type")),
    "a macro": ("plan.docx", packed({"word/vbaProject.bin": b"x"})),
    "a macro in the types": ("plan.docx", packed({"[Content_Types].xml": "<x ContentType='macroEnabled.main+xml'/>"})),
    "a file in the file": ("plan.docx", packed({"word/embeddings/oleObject1.bin": b"x"})),
    "a template from elsewhere": ("plan.docx", packed({"word/_rels/settings.xml.rels": EXTERNAL})),
    "a link to another book": ("sums.xlsx", packed({"xl/externalLinks/one.xml": ""}, heart="xl/workbook.xml")),
    "an entity": ("plan.docx", packed({"word/styles.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"})),
    "an XML in UTF-16": ("plan.docx", packed({"word/styles.xml": "<!DOCTYPE x>".encode("utf-16")})),
    "a bomb": ("plan.docx", packed({"word/media.xml": b"0" * 30_000_000})),
    "too many parts": ("plan.docx", packed({f"word/{number}.xml": "" for number in range(1_000)})),
    "a way out": ("plan.docx", packed({"../evil.xml": "<a/>"})),
    "a zip that is no document": ("plan.docx", packed({}, heart="readme.md")),
    "a sheet called document": ("plan.docx", packed({}, heart="xl/workbook.xml")),
    "something before the zip": ("plan.docx", b"GIF89a" + packed({})),
    "something behind the zip": ("plan.docx", packed({}) + b"<script>"),
    "a zip with a comment": ("plan.docx", packed({}, comment=b"<script>")),
    "half a zip": ("plan.docx", packed({})[:-30]),
    "a picture that is none": ("bruise.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
    "a JPEG called PNG": ("bruise.png", picture("JPEG")),
    "a GIF called JPEG": ("bruise.jpg", picture("GIF")),
    "a letter that is none": ("mail.eml", b"<html>"),
    "a letter with a program": ("mail.eml", letter(("letter.exe", b"MZ"))),
    "a letter with a macro": ("mail.eml", letter(("plan.docx", packed({"word/vbaProject.bin": b"x"})))),
    "letters in letters": ("mail.eml", letter(("a.eml", letter(("b.eml", letter(("c.txt", b"x"))))))),
    "an old Word file called message": ("mail.msg", outlook("WordDocument")),
    "a message with macros": ("mail.msg", outlook("__properties_version1.0", "_VBA_PROJECT")),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_could_do_harm_is_refused_with_a_sentence(what):
    name, data = BAD[what]
    with pytest.raises(Refused) as refusal:
        inspect(name, data)

    sentence = str(refusal.value)
    assert len(sentence) > 20
    assert "evil" not in sentence


def test_a_size_that_lies_is_found():
    data = packed({"word/a.xml": "<a>" + "x" * 5_000 + "</a>"})
    lying = data.replace(struct.pack("<I", 5_007), struct.pack("<I", 7))
    assert lying != data
    with pytest.raises(Refused):
        inspect("plan.docx", lying)


def test_a_picture_does_not_tell_where_it_was_taken():
    kept = inspect("bruise.jpg", with_place() + b"PK\x03\x04<script>").data

    with Image.open(io.BytesIO(kept)) as again:
        assert dict(again.getexif()) == {}
        assert again.size == (20, 40), "turned upright before its own word for that went"
        assert "comment" not in again.info
    assert b"Olwen" not in kept
    assert b"script" not in kept


def test_a_picture_too_large_to_open_is_not_opened():
    header = b"\x89PNG\r\n\x1a\n" + struct.pack("!I4sIIBBBBB", 13, b"IHDR", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = header + struct.pack("!I", 0x8D1A2E4F)
    with pytest.raises(Refused):
        inspect("huge.png", data)


@pytest.mark.parametrize(
    ("name", "tidy"),
    {
        "C:\\Users\\wyn\\letter.pdf": "letter.pdf",
        "../../etc/letter.pdf": "letter.pdf",
        "letter\u202efdp.exe": "letterfdp.exe",
        "a\x00b\r\n.pdf": "ab.pdf",
        "x" * 300 + ".pdf": "x" * 120 + ".pdf",
    }.items(),
)
def test_names_are_shown_as_they_are(name, tidy):
    assert tidy_name(name) == tidy


class Clamd(threading.Thread):
    """Speaks clamd's INSTREAM on the loopback address, and finds EICAR."""

    def __init__(self, answer: bytes | None = None) -> None:
        super().__init__(daemon=True)
        self.server = socket.create_server(("127.0.0.1", 0))
        self.answer = answer
        self.heard = b""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.getsockname()[1]}"

    def run(self) -> None:
        with self.server, self.server.accept()[0] as connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", stream.read(4))[0]:
                self.heard += stream.read(length)
            found = b"stream: Eicar-Signature FOUND\0" if EICAR in self.heard else b"stream: OK\0"
            connection.sendall(self.answer or found)


@pytest.fixture
def clamd(settings):
    def answering(answer: bytes | None = None) -> Clamd:
        server = Clamd(answer)
        settings.CLAMD_ADDRESS = server.address
        server.start()
        return server

    return answering


def test_the_whole_file_is_checked_for_viruses(clamd):
    server = clamd()
    data = b"x" * 200_000
    assert inspect("note.txt", data).data == data
    server.join(5)
    assert server.heard == data


def test_a_virus_is_refused(clamd):
    clamd()
    with pytest.raises(Refused, match="holds a virus"):
        inspect("note.txt", EICAR)


def test_what_cannot_be_checked_is_not_taken(clamd, settings):
    clamd(b"INSTREAM size limit exceeded. ERROR\0")
    with pytest.raises(Refused, match="could not be checked"):
        inspect("note.txt", b"x")
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    with pytest.raises(Refused, match="could not be checked"):
        inspect("note.txt", b"x")
    settings.CLAMD_ADDRESS = "/nowhere/clamd.ctl"
    with pytest.raises(Refused, match="could not be checked"):
        inspect("note.txt", b"x")
