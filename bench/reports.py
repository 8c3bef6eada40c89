"""Outcome reports, from due row to kept PDF by the real worker, against bare WeasyPrint in a loop on the same HTML."""

from functools import partial

from django.db import transaction

from bench.data import Town
from bench.measures import Reports, seconds_of
from casefile.models import Report, ReportKind, ReportState
from casefile.reports import rendering
from casefile.reports.document import report_html
from casefile.reports.freezing import Frozen, freeze
from casefile.wake import wake
from enquiries.models import Case
from msp.embedded.processes import LauncherError, wait_until
from msp.embedded.up import Product

SWEEP = "casefile.tasks.make_due_reports"


def measure(town: Town, product: Product, batches: int, a_batch: int) -> Reports | None:
    """In turns: a batch by the product, a batch bare; the first of each warms up. None where nothing can render."""
    if not rendering.can_render():
        return None
    frozen = freeze(town.rich, ReportKind.PERSON, town.rich.allocations.get(role="lead").user)
    start_worker(product)
    figures = Reports(pages=rendering.render_pdf(report_html(frozen)).pages, ours=[], bare=[])
    for number in range(1 + batches):
        ours = seconds_of(partial(by_the_worker, town, frozen, a_batch))
        bare = seconds_of(partial(bare_loop, report_html(frozen), a_batch))
        if number:
            figures.ours.append(ours / a_batch)
            figures.bare.append(bare / a_batch)
    return figures


def start_worker(product: Product) -> None:
    product.start_one("reports")
    if not wait_until(lambda: b"ready." in product.log("reports").read_bytes(), seconds=60):
        raise LauncherError(f"The reports worker did not start: see {product.log('reports')}.")


def by_the_worker(town: Town, frozen: Frozen, number: int) -> None:
    """As many due reports, each of another case, and one word to the worker; until all are kept."""
    cases = Case.objects.filter(enquiry__isnull=False).order_by("opened_at")[:number]
    with transaction.atomic():
        reports = [
            Report(case=case, kind=ReportKind.PERSON, frozen=frozen, recorded_by=town.staff.manager)
            for case in cases
        ]
        Report.objects.bulk_create(reports)
        wake(SWEEP)
    due = Report.objects.filter(pk__in=[report.pk for report in reports], state=ReportState.DUE)
    if not wait_until(lambda: not due.exists(), seconds=300):
        raise LauncherError("The worker did not make the reports.")
    if Report.objects.filter(state=ReportState.FAILED).exists():
        raise LauncherError("A report could not be made.")


def bare_loop(html: str, number: int) -> None:
    """WeasyPrint alone, warm, with style and fonts parsed once: the fastest that it can be."""
    from weasyprint import HTML  # noqa: PLC0415 -- takes a second, and the machine may lack its library

    css, fonts = rendering._print_style()
    for _ in range(number):
        document = HTML(string=html, base_url=f"{rendering.SCHEME}/", url_fetcher=rendering.our_fetcher())
        document.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
