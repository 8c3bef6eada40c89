from typing import Any

from allauth.account.signals import authentication_step_completed
from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    """Listens to Django and to the sign-in library, which know when a session begins and when somebody proves again
    who they are."""

    name = "accounts"

    def ready(self) -> None:
        from accounts import sessions  # noqa: PLC0415 -- models are not there yet when apps are listed

        def begin(request: Any, **kwargs: Any) -> None:
            sessions.begin(request)

        def prove(request: Any, user: Any, **kwargs: Any) -> None:
            if kwargs.get("reauthenticated"):
                sessions.note_proof(request, user)

        user_logged_in.connect(begin, weak=False, dispatch_uid="accounts.begin")
        authentication_step_completed.connect(prove, weak=False, dispatch_uid="accounts.prove")
