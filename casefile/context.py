"""What every page of a signed-in colleague shows of their reminders."""

from django.http import HttpRequest
from django.urls import reverse

from casefile.permissions import can_set_reminders
from casefile.reminders.lists import number_waiting


def bell(request: HttpRequest) -> dict[str, object]:
    """The bell in the header: {"count", "href"}, nothing for those who are never reminded, nor for a part of a page."""
    user = request.user
    if not user.is_authenticated or getattr(request, "htmx", False) or not can_set_reminders(user):
        return {}
    return {"bell": {"count": number_waiting(user), "href": reverse("casefile:reminders")}}
