from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from accounts import tries
from accounts.sessions import end_sessions, proved_recently
from audit.actions import record
from audit.events import Event


def in_words(seconds: int) -> str:
    """A time to wait, rounded up: "20 seconds", "3 minutes"."""
    count, unit = (seconds, "second") if seconds < 60 else (-(-seconds // 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """The sign-in library's door to us: nobody signs up by themselves, and what it does is audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        record(Event.SIGNED_IN, actor=user, subject=user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(
            tries.COOKIE,
            tries.cookie_for(user.email, request.COOKIES.get(tries.COOKIE, "")),
            max_age=timedelta(days=tries.COOKIE_DAYS),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """The library's own limits would let anybody lock anybody out; `authenticate` has ours."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who this is, if the password is right. Raises ValidationError where it was tried too often."""
        this = tries.Try(
            credentials.get("email", ""),
            self.get_client_ip(request),
            request.COOKIES.get(tries.COOKIE, ""),
        )
        if seconds := this.seconds_to_wait():
            raise ValidationError(
                f"This was tried too often with a wrong password. Wait {in_words(seconds)}, then try again."
            )
        user = super().authenticate(request, **credentials)
        if user is None:
            this.was_wrong()
        else:
            this.was_right()
        return user

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
