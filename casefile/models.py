import hashlib
from datetime import time
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from casefile.querysets import ReportQuerySet
from casefile.reminders.choices import DigestState, Kind, Weekday
from casefile.reminders.querysets import ReminderQuerySet
from casefile.reports.leaving_out import LeaveOut
from enquiries.models import SHORT, Case, OfCase
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
    def colour(self) -> str:
        """The colour of its tag."""
        return {ReportState.MADE: "green", ReportState.FAILED: "red"}.get(ReportState(self.state), "blue")

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those that were made."""
        return hashlib.sha256(bytes(self.pdf or b"")).hexdigest() == self.sha256

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """What the person's version does not show, and why."""
        return [(one["kind"], LeaveOut(one["reason"]).label) for one in self.frozen.get("left_out", [])]

    @property
    def file_name(self) -> str:
        """By reference, never by name."""
        return f"{self.frozen['reference']}-report-for-the-{self.kind}.pdf"


class Reminder(models.Model):
    """Something due for one recipient. The sweep inserts it once (its key is unique) and closes it when it is done.

    It is no part of the case's history: it says what the product told a colleague, not what happened to the person.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    subject_id = models.UUIDField(help_text="The outcome, action, request, view, report, instruction or case")
    due_on = models.DateField(help_text="When it truly was or is due, a Europe/London date")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reminders")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    escalation = models.BooleanField(default=False, help_text="To a manager, because nobody did it in time")
    found_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    told_in = models.ForeignKey(
        "Digest", null=True, blank=True, on_delete=models.PROTECT, related_name="coming"
    )
    told_overdue_in = models.ForeignKey(
        "Digest", null=True, blank=True, on_delete=models.PROTECT, related_name="overdue"
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminder_once", fields=["kind", "subject_id", "due_on", "recipient"]
            ),
            models.CheckConstraint(name="reminder_kind_known", condition=Q(kind__in=Kind.values)),
        ]
        indexes = [
            models.Index(name="reminder_standing", fields=["recipient", "due_on"], condition=Q(done_at=None)),
        ]
        ordering = ["due_on", "found_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, due {self.due_on}"


class Digest(models.Model):
    """One email of reminders to one recipient. Its Message-ID never changes, so a second copy is known as one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digests")
    key = models.CharField(max_length=40, help_text="Which week or day it is for")
    message_id = models.CharField(max_length=200, unique=True)
    number_coming = models.PositiveIntegerField()
    number_overdue = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=DigestState, default=DigestState.SENDING)
    attempts = models.PositiveSmallIntegerField(default=1)
    claimed_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True, help_text="The kind of fault, never its text")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="digest_once_a_recipient_and_key", fields=["recipient", "key"]),
            models.CheckConstraint(
                name="digest_sent_has_moment",
                condition=~Q(state=DigestState.SENT) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(name="digest_state_known", condition=Q(state__in=DigestState.values)),
        ]
        indexes = [
            models.Index(
                name="digest_unfinished", fields=["claimed_until"], condition=~Q(state=DigestState.SENT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.get_state_display()}"


class ReminderSetting(models.Model):
    """How one person wants to be told. Without a row the defaults hold."""

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="reminder_setting"
    )
    weekly_on = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    same_day_overdue = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=time(18))
    quiet_until = models.TimeField(default=time(8))
    away_until = models.DateField(null=True, blank=True, help_text="No email up to and on this day")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remindersetting_day_known", condition=Q(weekly_on__in=Weekday.values)
            )
        ]

    def __str__(self) -> str:
        return f"Weekly on {self.get_weekly_on_display()}"

    def get_absolute_url(self) -> str:
        return reverse("casefile:reminder-settings")
