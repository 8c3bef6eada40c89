"""Before what cannot be taken back, or lets others in: whoever is at the desk proves again who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.sessions import proved_recently
from ui import unsent
from ui.middleware import key_in

View = TypeVar("View", bound=Callable[..., HttpResponse])


def step_up_required(view: View) -> View:
    """Let in who has signed in, or proved who they are, in the last `STEP_UP_MINUTES`; ask the others first.

    Stands under `login_required`. A form that was sent is kept, and is there again after the asking. What is only
    saved while it is typed passes: it does nothing yet.
    """

    @wraps(view)
    def asking_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if proved_recently(request) or request.POST.get("draft") == "1":
            return view(request, *args, **kwargs)
        return _ask(request, _kept_at(request))

    asking_first.asks_for_proof = True  # type: ignore[attr-defined]  # for the test that no view forgets
    return cast(View, asking_first)


def _kept_at(request: HttpRequest) -> str:
    """Where to go on afterwards: the form with what was typed in it, or the same address. Raises TextTooLong."""
    key = key_in(request)
    kept = unsent.unsent_from(request, key).save() if key else None
    return kept.address if kept else request.get_full_path()


def _ask(request: HttpRequest, back: str) -> HttpResponse:
    address = f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
