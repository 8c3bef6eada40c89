from datetime import date, datetime
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from audit import clock
from audit.ids import new_id
from enquiries.choices import NotAskedReason, Voice
from enquiries.models import LONG, SHORT
from outcomes.choices import (
    AnswerState,
    Involvement,
    Phase,
    Question,
    SafetyLevel,
)
from outcomes.models.thread import OfThread
from outcomes.querysets import (
    AlongsideQuerySet,
    AnswerQuerySet,
    ConversationQuerySet,
    OfConversationQuerySet,
    OfRatingQuerySet,
)


class Conversation(OfThread):
    """The questions asked once, or the reason why the person was not asked and when to try again."""

    asked = models.BooleanField(default=True)
    phase = models.CharField(max_length=10, choices=Phase)
    happened_at = models.DateTimeField(help_text="When it took place, or when it was found that it could not")
    place = models.CharField(max_length=SHORT, blank=True)
    asked_by = models.CharField(max_length=SHORT, blank=True, help_text="Who asked")
    answered_by = models.CharField(max_length=SHORT, blank=True, help_text="Who answered")
    voice = models.CharField(max_length=30, choices=Voice, blank=True)
    support_given = models.CharField(max_length=2000, blank=True)
    in_the_room = models.CharField(max_length=2000, blank=True)
    note = models.CharField(max_length=LONG, blank=True, help_text="The worker's note, apart from the words")
    not_asked_reason = models.CharField(max_length=30, choices=NotAskedReason, blank=True)
    not_asked_detail = models.CharField(max_length=2000, blank=True)
    try_again_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_reason = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ConversationQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="conversation_asked_has_voice_and_people",
                condition=Q(asked=False) | (~Q(voice="") & ~Q(asked_by="") & ~Q(answered_by="")),
            ),
            models.CheckConstraint(
                name="conversation_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            ),
            models.CheckConstraint(
                name="conversation_not_asked_has_reason_and_date",
                condition=Q(asked=True)
                | (
                    ~Q(not_asked_reason="")
                    & (Q(try_again_on__isnull=False) | Q(not_asked_reason=NotAskedReason.DIED))
                ),
            ),
            models.CheckConstraint(
                name="conversation_withdrawn_by_somebody_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]
        ordering = ["happened_at", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_phase_display()}, {self.happened_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:conversation", args=[self.case_id, self.pk])

    @property
    def day(self) -> date:
        """The Europe/London date of it."""
        return clock.day_of(self.happened_at)

    @property
    def recorded_on_text(self) -> str:
        return date_format(clock.day_of(self.recorded_at), "j F Y")


FACTS = {
    "phase": "When in the work with them",
    "happened_at": "When",
    "place": "Where",
    "asked_by": "Who asked",
    "answered_by": "Who answered",
    "voice": "Whose words",
    "in_the_room": "Who else was there",
    "support_given": "What helped them to take part",
}
"""What a correction of a conversation can change: who, when and where, as the pages call them."""


class ConversationCorrection(models.Model):
    """What was written down wrongly about who, when or where: as it stood before, who corrected it and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="corrections")
    before = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="The facts that were changed, as they stood"
    )
    reason = models.CharField(max_length=1000)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="conversationcorrection_has_reason", condition=~Q(reason=""))
        ]
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"Corrected on {self.recorded_at:%Y-%m-%d}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was changed, as it stood before: the question and its answer, in the words of the page."""
        return [(FACTS[name], self._shown(name)) for name in FACTS if name in self.before]

    def _shown(self, name: str) -> str:
        value: str = self.before[name]
        if name == "happened_at":
            return date_format(localtime(datetime.fromisoformat(value)), "j F Y, H:i")
        choices = {"phase": Phase, "voice": Voice}.get(name)
        return str(choices(value).label) if choices else value


class Answer(models.Model):
    """One answer: the question as it was asked, the words exactly as said, the worker's note apart.

    A mistyped answer is corrected by a new row that names the old one and the reason; the newest row is current.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=20, choices=Question)
    question_text = models.CharField(max_length=1000, blank=True, help_text="As it was asked")
    state = models.CharField(max_length=20, choices=AnswerState, default=AnswerState.SAID)
    words = models.CharField(max_length=LONG, blank=True, help_text="Verbatim")
    worker_note = models.CharField(max_length=LONG, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction_reason = models.CharField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_said_has_words",
                condition=(Q(state=AnswerState.SAID) & ~Q(words=""))
                | (~Q(state=AnswerState.SAID) & Q(words="")),
            ),
            models.CheckConstraint(
                name="answer_has_question_text",
                condition=Q(question=Question.UNPROMPTED) | ~Q(question_text=""),
            ),
            models.CheckConstraint(
                name="answer_correction_has_reason", condition=Q(corrects=None) | ~Q(correction_reason="")
            ),
        ]
        ordering = ["position", "recorded_at"]

    def __str__(self) -> str:
        return self.get_question_display()

    @property
    def earlier(self) -> "list[Answer]":
        """The versions before this one, newest first."""
        found, row = [], self.corrects
        while row is not None:
            found.append(row)
            row = row.corrects
        return found


class SafetyRating(OfThread):
    """How safe the person feels, on the national survey's scale, on one day."""

    conversation = models.OneToOneField(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="safety_rating"
    )
    level = models.CharField(max_length=20, choices=SafetyLevel)
    voice = models.CharField(max_length=30, choices=Voice)
    rated_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = AlongsideQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="safetyrating_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            )
        ]
        indexes = [models.Index(name="safetyrating_rated_on", fields=["rated_on"])]
        ordering = ["rated_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_level_display()

    def get_absolute_url(self) -> str:
        return reverse("outcomes:conversations", args=[self.case_id])


class SafetyCorrection(models.Model):
    """A rating that was written down wrongly: as it stood before, who corrected it and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rating = models.ForeignKey(SafetyRating, on_delete=models.PROTECT, related_name="corrections")
    level = models.CharField(max_length=20, choices=SafetyLevel, help_text="As it stood before")
    voice = models.CharField(max_length=30, choices=Voice, help_text="As it stood before")
    rated_on = models.DateField(help_text="As it stood before")
    reason = models.CharField(max_length=1000)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfRatingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="safetycorrection_has_reason", condition=~Q(reason=""))]
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"Corrected on {self.recorded_at:%Y-%m-%d}"


class InvolvementWish(OfThread):
    """How involved the person wanted to be, on one day; the newest is what to respect."""

    conversation = models.OneToOneField(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="involvement"
    )
    level = models.CharField(max_length=20, choices=Involvement)
    detail = models.CharField(max_length=2000, blank=True, help_text="What they said about it")
    voice = models.CharField(max_length=30, choices=Voice)
    said_on = models.DateField()

    objects: ClassVar[Any] = AlongsideQuerySet.as_manager()

    class Meta(OfThread.Meta):
        verbose_name_plural = "involvement wishes"
        ordering = ["said_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_level_display()
