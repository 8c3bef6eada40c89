from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.second_steps import has_second_step

GetResponse = Callable[[HttpRequest], HttpResponse]


class NobodyYetMiddleware:
    """Every request has a user from its first moment, so that the page of an early refusal can be made."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        return self.get_response(request)


class SignOutMiddleware:
    """After signing out the browser keeps nothing of what it was shown.

    Cookies stay: that of the session is gone already, and the one that knows the device is to be kept.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name == "account_logout" and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SecondStepMiddleware:
    """Where `MFA_REQUIRED`, whoever has no second step sets one up before they see anything else."""

    OPEN = frozenset(
        {
            "account_logout",
            "account_reauthenticate",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "ui:stay-signed-in",
            "healthz",
            "readyz",
        }
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if (
            not settings.MFA_REQUIRED
            or not request.user.is_authenticated
            or request.session.get("second_step")
        ):
            return None
        if has_second_step(request.user):
            request.session["second_step"] = True  # asked once a session; a reset ends the session
            return None
        match = request.resolver_match
        return None if match and match.view_name in self.OPEN else redirect("mfa_index")
