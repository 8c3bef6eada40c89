"""Asking for a report in a real browser: it is made while the page is looked at, and nothing needs a script."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from audit.events import Event
from audit.models import AuditEntry
from casefile.models import Report
from casefile.reports.reading import folded, read_tagged
from tests.casefile.thread import PARAGRAPHS, fill
from tests.infrastructure.browser import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def fetched(page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the report (PDF)").click()
    assert download.value.suggested_filename == "E-2026-00001-report-for-the-person.pdf"
    return Path(download.value.path()).read_bytes()


def test_a_worker_asks_waits_without_reloading_and_reads_the_persons_words(
    site, axe, celery_worker, worker, open_case
):
    fill(worker, open_case, words=PARAGRAPHS + "\n\nשלום")
    site.sign_in(worker)
    page = site.open(f"/cases/{open_case.pk}/reports/")
    axe(page)
    page.get_by_role("button", name="Ask for a report").click()
    expect(page.get_by_text("HEBREW LETTER SHIN", exact=False)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Make the report").click()

    expect(page.get_by_text("The report is ready.")).to_be_visible(timeout=30_000)
    axe(page)
    pdf = fetched(page)

    assert folded(PARAGRAPHS) in folded(read_tagged(pdf))
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.docinfo["/Title"] == "E-2026-00001"
    assert AuditEntry.objects.filter(event=Event.REPORT_DOWNLOADED, actor=worker).count() == 1
    page.set_viewport_size(PHONE)
    axe(page)
    page.get_by_role("link", name="Record that it was given").click()
    axe(page)


def test_without_scripts_the_page_is_asked_again_by_a_link(
    site_without_scripts, celery_worker, eventually, worker, open_case
):
    site_without_scripts.sign_in(worker)
    page = site_without_scripts.open(f"/cases/{open_case.pk}/reports/ask/")
    page.get_by_role("button", name="Make the report").click()
    eventually(lambda: Report.objects.get().state == "made")
    if page.get_by_text("Check again").is_visible():
        page.get_by_role("link", name="Check again").click()

    expect(page.get_by_text("The report is ready.")).to_be_visible()
