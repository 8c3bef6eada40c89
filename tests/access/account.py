"""Signing in and out, and passwords: the sign-in library's own pages."""

from tests.access.matrix import EVERYBODY, Row

ROWS = [
    Row("account_login", lets=EVERYBODY, without_sign_in=True),
    Row("account_logout", lets=EVERYBODY, ends_at_sign_in=True),
    Row("account_signup", lets=EVERYBODY, without_sign_in=True),  # says that it is closed
    Row("account_inactive", lets=EVERYBODY, methods="GET", without_sign_in=True),
    Row("account_reauthenticate", lets=EVERYBODY),
    Row("account_change_password", lets=EVERYBODY),
    Row("account_set_password", lets=EVERYBODY),
    Row("account_reset_password", lets=EVERYBODY, without_sign_in=True),
    Row("account_reset_password_done", lets=EVERYBODY, methods="GET", without_sign_in=True),
    Row(
        "account_reset_password_from_key",
        {"uidb36": "0", "key": "unknown"},
        lets=EVERYBODY,
        without_sign_in=True,
    ),
    Row("account_reset_password_from_key_done", lets=EVERYBODY, methods="GET", without_sign_in=True),
]
