"""The second step of signing in: an authenticator app, a passkey, or a recovery code when both are lost."""

import base64
import hashlib
import secrets
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes

from accounts.models import RecoveryCode, User

CODES = 10
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are mistaken for each other on paper."""
LENGTH = 16


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """What the library keeps of an authenticator app is encrypted with the product's own secret."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or it has been used. Enter the code that the app shows now.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 -- the library's name
        return "My passkey"


def _cipher() -> MultiFernet:
    keys = [force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"accounts.second_steps" + key).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user_id=user.pk).exists())


def take_code(authenticator: Authenticator, code: str) -> bool:
    """Use up the period that `code` of an app belongs to; False where it, or a later one, has been used.

    RFC 6238, 5.2: a code is accepted once. The row is locked, so that of two who send it at once one is let in.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret, last = decrypt(row.data["secret"]), row.data.get("last_counter", -1)
    for counter in totp.yield_hotp_counters_from_time():
        value = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > last and constant_time_compare(value, "".join(code.split())):
            row.data["last_counter"] = counter
            row.save(update_fields=["data"])
            authenticator.data = row.data
            return True
    return False


def new_recovery_code() -> str:
    """80 bits, in four groups that can be read out."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def digest_of(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return salted_hmac("accounts.recovery", plain, algorithm="sha256").hexdigest()


def looks_like_recovery_code(typed: str) -> bool:
    return len([letter for letter in typed.upper() if letter in LETTERS]) == LENGTH


def unused_codes(user: User) -> int:
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def forget(user: User) -> None:
    """Take away every second step and recovery code."""
    Authenticator.objects.filter(user_id=user.pk).delete()
    RecoveryCode.objects.filter(user=user).delete()
