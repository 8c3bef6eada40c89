"""What stands on every page of somebody who has broken the glass."""

from typing import Any

from django.http import HttpRequest

from accounts.models import User
from enquiries.models import BrokenGlass
from enquiries.permissions import can_break_glass


def broken_glass(request: HttpRequest) -> dict[str, Any]:
    """`open_glass`: what the reader has open behind broken glass now; nothing for a part of a page."""
    user = request.user
    if not isinstance(user, User) or getattr(request, "htmx", False) or not can_break_glass(user):
        return {}
    rows = BrokenGlass.objects.filter(user=user).running().select_related("case__enquiry")
    return {"open_glass": list(rows.prefetch_related("case__concerns"))}
