import hashlib
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from casefile.querysets import ReportQuerySet
from enquiries.models import SHORT, OfCase
from people.choices import Channel


class ReportState(models.TextChoices):
    DUE = "due", "Waiting to be made"
    MADE = "made", "Ready"
    FAILED = "failed", "Could not be made"


class ReportKind(models.TextChoices):
    PERSON = "person", "For the person"
    FILE = "file", "For the file"


class Report(OfCase):
    """An outcome report, made by a worker from data frozen when it was asked for; bytes and checksum in one commit."""

    kind = models.CharField(max_length=10, choices=ReportKind)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DUE)
    frozen = models.JSONField(help_text="What the report is made from, as it stood at the request")
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    missing_glyphs = models.CharField(
        max_length=1000, blank=True, help_text="Characters that no bundled font can show"
    )
    failure = models.CharField(max_length=1000, blank=True)
    given_on = models.DateField(null=True, blank=True)
    given_how = models.CharField(max_length=20, choices=Channel, blank=True)
    given_note = models.CharField(max_length=SHORT, blank=True)
    given_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = ReportQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="report_made_has_bytes_and_checksum",
                condition=~Q(state=ReportState.MADE)
                | (Q(pdf__isnull=False) & Q(sha256__regex=r"^[0-9a-f]{64}$")),
            ),
            models.CheckConstraint(
                name="report_given_with_day_way_and_giver",
                condition=Q(given_on=None, given_how="", given_by=None)
                | (
                    Q(given_on__isnull=False, given_by__isnull=False, state=ReportState.MADE)
                    & ~Q(given_how="")
                ),
            ),
            models.UniqueConstraint(
                name="report_one_of_a_kind_on_its_way",
                fields=["case", "kind"],
                condition=Q(state=ReportState.DUE),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("casefile:report", args=[self.case_id, self.pk])

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those that were made."""
        return hashlib.sha256(bytes(self.pdf or b"")).hexdigest() == self.sha256

    @property
    def file_name(self) -> str:
        """By reference, never by name."""
        return f"{self.frozen['reference']}-report-for-the-{self.kind}.pdf"
