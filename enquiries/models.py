from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import Team, User
from audit import clock
from audit.ids import new_id
from enquiries.choices import (
    AbuseType,
    AdvocateKind,
    Agreement,
    AllocationRole,
    ClosingReason,
    DecisionKind,
    EnquiryKind,
    FeedbackResult,
    Instead,
    NotAskedReason,
    NoteKind,
    Place,
    RaisedBy,
    Source,
    Stage,
    Voice,
    YesNoUnknown,
)
from enquiries.querysets import (
    CaseQuerySet,
    ConcernQuerySet,
    InstructionQuerySet,
    MeetingQuerySet,
    OfCaseQuerySet,
    ParticipantQuerySet,
)
from people.models import Organisation, Person

LONG = 50_000
SHORT = 300


def day_of(moment: datetime) -> str:
    """3 March 2026, in Europe/London."""
    return date_format(clock.day_of(moment), "j F Y")


class Case(models.Model):
    """One person's thread of safeguarding work: its concerns, and at most one enquiry. Everything points here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    restricted = models.BooleanField(default=False, help_text="Named people only, whatever the role")
    opened_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["team", "opened_at"])]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("casefile:case", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people call this: the enquiry's reference, or the first concern's."""
        if hasattr(self, "enquiry"):
            return self.enquiry.reference
        concern = min(self.concerns.all(), key=lambda concern: concern.recorded_at, default=None)
        return concern.reference if concern else ""

    @property
    def stage(self) -> Stage:
        return Stage(self.enquiry.stage) if hasattr(self, "enquiry") else Stage.CONCERN


class OfCase(models.Model):
    """A row about a case, written by somebody at a recorded moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="%(class)ss")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["recorded_at"]


class CaseAccess(models.Model):
    """A named user who may see a restricted case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named_access")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_access")
    reason = models.CharField(max_length=1000)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="caseaccess_once", fields=["case", "user"])]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.case_id}"


class Allocation(OfCase):
    """Who works on the case, in what role, from when to when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=AllocationRole)
    reason = models.CharField(max_length=1000, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(
                name="allocation_one_lead_and_one_sam",
                fields=["case", "role"],
                condition=Q(ended_at=None, role__in=[AllocationRole.LEAD, AllocationRole.SAM]),
            ),
            models.CheckConstraint(
                name="allocation_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_role_display()}"


class Concern(models.Model):
    """A sign of suspected abuse or neglect, as it was reported; fact, opinion and hearsay kept apart."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    reference = models.CharField(max_length=20, unique=True)
    restricted = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    received_at = models.DateTimeField()

    raised_by = models.CharField(max_length=30, choices=RaisedBy)
    raised_by_name = models.CharField(max_length=SHORT, blank=True)
    raised_by_role = models.CharField(
        max_length=SHORT, blank=True, help_text="Job, or relationship to the person"
    )
    raised_by_contact = models.CharField(max_length=SHORT, blank=True)
    raised_by_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    protect_identity = models.BooleanField(
        default=False, help_text="Who raised it must not be told to anyone"
    )

    fact = models.CharField(max_length=LONG, help_text="What was seen or heard first hand")
    opinion = models.CharField(max_length=LONG, blank=True, help_text="What whoever raised it thinks")
    hearsay = models.CharField(max_length=LONG, blank=True, help_text="What they were told by others")
    happened = models.CharField(max_length=SHORT, blank=True, help_text="When it happened, as told")
    types = ArrayField(models.CharField(max_length=30, choices=AbuseType))
    places = ArrayField(models.CharField(max_length=30, choices=Place))
    sources = ArrayField(models.CharField(max_length=20, choices=Source))
    source_description = models.CharField(
        max_length=1000, blank=True, help_text="Who is thought to be the source of risk"
    )

    adult_knows = models.CharField(max_length=20, choices=YesNoUnknown)
    not_told_reason = models.CharField(max_length=2000, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=SHORT, blank=True)
    adult_agrees = models.CharField(max_length=20, choices=Agreement)
    agreement_detail = models.CharField(max_length=2000, blank=True)
    own_words = models.CharField(
        max_length=LONG, blank=True, help_text="The person's own words so far, as said"
    )
    own_words_voice = models.CharField(max_length=30, choices=Voice, blank=True)

    immediate_danger = models.BooleanField()
    safety_steps = models.CharField(
        max_length=LONG, blank=True, help_text="What was done to make them safe now"
    )
    police_reference = models.CharField(max_length=100, blank=True)
    others_at_risk = models.CharField(max_length=20, choices=YesNoUnknown)
    others_detail = models.CharField(max_length=5000, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_has_type_place_source",
                condition=Q(types__len__gt=0, places__len__gt=0, sources__len__gt=0),
            ),
            models.CheckConstraint(
                name="concern_not_told_has_reason",
                condition=~Q(adult_knows=YesNoUnknown.NO) | ~Q(not_told_reason="") | Q(told_on__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_words_have_voice", condition=Q(own_words="") | ~Q(own_words_voice="")
            ),
            models.CheckConstraint(
                name="concern_danger_has_steps", condition=Q(immediate_danger=False) | ~Q(safety_steps="")
            ),
        ]
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("enquiries:concern", args=[self.pk])

    @property
    def kinds(self) -> str:
        return ", ".join(AbuseType(kind).label for kind in self.types)


class ConcernFeedback(OfCase):
    """What whoever raised the concern was told, or why they were not."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="feedback")
    result = models.CharField(max_length=20, choices=FeedbackResult)
    on = models.DateField(default=clock.today)
    said = models.CharField(max_length=5000, blank=True)
    why_not = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="concernfeedback_said_or_why_not",
                condition=(Q(result=FeedbackResult.TOLD) & ~Q(said=""))
                | (Q(result=FeedbackResult.NOT_TOLD) & ~Q(why_not="")),
            )
        ]

    def __str__(self) -> str:
        return self.get_result_display()


class ConcernCorrection(OfCase):
    """One correction of a concern: why, and what the record said before it."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField(help_text="The version of the concern that was corrected")
    before = models.JSONField(help_text="The columns that changed, as they were")
    reason = models.CharField(max_length=2000)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.UniqueConstraint(name="concerncorrection_one_a_version", fields=["concern", "number"]),
            models.CheckConstraint(name="concerncorrection_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"Correction of version {self.number}"

    @property
    def summary(self) -> str:
        return f"{day_of(self.recorded_at)}, by {self.recorded_by}"


class Decision(OfCase):
    """The three tests of section 42(1), each with reasons, and what a named person decided should follow.

    Source: Care Act 2014 s42(1)(a) to (c). A later decision on the same case is a new version; all stay readable.
    """

    decided_on = models.DateField()
    has_needs = models.BooleanField(help_text="Has needs for care and support, met or not")
    has_needs_reasons = models.CharField(max_length=LONG)
    at_risk = models.BooleanField(help_text="Is experiencing, or at risk of, abuse or neglect")
    at_risk_reasons = models.CharField(max_length=LONG)
    cannot_protect = models.BooleanField(help_text="As a result of those needs cannot protect themselves")
    cannot_protect_reasons = models.CharField(max_length=LONG)
    kind = models.CharField(max_length=10, choices=DecisionKind)
    reasons = models.CharField(max_length=LONG, help_text="Why this follows")
    instead = models.CharField(max_length=30, choices=Instead, blank=True)
    instead_detail = models.CharField(max_length=5000, blank=True)
    person_asked = models.BooleanField(help_text="Whether the person's view was recorded before the decision")
    not_asked_reason = models.CharField(max_length=30, choices=NotAskedReason, blank=True)
    not_asked_detail = models.CharField(max_length=2000, blank=True)
    ask_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="decision_s42_needs_all_three",
                condition=~Q(kind=DecisionKind.SECTION_42)
                | Q(has_needs=True, at_risk=True, cannot_protect=True),
            ),
            models.CheckConstraint(
                name="decision_none_says_what_instead", condition=~Q(kind=DecisionKind.NONE) | ~Q(instead="")
            ),
            models.CheckConstraint(
                name="decision_not_asked_says_why_and_when",
                condition=Q(person_asked=True)
                | (~Q(not_asked_reason="") & Q(ask_on__isnull=False))
                | Q(not_asked_reason=NotAskedReason.DIED),
            ),
            models.CheckConstraint(
                name="decision_has_reasons",
                condition=~Q(has_needs_reasons="")
                & ~Q(at_risk_reasons="")
                & ~Q(cannot_protect_reasons="")
                & ~Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Enquiry(models.Model):
    """What the council does, or causes, under section 42 or by its own choice, for one case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="enquiry")
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=EnquiryKind)
    began_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.ENQUIRY)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "enquiries"
        constraints = [
            models.CheckConstraint(
                name="enquiry_closed_after_begun",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("began_on")),
            ),
            models.CheckConstraint(name="enquiry_stage_known", condition=Q(stage__in=Stage.values)),
        ]
        indexes = [models.Index(fields=["closed_on"]), models.Index(fields=["began_on"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Closure(OfCase):
    """One closing of the enquiry, with the person's view of it; and its reopening where there was one."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="closures")
    closed_on = models.DateField()
    reason = models.CharField(max_length=30, choices=ClosingReason)
    reason_detail = models.CharField(max_length=5000, blank=True)
    person_view = models.CharField(
        max_length=LONG, blank=True, help_text="What the person said about closing, as said"
    )
    person_view_voice = models.CharField(max_length=30, choices=Voice, blank=True)
    person_view_missing_reason = models.CharField(max_length=2000, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reopen_reason = models.CharField(max_length=5000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="closure_has_persons_view_or_why_not",
                condition=(~Q(person_view="") & ~Q(person_view_voice="")) | ~Q(person_view_missing_reason=""),
            ),
            models.CheckConstraint(
                name="closure_reopened_by_somebody_with_reason",
                condition=Q(reopened_on=None) | (Q(reopened_by__isnull=False) & ~Q(reopen_reason="")),
            ),
            models.UniqueConstraint(
                name="closure_one_standing", fields=["enquiry"], condition=Q(reopened_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Closed on {self.closed_on}"


class StageChange(OfCase):
    """The enquiry was moved to another of the four public stages, on a day, for a reason."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="stage_changes")
    stage = models.CharField(max_length=20, choices=Stage)
    moved_on = models.DateField()
    reason = models.CharField(max_length=2000)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [models.CheckConstraint(name="stagechange_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} from {self.moved_on}"


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


class AdvocateRequest(OfCase):
    """The person needs an advocate and one has been asked for; waiting until an instruction or an end with a reason."""

    asked_on = models.DateField(default=clock.today)
    reason = models.CharField(max_length=2000)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Advocate asked for on {self.asked_on}"


class AdvocateInstruction(OfCase):
    """An advocate instructed on the case, from a day until a day. While it runs they see this person's thread."""

    advocate = models.ForeignKey(User, on_delete=models.PROTECT, related_name="instructions")
    kind = models.CharField(max_length=20, choices=AdvocateKind)
    organisation = models.CharField(max_length=SHORT)
    instructed = models.BooleanField(help_text="By the person; otherwise non-instructed")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[Any] = InstructionQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="advocateinstruction_ends_after_start",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.from_on}"

    @property
    def voice(self) -> Voice:
        return Voice.ADVOCATE_INSTRUCTED if self.instructed else Voice.ADVOCATE_NON_INSTRUCTED


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
