"""Addresses that fail in every way that carries what was typed with it; for tests alone."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from accounts.models import User
from audit.context import SYSTEM, asking
from audit.policy import public


def asked(statement: str, *words: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, words)


def takes_too_long(words: str) -> None:
    asked("SET LOCAL statement_timeout = 20")
    asked("SELECT pg_sleep(1), %s", words)


def says_it_again(words: str) -> None:
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(f"No number: {words}") from error


FAILURES: dict[str, Callable[[str], object]] = {
    "an-error-with-a-cause": says_it_again,
    "a-key": lambda words: {}[words],
    "a-unique-rule": lambda words: User.objects.create(email=User.objects.earliest("pk").email, name=words),
    "a-check-of-a-row": lambda words: asked(
        "UPDATE principles_action SET what = '', how_it_serves = %s", words
    ),
    "a-foreign-key": lambda words: asked("UPDATE people_address SET person_id = gen_random_uuid()"),
    "no-id": lambda words: asked("SELECT %s::uuid", words),
    "too-long-for-its-column": lambda words: asked("UPDATE accounts_user SET email = %s", words * 20),
    "a-timeout": takes_too_long,
}


def failing(what: str) -> Callable[[HttpRequest], HttpResponse]:
    @public
    def view(request: HttpRequest) -> HttpResponse:
        words = request.POST["words"]
        with asking(SYSTEM):  # who is not signed in would find no row to fail on
            FAILURES[what](words)
            connection.check_constraints()
        return HttpResponse(words)

    return view


urlpatterns = [path(f"fails/{what}/", failing(what), name=what) for what in FAILURES]
