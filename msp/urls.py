"""Every address of the product. Each has a row in the access matrix (`tests/access/`)."""

from django.urls import include, path

urlpatterns = [
    path("", include("ui.urls")),
    path("accounts/", include("allauth.account.urls")),
]
