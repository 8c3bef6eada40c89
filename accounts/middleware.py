from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

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
