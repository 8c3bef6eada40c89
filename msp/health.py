"""What a watchdog asks. The answers hold no case data, so nobody has to sign in for them."""

from functools import cache

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from audit.policy import public
from msp.celery import app


@public
@require_safe
@never_cache
@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. It says nothing of the database: a restart would not mend that."""
    return HttpResponse("ok", content_type="text/plain")


@public
@require_safe
@never_cache
@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> JsonResponse:
    """503 until people can work here: a database that answers, with every migration applied.

    A broker that is down is told but does not close the door, because saving works without it.
    """
    database = migrations_are_applied()
    state = {
        "database": "down" if database is None else "ok",
        "migrations": "ok" if database else "unknown" if database is None else "missing",
        "broker": "ok" if broker_answers() else "down",
    }
    return JsonResponse(state, status=200 if database else 503)


def migrations_are_applied() -> bool | None:
    """None when the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _no_migration_is_missing()
    except DatabaseError:
        return None


class MigrationMissingError(Exception):
    """Raised so that only the good answer, which cannot become false in this process, is remembered."""


def _no_migration_is_missing() -> bool:
    try:
        return _all_applied()
    except MigrationMissingError:
        return False


@cache
def _all_applied() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MigrationMissingError
    return True


def broker_answers() -> bool:
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=1, interval_start=0)
    except (OperationalError, OSError):
        return False
    return True
