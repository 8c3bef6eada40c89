"""The second step: the library's pages under our addresses. Each is about nobody but who asks."""

from typing import Any

from tests.access.matrix import EVERYBODY, Row

NOT_THERE: dict[str, Any] = {"pk": 1}  # nobody has a passkey, so that nobody is told of one

ROWS = [
    Row("mfa_index", lets=EVERYBODY, methods="GET"),
    Row("mfa_authenticate", lets=EVERYBODY),
    Row("mfa_reauthenticate", lets=EVERYBODY),
    Row("mfa_activate_totp", lets=EVERYBODY),
    Row("mfa_deactivate_totp", lets=()),
    Row("mfa_add_webauthn", lets=EVERYBODY),
    Row("mfa_remove_webauthn", NOT_THERE, lets=()),
    Row("mfa_login_webauthn", lets=EVERYBODY),
    Row("mfa_reauthenticate_webauthn", lets=EVERYBODY),
    Row("accounts:recovery-codes", lets=EVERYBODY),
]
