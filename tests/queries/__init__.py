"""How many queries each page makes: never more when it shows more rows.

To add a page, write a function in `tests/queries/<app>.py` that makes what the page shows, `rows` times, and returns
who opens which address:

    @page
    def people_person(place: Place, rows: int) -> Visit:
        for number in range(rows):
            add_need(actor=place.worker, person_id=place.person.pk, need=f"Need {number}")
        return Visit(place.worker, reverse("people:person", args=[place.person.pk]))

The baseline is `tests/query_counts.json`. When a page rightly needs another number of queries, write it anew with
`QUERY_COUNTS=write python3 dev.py test tests/test_query_counts.py` and let the change be seen in the diff.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from accounts.models import User
from tests.access.matrix import Place


@dataclass(frozen=True)
class Visit:
    user: User
    path: str
    post: dict[str, Any] | None = field(default=None)


Build = Callable[[Place, int], Visit]
PAGES: dict[str, Build] = {}


def page(build: Build) -> Build:
    """Count the queries of the page that `build` leads to."""
    PAGES[build.__name__] = build
    return build


def all_pages() -> dict[str, Build]:
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        import_module(f"tests.queries.{file.stem}")
    return PAGES
