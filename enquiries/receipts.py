"""What somebody who raised a concern may always know of it: that it arrived, and its reference."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from accounts.models import User
from audit.context import SYSTEM, asking
from enquiries.models import Concern


@dataclass(frozen=True)
class Receipt:
    reference: str
    recorded_at: datetime
    is_dangerous: bool


def receipt_for(user: User, concern_id: UUID) -> Receipt:
    """The receipt of a concern that `user` recorded themselves. Raises Http404.

    Past the doors of both walls: a concern joins the case of whichever team works with the person, and the one who
    recorded it may see neither. Nothing is in it that they have not written.
    """
    with asking(SYSTEM):
        concern = Concern.objects.filter(pk=concern_id, recorded_by=user).first()
    if concern is None:
        raise Http404
    return Receipt(concern.reference, concern.recorded_at, concern.immediate_danger)
