"""The kinds of file that are taken, and the sentence for those that are not."""

from enum import Enum

MIB = 1024 * 1024


class Refused(Exception):  # noqa: N818 -- a refusal is an answer to a person, not a fault
    """The file is not taken. Its text is a sentence for whoever chose the file; it never quotes the file."""


class Kind(Enum):
    """Name, usual media type and the endings that go with it. No SVG, HTML or XML: they can run scripts."""

    PDF = ("application/pdf", (".pdf",))
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
    JPEG = ("image/jpeg", (".jpg", ".jpeg"))
    PNG = ("image/png", (".png",))
    TXT = ("text/plain", (".txt",))
    EML = ("message/rfc822", (".eml",))
    MSG = ("application/vnd.ms-outlook", (".msg",))

    def __init__(self, media_type: str, endings: tuple[str, ...]) -> None:
        self.media_type = media_type
        self.endings = endings

    @classmethod
    def of_name(cls, name: str) -> "Kind":
        """What the ending of the name says. Raises Refused."""
        found = [kind for kind in cls if name.lower().endswith(kind.endings)]
        if not found:
            raise Refused(
                "Choose a PDF, a Word or Excel file (.docx, .xlsx), a picture (JPEG, PNG), a text or a saved email"
            )
        return found[0]
