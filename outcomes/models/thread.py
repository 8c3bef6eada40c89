from django.db import models

from enquiries.models import AdvocateInstruction, OfCase


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
