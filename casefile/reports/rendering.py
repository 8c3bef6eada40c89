"""The one place where HTML becomes a PDF. A test fails if WeasyPrint is called anywhere else.

WeasyPrint's own defaults read local files, follow redirects and attach what a document asks for; here it is given
a fetcher that reads the product's own static files and refuses everything else.
"""

import atexit
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders

from casefile.reports.letters import ReadableFonts

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

STYLESHEET = "msp/report.css"
SCHEME = "static:"
SERVED = frozenset({".css", ".ttf"})
INSTALL_PANGO = (
    "This machine cannot make PDFs yet: its text library is missing. Ask whoever looks after it to install "
    "libpango-1.0-0 and libpangoft2-1.0-0 (Debian and Ubuntu), or pango (other systems). The report will then be made."
)


class CannotRender(Exception):  # noqa: N818 -- named for what the machine cannot do
    """The machine lacks the library that lays out text; the message says what to install."""


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int


def render_pdf(html: str) -> Rendered:
    """The whole PDF/UA-1 in memory: tagged, with title, language and bookmarks. Raises CannotRender."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 -- takes a second, and the machine may lack its library
    except OSError as problem:
        raise CannotRender(INSTALL_PANGO) from problem
    css, fonts = _print_style()
    document = HTML(string=html, base_url=f"{SCHEME}/", url_fetcher=our_fetcher()).render(
        font_config=fonts, stylesheets=[css], pdf_variant="pdf/ua-1"
    )
    document.fonts = ReadableFonts()
    pdf = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_say_what_headers_head)
    return Rendered(pdf=pdf, pages=len(document.pages))


def _say_what_headers_head(_document: Any, pdf: Any) -> None:
    """Mark each table header as a column's or a row's: PDF/UA asks for it and WeasyPrint leaves it out."""
    objects: list[Any] = pdf.objects
    tags = {each.reference: each for each in objects if hasattr(each, "keys") and "S" in each}
    for tag in list(tags.values()):
        if tag["S"] == "/TH":
            group = tags[tags[tag["P"]]["P"]]
            tag["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def can_render() -> bool:
    """Whether the text library is there. Slow the first time: for pages that say so, not for lists."""
    try:
        import weasyprint  # noqa: F401, PLC0415 -- see render_pdf
    except OSError:
        return False
    return True


@lru_cache(maxsize=1)
def _print_style() -> "tuple[CSS, FontConfiguration]":
    """The print style and its fonts, read once a process."""
    from weasyprint import CSS  # noqa: PLC0415 -- see render_pdf
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    atexit.register(_print_style.cache_clear)  # the fonts cannot let go once the interpreter is half gone
    fonts = FontConfiguration()
    path = _static_file(STYLESHEET)
    css = CSS(
        string=path.read_text(encoding="utf-8"),
        base_url=f"{SCHEME}/",
        url_fetcher=our_fetcher(),
        font_config=fonts,
    )
    return css, fonts


@lru_cache(maxsize=1)
def our_fetcher() -> Any:
    """A fetcher that serves the product's style sheet and fonts, and raises ValueError for anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- see render_pdf

    class StaticFetcher(URLFetcher):  # type: ignore[misc]  # untyped library
        def fetch(self, url: str, headers: object = None) -> Any:
            if not url.startswith(SCHEME):
                raise ValueError("A report reads the product's own static files only")
            path = _static_file(url.removeprefix(SCHEME).lstrip("/"))
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": kind})

    return StaticFetcher(allowed_protocols=[], allow_redirects=False, fail_on_errors=True)


def _static_file(name: str) -> Path:
    if Path(name).suffix not in SERVED:
        raise ValueError("A report reads style sheets and fonts only")
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path)
