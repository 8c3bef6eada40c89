from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from enquiries.choices import (
    NoteKind,
)
from enquiries.models.case import LONG, SHORT, OfCase, day_of
from enquiries.querysets import (
    MeetingQuerySet,
    OfCaseQuerySet,
    ParticipantQuerySet,
)


class Note(OfCase):
    """An entry of the chronology: when it happened and when it was recorded. Corrected by a new row, never edited.

    An entry that should not be there (another person's, written twice) is withdrawn with a reason and stays readable.
    """

    kind = models.CharField(max_length=20, choices=NoteKind)
    happened_at = models.DateTimeField()
    text = models.CharField(max_length=LONG)
    third_party = models.BooleanField(default=False, help_text="Tells about somebody else")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="note_correction_has_reason", condition=Q(corrects=None) | ~Q(correction_reason="")
            ),
            models.CheckConstraint(
                name="note_withdrawn_by_somebody_with_reason",
                condition=Q(withdrawn_at=None) | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.CheckConstraint(name="note_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def summary(self) -> str:
        return f"{day_of(self.recorded_at)}, by {self.recorded_by}"


class Participant(OfCase):
    """Somebody involved, what they know, and whether they may be told; a change is a new row that names the old."""

    name = models.CharField(max_length=SHORT)
    role = models.CharField(max_length=SHORT)
    knows = models.CharField(max_length=2000, blank=True)
    may_be_told = models.BooleanField(default=False)
    may_be_told_detail = models.CharField(max_length=2000, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    change_reason = models.CharField(max_length=1000, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=1000, blank=True)

    objects: ClassVar[Any] = ParticipantQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="participant_change_has_reason", condition=Q(replaces=None) | ~Q(change_reason="")
            ),
            models.CheckConstraint(
                name="participant_end_has_reason", condition=Q(ended_on=None) | ~Q(ended_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(OfCase):
    """A meeting to come or held. Advocates see those to come."""

    purpose = models.CharField(max_length=SHORT)
    at = models.DateTimeField()
    place = models.CharField(max_length=SHORT, blank=True)
    who = models.CharField(max_length=2000, blank=True, help_text="Who will be there")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=1000, blank=True)

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="meeting_cancelled_has_reason", condition=Q(cancelled_at=None) | ~Q(cancelled_reason="")
            )
        ]

    def __str__(self) -> str:
        return f"Meeting at {self.at:%Y-%m-%d}"
