"""Every address of the product. Each has a row in the access matrix (`tests/access/`)."""

from typing import Any

from allauth.account import urls as sign_in
from django.urls import include, path

from accounts import sign_in_urls as second_step
from audit.policy import own, public
from msp import health

# The library's pages that the product has no use for: an administrator gives people their email addresses.
NOT_OFFERED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}

BEFORE_SIGN_IN = (
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset",
    "account_confirm",
    "mfa_authenticate",
    "mfa_login",
    "mfa_trust",
    "openid_connect",
    "socialaccount_",
)
"""How the names of those pages of the library begin that somebody needs who has not signed in yet."""


def declared(pages: list[Any]) -> list[Any]:
    """The library's pages, each with the policy that its views keep: the library says none (`audit/policy.py`)."""
    for page in pages:
        (public if (page.name or "").startswith(BEFORE_SIGN_IN) else own)(page.callback)
    return pages


urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("ui.urls")),
    path(
        "accounts/", include(declared([page for page in sign_in.urlpatterns if page.name not in NOT_OFFERED]))
    ),
    path("accounts/second-step/", include(declared(second_step.urlpatterns))),
    path("", include("accounts.urls")),
    path("", include("people.urls")),
    path("", include("outcomes.urls")),
    path("", include("principles.urls")),
    path("", include("enquiries.urls")),
    path("", include("casefile.urls")),
    path("", include("oversight.urls")),
]
