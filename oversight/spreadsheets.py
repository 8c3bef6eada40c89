"""CSV that a spreadsheet opens without running anything."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

DANGEROUS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "﹦",
    "﹫",
)  # other widths count too
UNSEEN = re.compile("[\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Letters that are not seen: a formula could hide behind them, and some turn the order of what is read around."""


def inert(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula, and that reads in the order it is written."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = UNSEEN.sub("", value)
    return f"'{text}" if text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS) else text


def csv_response(name: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A download named `name`.csv: every cell quoted, with a byte order mark so that accents survive."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([inert(cell) for cell in header])
    writer.writerows([[inert(cell) for cell in line] for line in lines])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
