"""References that people read out on the telephone: C-2026-00042, E-2026-00017."""

from django.db import transaction

from audit import clock
from audit.models import Counter


def next_reference(series: str) -> str:
    """The next reference of `series` in the calendar year of recording, gap-free.

    The counter row stays locked to the end of the transaction. Raises RuntimeError outside one.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A reference is taken inside the transaction that uses it")
    year = clock.today().year
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{year}-{counter.last:05d}"
