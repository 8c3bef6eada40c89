"""Every address of the product. Each has a row in the access matrix (`tests/access/`)."""

from allauth.account import urls as sign_in
from django.urls import include, path

from msp import health

# The library's pages that the product has no use for: an administrator gives people their email addresses.
NOT_OFFERED = {
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_confirm_login_code",
}

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("ui.urls")),
    path("accounts/", include([page for page in sign_in.urlpatterns if page.name not in NOT_OFFERED])),
    path("", include("accounts.urls")),
    path("", include("people.urls")),
    path("", include("outcomes.urls")),
    path("", include("principles.urls")),
    path("", include("enquiries.urls")),
    path("", include("casefile.urls")),
    path("dashboard/", include("oversight.urls")),
]
