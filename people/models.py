from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from audit.ids import new_id
from people.birth import birth_of
from people.choices import (
    POWERS,
    AddressKind,
    Channel,
    ConflictKind,
    ContactRuleKind,
    Ethnicity,
    Gender,
    HealthCondition,
    RelationshipKind,
    SupportReasonDetail,
)
from people.contact_words import sentence_of
from people.querysets import (
    AboutPersonQuerySet,
    ConflictQuerySet,
    PersonQuerySet,
    WarningQuerySet,
)


class Organisation(models.Model):
    """A body outside or inside the council: a provider, a trust, a police force, an advocacy service."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """The adult: who they are, how to speak with them, what matters to them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    preferred_name = models.CharField(max_length=200, help_text="What they like to be called")
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    other_names = models.CharField(max_length=500, blank=True, help_text="Names and aliases, as known")
    search_name = models.CharField(
        max_length=1000, help_text="All names, lower case, without accents; for finding only"
    )
    born_on = models.DateField(null=True, blank=True)
    estimated_age = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="About how old, in years"
    )
    estimated_on = models.DateField(null=True, blank=True, help_text="The day the estimate was made")
    died_on = models.DateField(null=True, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    gender = models.CharField(max_length=20, choices=Gender, default=Gender.NOT_KNOWN)
    ethnicity = models.CharField(max_length=30, choices=Ethnicity, default=Ethnicity.NOT_KNOWN)
    support_reason = models.CharField(
        max_length=30, choices=SupportReasonDetail, default=SupportReasonDetail.NOT_KNOWN
    )
    health_conditions = ArrayField(
        models.CharField(max_length=20, choices=HealthCondition), default=list, blank=True
    )
    language = models.CharField(max_length=100, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    pronouns = models.CharField(max_length=60, blank=True)
    what_matters = models.CharField(
        max_length=50_000, blank=True, help_text="What matters to me, in their words"
    )
    restricted = models.BooleanField(default=False, help_text="Named people only, whatever the role")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_birth_exact_or_estimated", condition=Q(born_on=None) | Q(estimated_age=None)
            ),
            models.CheckConstraint(
                name="person_estimate_has_day",
                condition=Q(estimated_age=None, estimated_on=None)
                | Q(estimated_age__isnull=False, estimated_on__isnull=False),
            ),
            models.CheckConstraint(
                name="person_died_after_born",
                condition=Q(died_on=None) | Q(born_on=None) | Q(died_on__gte=F("born_on")),
            ),
            models.CheckConstraint(
                name="person_nhs_number_ten_digits",
                condition=Q(nhs_number="") | Q(nhs_number__regex=r"^\d{10}$"),
            ),
        ]
        indexes = [
            GinIndex(name="person_search_name_trgm", fields=["search_name"], opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.preferred_name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    @property
    def birth(self) -> str:
        """ "3 March 1948 (age 78)", "about 78 in May 2025", or that it is not known."""
        return birth_of(self)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.family_name) if part) or self.preferred_name

    def age_on(self, day: date) -> int | None:
        """Age in whole years on `day` (or at death, if earlier); from the estimate where no date is known."""
        day = min(day, self.died_on) if self.died_on else day
        if self.born_on:
            return (
                day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))
            )
        if self.estimated_age is not None and self.estimated_on:
            return self.estimated_age + (day.year - self.estimated_on.year)
        return None


class PersonAccess(models.Model):
    """A named user who may see a restricted person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="named_access")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="person_access")
    reason = models.CharField(max_length=1000)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(name="personaccess_once", fields=["person", "user"])]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.person_id}"


class ConflictOfInterest(models.Model):
    """A user who is the person, or close to them: until it is lifted they see nothing of the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=20, choices=ConflictKind)
    reason = models.CharField(max_length=1000)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_reason = models.CharField(max_length=1000, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="conflictofinterest_once_while_standing",
                fields=["person", "user"],
                condition=Q(lifted_at=None),
            ),
            models.CheckConstraint(
                name="conflictofinterest_lifted_by_another",
                condition=Q(lifted_at=None, lifted_by=None)
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_by=F("user"))),
            ),
        ]
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.user_id} and {self.person_id}: {self.kind}"


class AboutPerson(models.Model):
    """A row that is about one person and runs from a day until it is ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="%(class)ss")
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = AboutPersonQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["recorded_at"]

    def holds_on(self, day: date) -> bool:
        """Whether this holds on `day` or begins to later: it has not ended by then."""
        return self.until_on is None or self.until_on >= day


class CommunicationNeed(AboutPerson):
    """How to communicate with the person (Accessible Information Standard): the need, and how it is met."""

    need = models.CharField(max_length=1000)
    how_met = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.need


class SafeContactRule(AboutPerson):
    """How, where and when the person may or must not be contacted, or who must never be told."""

    kind = models.CharField(max_length=20, choices=ContactRuleKind)
    channel = models.CharField(max_length=20, choices=Channel, blank=True, help_text="Empty: every channel")
    place = models.CharField(max_length=300, blank=True)
    days_and_hours = models.CharField(max_length=300, blank=True)
    speak_with = models.CharField(
        max_length=300, blank=True, help_text="Who may speak with them, and of what gender"
    )
    subject = models.CharField(max_length=300, blank=True)
    words_to_use = models.CharField(max_length=300, blank=True)
    who = models.CharField(max_length=300, blank=True, help_text="Who must not be told")
    reason = models.CharField(max_length=2000)

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                name="safecontactrule_never_tell_says_who",
                condition=~Q(kind=ContactRuleKind.NEVER_TELL) | ~Q(who=""),
            ),
            models.CheckConstraint(
                name="safecontactrule_kind_known", condition=Q(kind__in=ContactRuleKind.values)
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def as_sentence(self) -> str:
        """The rule and its reason as one reads it out: "No letters: her grandson opens the post."."""
        return sentence_of(self)


class PreparedContact(AboutPerson):
    """A letter, call, visit or message that was prepared, and who overrode a safe contact rule for it, and why."""

    channel = models.CharField(max_length=20, choices=Channel)
    purpose = models.CharField(max_length=1000)
    with_whom = models.CharField(max_length=300, blank=True, help_text="Empty: with the person")
    planned_on = models.DateField(null=True, blank=True)
    breaks = models.ForeignKey(
        SafeContactRule, null=True, blank=True, on_delete=models.PROTECT, related_name="overrides"
    )
    override_reason = models.CharField(max_length=2000, blank=True)
    overridden_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                name="preparedcontact_override_named_with_reason",
                condition=Q(breaks=None) | (Q(overridden_by__isnull=False) & ~Q(override_reason="")),
            )
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class ContactDetail(AboutPerson):
    """A telephone number or email address of the person."""

    channel = models.CharField(max_length=20, choices=Channel)
    value = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.value


class Address(AboutPerson):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=20, choices=AddressKind)
    lines = models.CharField(max_length=500)
    postcode = models.CharField(max_length=10, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="addresses_in_it"
    )

    def __str__(self) -> str:
        return self.lines


class WarningNote(AboutPerson):
    """A warning to whoever meets the person. It expires unless somebody reviews it."""

    text = models.CharField(max_length=2000)
    review_on = models.DateField()

    objects: ClassVar[Any] = WarningQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Warning, review on {self.review_on}"

    def holds_on(self, day: date) -> bool:
        """Also no longer when the day to look at it again has gone by."""
        return super().holds_on(day) and self.review_on >= day


class Relationship(AboutPerson):
    """Somebody in the person's life. A next of kin has no decision-making status by being one."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=RelationshipKind)
    description = models.CharField(max_length=300, blank=True, help_text="Daughter, neighbour, …")
    contact = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False, help_text="Registration of an attorney or deputy was seen")
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=2000, blank=True, help_text="What they may decide, alone or together")
    source_of_risk = models.BooleanField(
        null=True,
        blank=True,
        help_text="May be a source of risk to the person; null: nobody has considered it",
    )
    risk_reasons = models.CharField(max_length=2000, blank=True)
    cares_for_them = models.BooleanField(default=False)
    carer_says = models.CharField(max_length=5000, blank=True, help_text="What the carer says they need")

    objects: ClassVar[Any] = AboutPersonQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        constraints = [
            models.CheckConstraint(
                name="relationship_verified_by_somebody",
                condition=Q(verified=False) | Q(verified_by__isnull=False, verified_on__isnull=False),
            ),
            models.CheckConstraint(
                name="relationship_risk_has_reasons",
                condition=Q(source_of_risk=None) | Q(source_of_risk=False) | ~Q(risk_reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_powers(self) -> bool:
        """Whether their kind has powers at all; a next of kin has none."""
        return self.kind in POWERS
