import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden

from audit.actions import left_a_trace, record, record_page, request_id
from audit.context import asking, user_asker
from audit.events import Event
from audit.ids import new_id
from audit.policy import policy_of

logger = logging.getLogger(__name__)
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


class WhoAsksMiddleware:
    """Whatever a request reads, it reads as the one who has signed in; before sign-in as nobody."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asking(user_asker(request.user)):
            return self.get_response(request)


class TraceMiddleware:
    """Whatever somebody signed in was shown leaves a trace: what no view recorded is recorded here.

    In a transaction of its own, after the page is made. Forms sent back record their own act.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = left_a_trace.set(False)
        try:
            response = self.get_response(request)
            match = request.resolver_match
            if match and self.was_shown_something(request, response) and not left_a_trace.get():
                ids = {name: match.kwargs.get(name) for name in ("case_id", "person_id")}
                with transaction.atomic():
                    record_page(actor=request.user, page=match.view_name, **ids)
            return response
        finally:
            left_a_trace.reset(token)

    @staticmethod
    def was_shown_something(request: HttpRequest, response: HttpResponse) -> bool:
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if not is_page or not request.user.is_authenticated:
            return False
        return request.method == "GET" or (request.method == "POST" and "draft" not in request.POST)


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


class PolicyMiddleware:
    """Deny by default: a view that declares no policy does not answer, and only a public one answers strangers.

    Stands after the middleware that keeps the text of a form whose writer is no longer signed in.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        policy = policy_of(view)
        if policy is None:
            name = request.resolver_match.view_name if request.resolver_match else ""
            logger.error("The address %s declares no policy, so it does not answer", name)
            return HttpResponseForbidden()
        if not policy.is_public and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None
