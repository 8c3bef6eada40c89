"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from audit import clock

SERVICE_NAME = "What matters to me"


def page(request: HttpRequest) -> dict[str, object]:
    """The service's name, the council's, whether this is a demonstration, and the moment, for the line that is printed.

    `nav_items` (a list of {"text", "href", "active"}), `my_account` (an address) and `bell` ({"count", "href"}) come
    from apps that know roles: each adds a context processor of its own, and `base.html` shows them when they are there.
    """
    return {
        "service_name": SERVICE_NAME,
        "demo": settings.DEMO,
        "council": {"name": settings.COUNCIL_NAME, "telephone": settings.COUNCIL_TELEPHONE},
        "rendered_at": clock.now(),
    }
