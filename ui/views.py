from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page shown when a form's token has run out."""
    return HttpResponse("This page was open for too long. Go back, reload it and send it again.", status=403)
