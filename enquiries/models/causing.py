from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.planning import CausedState, Finding, ProcessKind, ProcessStatus
from enquiries.querysets import OfCaseQuerySet
from people.models import Organisation


class CausedEnquiry(OfCase):
    """An enquiry that the council causes another body to make, on agreed terms; the council stays answerable.

    Source: Care Act 2014 s42(2), "make (or cause to be made)".
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="caused_enquiries")
    named_person = models.CharField(max_length=SHORT)
    asked_on = models.DateField()
    nature = models.CharField(max_length=LONG, help_text="What the enquiry is about")
    scope = models.CharField(max_length=LONG, help_text="Scope and purpose")
    must_answer = models.CharField(max_length=LONG, help_text="What the report must answer")
    involvement = models.CharField(max_length=LONG, help_text="How the adult takes part")
    if_new_risk = models.CharField(max_length=LONG, help_text="What they do if a new risk appears")
    conflict = models.BooleanField(help_text="Whether they have an interest in what is found")
    conflict_reason = models.CharField(
        max_length=5000, help_text="Why they may enquire all the same, or why none"
    )
    copies_to = models.CharField(max_length=2000, blank=True)
    return_on = models.DateField(help_text="By when the report is agreed, as it stands now")
    state = models.CharField(max_length=20, choices=CausedState, default=CausedState.ASKED)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="causedenquiry_state_known", condition=Q(state__in=CausedState.values)
            ),
            models.CheckConstraint(
                name="causedenquiry_returns_after_asking", condition=Q(return_on__gte=F("asked_on"))
            ),
            models.CheckConstraint(
                name="causedenquiry_has_terms",
                condition=~Q(named_person="")
                & ~Q(nature="")
                & ~Q(scope="")
                & ~Q(must_answer="")
                & ~Q(involvement="")
                & ~Q(if_new_risk="")
                & ~Q(conflict_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Enquiry by {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("enquiries:caused", args=[self.case_id, self.pk])

    @property
    def days_late(self) -> int:
        """Days for which the report has been owed; 0 where it is not late."""
        if self.state != CausedState.ASKED:
            return 0
        return max(0, (clock.today() - self.return_on).days)


class CausedReport(OfCase):
    """One report that came back: when it was due and came, what it says, and what the council found of it."""

    caused = models.ForeignKey(CausedEnquiry, on_delete=models.PROTECT, related_name="reports")
    due_on = models.DateField()
    received_on = models.DateField()
    summary = models.CharField(max_length=LONG)
    adult_said = models.CharField(
        max_length=LONG, blank=True, help_text="The adult’s words in the report, as said"
    )
    finding = models.CharField(max_length=20, choices=Finding, blank=True)
    finding_reasons = models.CharField(
        max_length=LONG, blank=True, help_text="Why, or the questions it went back with"
    )
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    new_return_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(name="causedreport_has_summary", condition=~Q(summary="")),
            models.CheckConstraint(
                name="causedreport_checked_whole",
                condition=Q(finding="", finding_reasons="", checked_on=None, checked_by=None)
                | (
                    Q(
                        finding__in=Finding.values,
                        checked_on__isnull=False,
                        checked_on__gte=F("received_on"),
                        checked_by__isnull=False,
                    )
                    & ~Q(finding_reasons="")
                ),
            ),
            models.CheckConstraint(
                name="causedreport_returned_with_a_new_date",
                condition=Q(
                    finding=Finding.RETURNED, new_return_on__isnull=False, new_return_on__gte=F("checked_on")
                )
                | (~Q(finding=Finding.RETURNED) & Q(new_return_on=None)),
            ),
            models.UniqueConstraint(
                name="causedreport_one_to_check", fields=["caused"], condition=Q(finding="")
            ),
        ]

    def __str__(self) -> str:
        return f"Report received on {self.received_on}"

    @property
    def days_late(self) -> int:
        return max(0, (self.received_on - self.due_on).days)


class ParallelProcess(OfCase):
    """Something that runs beside the enquiry, under rules of its own, and may go on when the enquiry closes."""

    kind = models.CharField(max_length=30, choices=ProcessKind)
    owner = models.CharField(max_length=SHORT, help_text="Who leads it")
    reference = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=20, choices=ProcessStatus)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    detail = models.CharField(
        max_length=5000, blank=True, help_text="What it means for the person, and what was agreed"
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        verbose_name_plural = "parallel processes"
        constraints = [
            models.CheckConstraint(
                name="parallelprocess_lists_known",
                condition=Q(kind__in=ProcessKind.values, status__in=ProcessStatus.values),
            ),
            models.CheckConstraint(name="parallelprocess_has_owner", condition=~Q(owner="")),
            models.CheckConstraint(
                name="parallelprocess_other_says_what", condition=~Q(kind=ProcessKind.OTHER) | ~Q(detail="")
            ),
            models.CheckConstraint(
                name="parallelprocess_ended_on_a_day",
                condition=(Q(status=ProcessStatus.ENDED) & Q(ended_on__isnull=False))
                | (~Q(status=ProcessStatus.ENDED) & Q(ended_on=None)),
            ),
            models.CheckConstraint(
                name="parallelprocess_ended_after_begun",
                condition=Q(began_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def runs(self) -> bool:
        return self.status in {ProcessStatus.RUNNING, ProcessStatus.PAUSED}


class CrossBoundary(OfCase):
    """Which council leads because the risk arose there, which one pays, and when they were told; the newest holds."""

    host = models.CharField(max_length=SHORT, help_text="Where the risk arose: leads the enquiry")
    placing = models.CharField(max_length=SHORT, help_text="Who arranged and pays for the care")
    contact = models.CharField(max_length=SHORT)
    told_on = models.DateField(null=True, blank=True)
    not_told_reason = models.CharField(max_length=2000, blank=True)
    detail = models.CharField(max_length=5000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        verbose_name_plural = "cross boundaries"
        constraints = [
            models.CheckConstraint(
                name="crossboundary_names_both", condition=~Q(host="") & ~Q(placing="") & ~Q(contact="")
            ),
            models.CheckConstraint(
                name="crossboundary_told_or_why_not",
                condition=Q(told_on__isnull=False) | ~Q(not_told_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} leads, {self.placing} placed them"
