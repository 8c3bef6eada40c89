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
from enquiries.models import LONG, SHORT, AdvocateInstruction, OfCase
from enquiries.querysets import OfThreadQuerySet
from outcomes.choices import (
    LIVE,
    AnswerState,
    Involvement,
    Judge,
    Judgement,
    OutcomeState,
    Overall,
    Phase,
    Question,
    SafetyLevel,
    ViewKind,
)
from outcomes.querysets import (
    AdvocateViewQuerySet,
    AnswerQuerySet,
    ConversationQuerySet,
    DesiredOutcomeQuerySet,
    OfConversationQuerySet,
    OfOutcomeQuerySet,
)


class OfThread(OfCase):
    """A row of the golden thread: what the person said, wants, and says came of it.

    `instruction` is set where an advocate recorded it on the person's behalf; the council then cannot change it,
    only answer.
    """

    instruction = models.ForeignKey(
        AdvocateInstruction, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta(OfCase.Meta):
        abstract = True


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

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="safetyrating_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            )
        ]
        ordering = ["rated_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_level_display()


class InvolvementWish(OfThread):
    """How involved the person wanted to be, on one day; the newest is what to respect."""

    conversation = models.OneToOneField(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="involvement"
    )
    level = models.CharField(max_length=20, choices=Involvement)
    detail = models.CharField(max_length=2000, blank=True, help_text="What they said about it")
    voice = models.CharField(max_length=30, choices=Voice)
    said_on = models.DateField()

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        verbose_name_plural = "involvement wishes"
        ordering = ["said_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_level_display()


class DesiredOutcome(OfThread):
    """Something the person wants to happen. The words are in its versions; the newest version is current."""

    number = models.PositiveSmallIntegerField(help_text="Counted within the case, as people speak of it")
    state = models.CharField(max_length=20, choices=OutcomeState, default=OutcomeState.WANTED)
    state_on = models.DateField(null=True, blank=True)
    state_reason = models.CharField(max_length=5000, blank=True)
    state_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    passed_to = models.CharField(max_length=SHORT, blank=True)
    passed_on = models.DateField(null=True, blank=True)
    passed_why = models.CharField(
        max_length=5000, blank=True, help_text="Stays where the wish is dropped later"
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = DesiredOutcomeQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.UniqueConstraint(name="desiredoutcome_number_once_a_case", fields=["case", "number"]),
            models.CheckConstraint(
                name="desiredoutcome_no_longer_wanted_has_day_and_reason",
                condition=Q(state=OutcomeState.WANTED) | (Q(state_on__isnull=False) & ~Q(state_reason="")),
            ),
            models.CheckConstraint(
                name="desiredoutcome_passed_to_somebody",
                condition=~Q(state=OutcomeState.PASSED_ON)
                | (~Q(passed_to="") & ~Q(passed_why="") & Q(passed_on__isnull=False)),
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Outcome {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:outcome", args=[self.case_id, self.pk])

    @property
    def current(self) -> "OutcomeVersion":
        """The newest version; from what was prefetched, where it was."""
        newest: OutcomeVersion = max(self.versions.all(), key=lambda version: version.number)
        return newest

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class OutcomeVersion(models.Model):
    """The wish as said on one day: whose words, and the passage of an answer that it was made from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=LONG)
    voice = models.CharField(max_length=30, choices=Voice)
    said_on = models.DateField()
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="outcome_versions"
    )
    passage = models.CharField(
        max_length=LONG, blank=True, help_text="The words of the answer that it stands on"
    )
    change_reason = models.CharField(max_length=5000, blank=True)
    instruction = models.ForeignKey(
        AdvocateInstruction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="outcomeversion_number_once", fields=["outcome", "number"]),
            models.CheckConstraint(
                name="outcomeversion_change_has_reason", condition=Q(number=1) | ~Q(change_reason="")
            ),
            models.CheckConstraint(name="outcomeversion_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="outcomeversion_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            ),
            models.CheckConstraint(
                name="outcomeversion_passage_from_answer", condition=Q(passage="") | Q(answer__isnull=False)
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Version {self.number}"


class CannotBeMet(models.Model):
    """Why an outcome cannot be met as asked, what was explained to the person and when, and what was offered."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="explanations")
    why = models.CharField(max_length=5000)
    explained = models.CharField(max_length=5000, help_text="What was explained to the person")
    explained_on = models.DateField()
    offered = models.CharField(max_length=5000, help_text="What was offered instead")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cannotbemet_says_all_three", condition=~Q(why="") & ~Q(explained="") & ~Q(offered="")
            )
        ]
        ordering = ["explained_on", "recorded_at"]

    def __str__(self) -> str:
        return f"Explained on {self.explained_on}"


class OutcomeReview(models.Model):
    """One judge's view of one version of an outcome on one day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(DesiredOutcome, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(OutcomeVersion, on_delete=models.PROTECT, related_name="reviews")
    judge = models.CharField(max_length=10, choices=Judge)
    judgement = models.CharField(max_length=20, choices=Judgement)
    voice = models.CharField(
        max_length=30, choices=Voice, help_text="Who spoke, where the judge is the person"
    )
    words = models.CharField(max_length=LONG, blank=True, help_text="What the judge said about it, as said")
    reviewed_on = models.DateField()
    at_closing = models.BooleanField(default=False)
    instruction = models.ForeignKey(
        AdvocateInstruction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfOutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcomereview_worker_has_professional_voice",
                condition=(Q(judge=Judge.WORKER) & Q(voice=Voice.PROFESSIONAL))
                | (~Q(judge=Judge.WORKER) & ~Q(voice=Voice.PROFESSIONAL)),
            ),
            models.CheckConstraint(
                name="outcomereview_worker_cannot_say_person_does_not_know",
                condition=~Q(judge=Judge.WORKER) | ~Q(judgement=Judgement.DOES_NOT_KNOW),
            ),
            models.CheckConstraint(
                name="outcomereview_advocates_view_by_an_advocate",
                condition=~Q(judge=Judge.ADVOCATE) | Q(instruction__isnull=False),
            ),
        ]
        ordering = ["reviewed_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_judgement_display()


class OverallJudgement(OfThread):
    """What the person says of it all: theirs, and no average of the single ones."""

    overall = models.CharField(max_length=20, choices=Overall)
    voice = models.CharField(max_length=30, choices=Voice)
    words = models.CharField(max_length=LONG, blank=True)
    judged_on = models.DateField()

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="overalljudgement_never_a_professionals", condition=~Q(voice=Voice.PROFESSIONAL)
            )
        ]
        ordering = ["judged_on", "recorded_at"]

    def __str__(self) -> str:
        return self.get_overall_display()


class AdvocateView(OfThread):
    """What an advocate records on the person's behalf, or their written report that the council must answer."""

    kind = models.CharField(max_length=10, choices=ViewKind)
    happened_on = models.DateField()
    words = models.CharField(max_length=LONG)

    objects: ClassVar[Any] = AdvocateViewQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(name="advocateview_by_an_advocate", condition=Q(instruction__isnull=False))
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CouncilAnswer(OfThread):
    """The council's written answer to something an advocate recorded."""

    view = models.ForeignKey(
        AdvocateView, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="council_answers"
    )
    outcome = models.ForeignKey(
        DesiredOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="council_answers"
    )
    text = models.CharField(max_length=LONG)

    objects: ClassVar[Any] = OfThreadQuerySet.as_manager()

    class Meta(OfThread.Meta):
        constraints = [
            models.CheckConstraint(
                name="councilanswer_to_exactly_one",
                condition=Q(view__isnull=False, conversation=None, outcome=None)
                | Q(view=None, conversation__isnull=False, outcome=None)
                | Q(view=None, conversation=None, outcome__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Answered on {self.recorded_at:%Y-%m-%d}"
