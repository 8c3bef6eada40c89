"""Refusals. The message of each is the sentence that the user reads."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """An act that cannot be done as asked; nothing was written."""

    message = "This cannot be done as asked. Check what you entered and try again."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)


def require(may: Callable[..., bool], user: Any, obj: Any = None) -> None:
    """Raise PermissionDenied unless `may(user, obj)`; the refused attempt is recorded after the rollback."""
    if not may(user, obj):
        raise PermissionDenied(may.__name__)
