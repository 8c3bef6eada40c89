"""What every answer tells the browser, whoever made it: a page, a file, a redirect, a refusal before any view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

EVERY_ANSWER = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
}
NOT_USED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip


class EveryAnswerMiddleware:
    """The first of all, so that no answer passes it by. What a view set itself stays.

    Nothing is kept by a browser or a proxy unless the answer itself says that it may be, as static files do.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        policy = ", ".join(f"{feature}=()" for feature in NOT_USED)
        self.headers = EVERY_ANSWER | {"Permissions-Policy": policy, "Cache-Control": "no-store"}
        if settings.SECURE_HSTS_SECONDS:
            age = f"max-age={settings.SECURE_HSTS_SECONDS}"
            self.headers["Strict-Transport-Security"] = f"{age}; includeSubDomains"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response
