"""What the product refuses to run with in production (`PRODUCTION=1`).

Django runs the first group before every command; the web server and the workers run both at their start.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security)
def settings_are_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    key = settings.SECRET_KEY
    problems = {
        "E001": (
            key == settings.INSECURE_SECRET_KEY or len(key) < 32,
            "SECRET_KEY is the default or shorter than 32 characters.",
            "Set SECRET_KEY, or SECRET_KEY_FILE, to a long random value of your own.",
        ),
        "E002": (settings.DEBUG, "DEBUG is on: error pages would show case data.", "Unset DEBUG."),
        "E003": (settings.DEMO, "DEMO is on: demo sign-ins have a printed password.", "Unset DEMO."),
        "E004": (
            "*" in settings.ALLOWED_HOSTS or set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS,
            "ALLOWED_HOSTS does not name the address that people use.",
            "Set ALLOWED_HOSTS to the host names of this service, separated by commas.",
        ),
        "E005": (
            not settings.SITE_URL.startswith("https://"),
            "SITE_URL is not an https address: links in mails would lead past encryption.",
            "Set SITE_URL to https:// and the name of this service.",
        ),
    }
    return [
        Error(what, hint=hint, id=f"msp.{number}")
        for number, (wrong, what, hint) in problems.items()
        if wrong
    ]


@register(Tags.database, deploy=True)
def app_role_is_weak(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The web and the workers connect as a role that owns nothing and that row-level security binds."""
    if not settings.PRODUCTION:
        return []
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT rolsuper OR rolbypassrls OR rolcreaterole,
                   pg_has_role(oid, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER')
                   OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
            FROM pg_roles WHERE rolname = current_user
        """)
        strong, owner = cursor.fetchone() or (True, True)
    if not strong and not owner:
        return []
    return [
        Error(
            "The role in DATABASE_URL owns tables, or passes row-level security by.",
            hint="Set DATABASE_URL to the role msp_app (msp/embedded/sql/roles.sql makes it).",
            id="msp.E006",
        )
    ]


def refuse_to_start_unsafe() -> None:
    """Raises ImproperlyConfigured, with every reason, before the first request or task."""
    problems = [*settings_are_safe(None), *app_role_is_weak(None)]
    if problems:
        raise ImproperlyConfigured(" ".join(f"{problem.msg} {problem.hint}" for problem in problems))
