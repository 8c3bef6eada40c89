"""What is in the PDF, read back the way a screen reader does."""

import json
import re
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from casefile.actions import request_report
from casefile.models import ReportKind
from casefile.reports import glyphs
from casefile.reports.document import report_html
from casefile.reports.reading import folded, read_tagged, tags
from casefile.reports.rendering import our_fetcher, render_pdf
from tests.casefile.thread import DONE, PARAGRAPHS, WISH, fill
from tests.outcomes.given import WORDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=list(ReportKind))
def report(request, worker, open_case):
    fill(worker, open_case)
    return request_report(actor=worker, case_id=open_case.pk, kind=request.param)


@pytest.fixture
def pdf(report):
    return render_pdf(report_html(report.frozen)).pdf


def test_the_persons_words_are_in_it_whole(pdf):
    text = folded(read_tagged(pdf))

    assert len(PARAGRAPHS) > 5000
    assert folded(PARAGRAPHS) in text
    assert folded(WISH) in text
    assert folded(DONE) in text


def test_tabs_quotes_and_marks_of_html_are_read_back_too(worker, open_case):
    fill(worker, open_case, words=WORDS)
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    text = folded(read_tagged(render_pdf(report_html(report.frozen)).pdf))

    assert folded(WORDS) in text


def test_it_is_tagged_with_title_language_and_bookmarks(pdf, report):
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.docinfo["/Title"] == report.frozen["reference"]
        assert "/Author" not in document.docinfo
        assert bool(document.Root.MarkInfo.Marked)
        assert b"pdfuaid" in document.Root.Metadata.read_bytes()
        with document.open_outline() as outline:
            assert len(outline.root[0].children) >= 6


def test_it_passes_the_checks_of_pdf_ua(pdf, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)

    assert not pdfua.validate(str(path)).findings


def test_the_chart_says_in_words_what_it_shows(worker, open_case):
    fill(worker, open_case, words="One.")
    fill(worker, open_case, words="Two.")
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    pdf = render_pdf(report_html(report.frozen)).pdf

    (alternative,) = [alt for tag, alt in tags(pdf) if tag == "/Figure"]
    assert "table below" in alternative
    assert read_tagged(pdf).count("Less than adequately safe") >= 2


def test_the_persons_version_comes_in_their_order_and_without_jargon(worker, open_case):
    fill(worker, open_case)
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    text = read_tagged(render_pdf(report_html(report.frozen)).pdf)

    headings = [
        "What you told us",
        "What you wanted",
        "What was done",
        "What changed, and whether you feel safer",
        "What has not been possible, and why",
        "What happens next",
        "Who to talk to",
    ]
    places = [text.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    jargon = ("section 42", "enquiry", "verdict", "proportionate", "instructed", "whose voice", "None")
    assert [word for word in jargon if word in text] == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/a.css",
        "data:text/plain,x",
        "static:../msp/settings.py",
        "static:../../../../etc/passwd",
        "static:msp/autosave.js",
        "ftp://127.0.0.1/",
    ],
)
def test_it_reads_our_own_styles_and_fonts_and_nothing_else(address):
    with pytest.raises(Exception):  # noqa: B017, PT011 -- which one is the library's business
        our_fetcher().fetch(address)


def test_a_document_that_asks_for_a_file_of_the_server_is_not_made():
    html = (
        '<html lang="en-GB"><head><title>x</title><link rel="attachment" href="file:///etc/hostname">'
        '</head><body><p><a rel="attachment" href="file:///etc/hostname">x</a>'
        '<img alt="x" src="file:///etc/hostname"></p></body></html>'
    )

    with pytest.raises(FatalURLFetchingError):
        render_pdf(html)


def test_every_value_is_escaped(report):
    canary = json.loads(
        json.dumps(report.frozen), object_hook=lambda row: {k: poisoned(v) for k, v in row.items()}
    )
    canary |= {"kind": report.kind}

    assert "<i>canary" not in report_html(canary)
    assert "&lt;i&gt;canary" in report_html(canary)


def poisoned(value):
    """A free text turned into a mark of HTML; codes and dates are left, since no person types them."""
    return f"<i>canary {value}" if isinstance(value, str) and " " in value else value


def test_text_of_any_size_or_shape_is_drawn(worker, open_case):
    fill(worker, open_case, words="x" * 50_000)
    fill(worker, open_case, words="<div>" * 10_000)
    fill(worker, open_case, words="\n" * 40_000 + "end")
    report = request_report(actor=worker, case_id=open_case.pk, kind=ReportKind.PERSON)

    made = render_pdf(report_html(report.frozen))
    assert made.pages > 10
    assert read_tagged(made.pdf).replace("\n", "").count("x" * 50_000) == 1


def test_the_fonts_show_welsh_polish_and_emoji():
    assert glyphs.missing({"a": ["ŵŷâêîôû ŁłŻżąęćńóśź ’“”—–… ọ̀ 😀🐕☕❤️👩‍👧"]}) == ""


def test_pdfs_are_made_in_one_place_only():
    brings_in = re.compile(r"^\s*(import|from) weasyprint", re.MULTILINE)
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("*/**/*.py")
        if path.relative_to(ROOT).parts[0] not in {"tests", "bench", ".venv"}
        and brings_in.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"casefile/reports/rendering.py"}
