"""Where somebody is signed in: one row each, which is the session itself, so that to delete it is to end it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.devices import device_in_words
from accounts.models import SignedInSession, User
from audit import clock
from audit.actions import record
from audit.events import Event

SIGNED_IN, PROVED, DEVICE = "signed_in_at", "proved_at", "device"
"""Keys of the session: when they signed in, when they last proved who they are, on what device."""


class SessionStore(DatabaseSessionStore):
    """Ends after so long without a click, and after so long in any case; knows whose it is and on what device."""

    @classmethod
    def get_model_class(cls) -> type[SignedInSession]:
        return SignedInSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.public_id = public_id_of(row.session_key)
        row.user_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.last_seen_at = clock.now()
        row.signed_in_at = _moment(data.get(SIGNED_IN)) or row.last_seen_at
        return row

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds until it ends if nothing is done."""
        idle = super().get_expiry_age(**kwargs)
        signed_in_at = _moment(self.get(SIGNED_IN))
        if signed_in_at is None:
            return idle
        left = signed_in_at + timedelta(hours=settings.SESSION_ABSOLUTE_HOURS) - clock.now()
        return max(0, min(idle, int(left.total_seconds())))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return clock.now() + timedelta(seconds=self.get_expiry_age(**kwargs))


def public_id_of(session_key: str) -> UUID:
    """What names a session in an address without giving away its key."""
    digest = salted_hmac("accounts.sessions", session_key, algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


def begin(request: HttpRequest) -> None:
    """Note when and on what device somebody has just signed in."""
    moment = clock.now().timestamp()
    request.session[SIGNED_IN] = request.session[PROVED] = moment
    request.session[DEVICE] = device_in_words(request.META.get("HTTP_USER_AGENT", ""))


def note_proof(request: HttpRequest, user: User) -> None:
    """Note that `user`, who is signed in, has just proved again who they are."""
    request.session[PROVED] = clock.now().timestamp()
    record(Event.IDENTITY_PROVED, actor=user, subject=user)


def proved_recently(request: HttpRequest) -> bool:
    """Whether they proved who they are in the last `STEP_UP_MINUTES`."""
    proved_at = _moment(request.session.get(PROVED))
    if proved_at is None:
        return False
    return clock.now() - proved_at < timedelta(minutes=settings.STEP_UP_MINUTES)


def end_sessions(user: User, *, but: str = "") -> int:
    """Sign `user` out everywhere, now, but for the session with the key `but`; says from how many places."""
    ended, _ = SignedInSession.objects.filter(user=user).exclude(session_key=but).delete()
    return ended


def remove_ended() -> None:
    """Remove what has run out."""
    SignedInSession.objects.filter(expire_date__lt=clock.now()).delete()


def _moment(stamp: Any) -> datetime | None:
    return datetime.fromtimestamp(stamp, tz=clock.now().tzinfo) if isinstance(stamp, int | float) else None
