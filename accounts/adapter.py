from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest, HttpResponse

from accounts.sessions import end_sessions, proved_recently
from audit.actions import record
from audit.events import Event


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """The sign-in library's door to us: nobody signs up by themselves, and what it does is audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        record(Event.SIGNED_IN, actor=user, subject=user)
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        record(Event.SIGN_IN_FAILED, actor=None)
        super().authentication_failed(request, **credentials)

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Whether this is the password of who is signed in; the library counts the tries."""
        if user.check_password(password):
            return True
        record(Event.SIGN_IN_FAILED, actor=user, subject=user)
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not type the same again to set up a second step."""
        return not proved_recently(context.request)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            record(Event.SIGNED_OUT, actor=request.user, subject=request.user)
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        super().set_password(user, password)
        end_sessions(user, but=self.request.session.session_key or "")
        record(Event.PASSWORD_CHANGED, actor=user, subject=user)
