from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from audit import clock
from enquiries.models.case import LONG, SHORT, OfCase
from enquiries.querysets import OfCaseQuerySet

LONGEST = timedelta(days=28)


class PartnerQuestion(OfCase):
    """One question to one person outside the council, who sees it and answers it, and sees nothing else.

    They come by a link that was made for them, and a code that is sent to the email address here when they open it.
    """

    organisation = models.CharField(max_length=SHORT)
    name = models.CharField(max_length=SHORT)
    email = models.EmailField()
    question = models.CharField(max_length=LONG)
    until = models.DateTimeField()
    code_digest = models.CharField(max_length=64, blank=True, help_text="Keyed; the code itself is not kept")
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong codes, ever")
    came_in_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=LONG, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_reason = models.CharField(max_length=1000, blank=True)

    objects: ClassVar[Any] = OfCaseQuerySet.as_manager()

    class Meta(OfCase.Meta):
        constraints = [
            models.CheckConstraint(
                name="partnerquestion_four_weeks_at_most",
                condition=Q(until__gt=F("recorded_at")) & Q(until__lte=F("recorded_at") + LONGEST),
            ),
            models.CheckConstraint(
                name="partnerquestion_answered_whole",
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False, came_in_at__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("enquiries:partner-question", args=[self.case_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.revoked_at is None and self.until > clock.now()
