from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from audit.actions import record, request_id
from audit.events import Event
from audit.ids import new_id

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Give every request an id that its audit entries and log lines share."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(str(new_id()))
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)


class RefusalMiddleware:
    """Record refused attempts after their transaction has been rolled back, in one of their own.

    Also marks everything a signed-in user receives as not to be stored by the browser.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, PermissionDenied | Http404) or not request.user.is_authenticated:
            return
        match = request.resolver_match
        with transaction.atomic():
            record(
                Event.REFUSED,
                actor=request.user,
                view=match.view_name if match else "",
                ids={key: str(value) for key, value in match.kwargs.items()} if match else {},
                rule=str(exception) if isinstance(exception, PermissionDenied) else "not visible",
                method=request.method,
            )
