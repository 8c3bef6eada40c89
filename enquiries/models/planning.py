from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from enquiries.choices import Voice
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.models.chronology import Meeting
from enquiries.planning import Presence, Reply
from enquiries.querysets import OfCaseQuerySet


class EnquiryPlan(OfCase):
    """How the enquiry is planned: who leads, how the person takes part, how they are kept safe meanwhile.

    A later plan is a new row; the newest holds and the earlier stay readable.
    """

    agreed_on = models.DateField()
    lead = models.CharField(max_length=SHORT)
    taking_part = models.CharField(max_length=LONG, help_text="How the person takes part")
    interim = models.CharField(max_length=LONG, help_text="How they are kept safe meanwhile")

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="enquiryplan_says_all",
                condition=~Q(lead="") & ~Q(taking_part="") & ~Q(interim=""),
            )
        ]

    def __str__(self) -> str:
        return f"Plan of {self.agreed_on}"


class EnquiryQuestion(OfCase):
    """One question that the enquiry must answer: who finds out, by when, and what the answer was."""

    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=5000)
    who = models.CharField(max_length=SHORT)
    by_when = models.DateField()
    answer = models.CharField(max_length=LONG, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="enquiryquestion_one_a_number", fields=["case", "number"]),
            models.CheckConstraint(name="enquiryquestion_says_all", condition=~Q(question="") & ~Q(who="")),
            models.CheckConstraint(
                name="enquiryquestion_answered_whole",
                condition=Q(answered_on=None, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="enquiryquestion_withdrawn_with_reason",
                condition=Q(withdrawn_on=None) | (~Q(withdrawn_reason="") & Q(answered_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.number}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None


class MeetingInvitation(OfCase):
    """Somebody asked to a meeting, and whether they come. Staff alone see who was asked."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=SHORT)
    role = models.CharField(max_length=SHORT, blank=True)
    invited_on = models.DateField()
    reply = models.CharField(max_length=20, choices=Reply, default=Reply.WAITING)
    came = models.BooleanField(null=True, blank=True, help_text="Recorded with the minutes")

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(name="meetinginvitation_once", fields=["meeting", "name"]),
            models.CheckConstraint(
                name="meetinginvitation_says_whom", condition=~Q(name="") & Q(reply__in=Reply.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Minutes(OfCase):
    """What a meeting came to: whether the person was there, how they felt it went, and what was agreed."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    presence = models.CharField(max_length=20, choices=Presence)
    absence_reason = models.CharField(max_length=2000, blank=True)
    words = models.CharField(max_length=LONG, blank=True, help_text="How they felt it went, as said")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    attended = models.CharField(
        max_length=2000, blank=True, help_text="Others who were there, who had not been asked"
    )
    text = models.CharField(max_length=LONG)
    agreements = models.CharField(max_length=LONG, blank=True, help_text="What was agreed, one a line")
    shown_on = models.DateField(null=True, blank=True, help_text="When the person agreed the minutes")
    not_agreed_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                name="minutes_absence_has_reason",
                condition=Q(presence__in=[Presence.THERE, Presence.PART])
                | (Q(presence__in=Presence.values) & ~Q(absence_reason="")),
            ),
            models.CheckConstraint(name="minutes_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="minutes_words_are_the_persons",
                condition=Q(words="", voice="")
                | (~Q(words="") & ~Q(voice="") & ~Q(voice=Voice.PROFESSIONAL)),
            ),
            models.CheckConstraint(
                name="minutes_agreed_or_why_not", condition=Q(shown_on=None) | Q(not_agreed_reason="")
            ),
        ]

    def __str__(self) -> str:
        return "Minutes"

    @property
    def lines(self) -> list[str]:
        """What was agreed, each line one thing to do."""
        return [line.strip() for line in self.agreements.splitlines() if line.strip()]
