import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from audit import clock
from audit.events import Event
from audit.ids import new_id


class Stamped(models.Model):
    """A row that the database itself numbers, times and signs when it comes in, whatever the writer says.

    `lane` and `place`: its number without gaps among the rows of its lane (decision 14). `xact`: its transaction.
    """

    lane = models.SmallIntegerField(db_default=0, editable=False)
    place = models.BigIntegerField(db_default=0, editable=False)
    xact = models.BigIntegerField(db_default=0, editable=False)
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    db_role = models.CharField(max_length=63, db_default="", editable=False)
    salt = models.BinaryField(null=True, editable=False, help_text="Null: nothing personal, or erased")
    erased_xact = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


class AuditEntry(Stamped):
    """One thing done or seen: who, what, which record, when, why where asked.

    Append-only: the app's database role may insert and read, and a trigger refuses change and removal to anyone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Null: the system",
    )
    event = models.CharField(max_length=40, choices=Event)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True, help_text="The case that the subject belongs to")
    person_id = models.UUIDField(null=True, help_text="The person that the subject is about")
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="auditentry_event_known", condition=models.Q(event__in=Event.values)),
            models.UniqueConstraint(name="auditentry_one_of_its_place", fields=["lane", "place"]),
        ]
        indexes = [
            models.Index(fields=["xact"]),
            models.Index(fields=["case_id", "at"]),
            models.Index(fields=["person_id", "at"]),
            models.Index(fields=["actor", "at"]),
        ]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.event} at {self.at:%Y-%m-%d %H:%M}"


class Change(Stamped):
    """One row of the record made, changed or removed, by whatever hand: a trigger on each table writes it.

    `before` and `after` are JSON, kept as the exact text that was sealed; an erasure makes them null.
    """

    class Kind(models.TextChoices):
        BEGUN = "begun", "was there when the history began"
        MADE = "made", "made"
        CHANGED = "changed", "changed"
        REMOVED = "removed", "removed"
        EMPTIED = "emptied", "emptied the whole table"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(help_text="As the product tells the time; `written_at` is the database's own")
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=36, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    case_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    before = models.TextField(null=True, help_text="What was there before, of what changed")  # noqa: DJ001
    after = models.TextField(null=True, help_text="The whole row as it was then")  # noqa: DJ001

    class Meta:
        constraints = [
            models.UniqueConstraint(name="change_one_of_its_place", fields=["lane", "place"]),
        ]
        indexes = [
            models.Index(fields=["case_id", "table_name", "row_id", "id"]),
            models.Index(fields=["person_id", "table_name", "row_id", "id"]),
            models.Index(fields=["table_name", "row_id", "id"]),
            models.Index(fields=["xact"]),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} {self.kind}"

    @property
    def was(self) -> dict[str, Any]:
        """The old values of what changed; empty once erased."""
        return dict(json.loads(self.before)) if self.before else {}

    @property
    def became(self) -> dict[str, Any]:
        """The whole row afterwards; empty for a row removed, or once erased."""
        return dict(json.loads(self.after)) if self.after else {}


class Head(models.Model):
    """Where the chain ended at a moment, signed, and written to a second place: `sent_at` null means not yet there."""

    order = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(help_text="The link that the chain ended with")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    before = models.CharField(max_length=64, blank=True, help_text="The signature of the head before it")
    mac = models.CharField(max_length=64)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.order}: link {self.number}"


class Counter(models.Model):
    """The last number given in one series and year; locked while the next is taken, so no gaps and no doubles."""

    series = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="counter_one_per_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}"
