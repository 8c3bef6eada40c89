"""Every address of the product. Each has a row in the access matrix (`tests/access/`)."""

from django.urls import include, path

from msp import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("ui.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("people.urls")),
    path("", include("outcomes.urls")),
    path("", include("principles.urls")),
    path("", include("enquiries.urls")),
    path("", include("casefile.urls")),
    path("dashboard/", include("oversight.urls")),
]
