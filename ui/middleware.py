import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from ui import drafts, unsent
from ui.errors import TextTooLong
from ui.keys import FormKey

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class KeepTextMiddleware:
    """No form loses its text, whatever becomes of the request that carries it.

    Before the view: a form whose writer is no longer signed in is kept for them, and one that was sent before
    goes to its result. After a refusal or a fault in the view, whose transaction is rolled back, the text is
    saved in a transaction of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        key = key_in(request)
        if key is None:
            return None
        if not key.belongs_to(request.user):
            return unsent.keep_for_later(request, key, request.user)
        result = drafts.result_of(key)
        if result is None:
            return None
        if request.POST.get("draft") == "1":
            return HttpResponse("Already sent", status=409, content_type="text/plain")
        messages.info(request, "This had been saved already. It has not been saved twice.")
        return HttpResponseRedirect(result)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        key = key_in(request)
        if key is None or not key.belongs_to(request.user) or isinstance(exception, Http404):
            return
        try:
            kept = unsent.unsent_from(request, key).save()
        except (DatabaseError, TextTooLong):
            logger.warning("The text of form %s could not be kept", key.form)
            return
        if kept is not None and isinstance(exception, PermissionDenied):
            messages.info(request, "What you typed has been kept. You find it under “Not finished”.")


def key_in(request: HttpRequest) -> FormKey | None:
    """The key of the form that this request sends, if it sends one of ours."""
    return FormKey.read(request.POST.get("form_key")) if request.method == "POST" else None
