"""What becomes of a form that cannot be acted upon: signed out, another user, an old page, a fault."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from audit import clock
from ui import drafts
from ui.errors import TextTooLong
from ui.keys import FormKey
from ui.models import Draft

LARGEST_VERSION = 2**63 - 1
LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Unsent:
    """A form in the middle of being dealt with."""

    key: FormKey
    path: str
    version: int | None
    posted: drafts.Posted

    def save(self, record: models.Model | None = None) -> Draft | None:
        """Keep it as a draft, listed with the reference of its record; None where it has been sent already."""
        return drafts.save_draft(
            self.key, path=self.path, version=self.version, posted=self.posted, about=reference_of(record)
        )


def reference_of(record: Any) -> str:
    """What people call the record, or the case that it belongs to; empty where it has no reference."""
    for owner in (record, getattr(record, "case", None)):
        if reference := getattr(owner, "reference", ""):
            return str(reference)
    return ""


def posted_version(request: HttpRequest) -> int | None:
    """The version of the record that the form was rendered with; None where it is missing or no number."""
    text = request.POST.get("version", "")
    if not (text.isascii() and text.isdigit()):
        return None
    number = int(text[:20])
    return number if number <= LARGEST_VERSION else None


def unsent_from(request: HttpRequest, key: FormKey) -> Unsent:
    """The form in this request. Raises TextTooLong."""
    secret = [name for name in request.POST if "password" in name.lower()]
    posted = drafts.posted_text(request.POST, secret=secret)
    # Choices between two versions are not kept, so the text is kept as one that has yet to meet the other version.
    version = None if chooses_between_versions(request) else posted_version(request)
    return Unsent(key=key, path=own_address(request), version=version, posted=posted)


def chooses_between_versions(request: HttpRequest) -> bool:
    return "resolve" in request.POST


def own_address(request: HttpRequest) -> str:
    """The address of the form's page, without the draft that was chosen for it."""
    query = request.GET.copy()
    query.pop("draft", None)
    address = f"{request.path}?{query.urlencode()}" if query else request.path
    return address if len(address) <= LONGEST_ADDRESS else request.path


def keep_for_later(request: HttpRequest, key: FormKey, user: Any) -> HttpResponse:
    """Keep a form that arrived without a session of its writer, or from a page older than the sign-in."""
    try:
        unsent = unsent_from(request, key)
    except TextTooLong as refusal:
        return HttpResponse(str(refusal), status=413, content_type="text/plain")
    typing = request.POST.get("draft") == "1"
    if key.belongs_to(user):
        saved = unsent.save()
        return _from_an_old_page(request, saved, typing=typing)
    drafts.keep_parcel(key, path=unsent.path, version=unsent.version, posted=unsent.posted)
    if typing:
        return HttpResponse("Signed out", status=401, content_type="text/plain")
    if user.is_authenticated:
        return render(request, "ui/not_yours.html", status=409)
    messages.warning(
        request,
        "You were signed out before this was sent. What you typed has been kept:"
        " sign in and it is back in the form.",
    )
    return redirect_to_login(unsent.path)


def _from_an_old_page(request: HttpRequest, saved: Draft | None, *, typing: bool) -> HttpResponse:
    if saved is None:
        return HttpResponse("Already sent", status=409, content_type="text/plain")
    if typing:
        return saved_answer(saved)
    messages.warning(
        request,
        "Nothing has been sent yet, because you signed in again after this page was opened."
        " What you typed is back in the form: check it, then send it.",
    )
    return HttpResponseRedirect(saved.address)


def saved_answer(draft: Draft) -> HttpResponse:
    """The answer to a save while typing: no page, only the time for the status line."""
    return HttpResponse(status=204, headers={"Saved-At": clock_time(draft)})


def clock_time(draft: Draft) -> str:
    return f"{timezone.localtime(draft.saved_at):%H:%M}"


def when(draft: Draft) -> str:
    """ "at 14:02", or "on 3 March 2026 at 14:02" where it was not today."""
    day = timezone.localtime(draft.saved_at).date()
    on = "" if day == clock.today() else f"on {date_format(day, 'j F Y')} "
    return f"{on}at {clock_time(draft)}"
