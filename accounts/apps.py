from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        user_logged_in.connect(_begin_session, dispatch_uid="accounts.sessions")


def _begin_session(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Django's own word that a session has begun, whoever began it."""
    from accounts import sessions  # noqa: PLC0415 -- models are not there yet when apps are listed

    sessions.begin(request)
