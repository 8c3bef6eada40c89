from typing import Any

from django.apps import AppConfig
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from audit.context import asking, user_asker


class UiConfig(AppConfig):
    name = "ui"

    def ready(self) -> None:
        user_logged_in.connect(offer_what_was_kept, dispatch_uid="ui.offer_what_was_kept")


def offer_what_was_kept(sender: Any, *, request: HttpRequest | None = None, user: Any, **kwargs: Any) -> None:
    """What arrived while its writer was signed out is theirs again at their next sign-in."""
    from ui import drafts  # noqa: PLC0415 -- models are not loaded yet when this module is

    with asking(user_asker(user)):
        opened = drafts.open_parcels(user.pk)
    if opened and request is not None:
        messages.info(
            request,
            "What you sent after you had been signed out was kept. You find it under “Not finished”.",
            fail_silently=True,
        )
