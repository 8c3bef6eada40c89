from django.conf import settings
from django.db import models

from audit import clock
from audit.events import Event
from audit.ids import new_id


class AuditEntry(models.Model):
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
        ]
        indexes = [
            models.Index(fields=["case_id", "at"]),
            models.Index(fields=["person_id", "at"]),
            models.Index(fields=["actor", "at"]),
        ]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.event} at {self.at:%Y-%m-%d %H:%M}"


class Counter(models.Model):
    """The last number given in one series and year; locked while the next is taken, so no gaps and no doubles."""

    series = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="counter_one_per_year")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}"
