from datetime import datetime
from typing import Self

from django.db.models import Q

from enquiries.querysets import OfCaseQuerySet


class ReportQuerySet(OfCaseQuerySet):
    def without_bytes(self) -> Self:
        """For lists and pages: the PDF itself and its data stay in the database."""
        return self.defer("pdf", "frozen")

    def waiting(self, now: datetime) -> Self:
        """Due, and in nobody's hands: never claimed, or claimed by a worker whose lease has run out."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), state="due", due_at__lte=now)
