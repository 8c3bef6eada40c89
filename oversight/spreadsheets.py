"""CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full-width forms count too


def inert(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, str) and text.lstrip().startswith(DANGEROUS):
        return f"'{text}"
    return text


def csv_response(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A download named `name`.csv: every cell quoted, with a byte order mark so that accents survive."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([inert(cell) for cell in header])
    writer.writerows([[inert(cell) for cell in line] for line in lines])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
