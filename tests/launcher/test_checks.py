"""What the product refuses to run with in production."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from msp.checks import app_role_is_weak, refuse_to_start_unsafe, settings_are_safe
from tests.infrastructure.database import connected_as
from tests.launcher.conftest import ROOT


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True
    settings.SECRET_KEY = "x" * 50
    settings.ALLOWED_HOSTS = ["safeguarding.example"]
    settings.SITE_URL = "https://safeguarding.example"
    settings.DEBUG = settings.DEMO = False
    return settings


@pytest.mark.parametrize(
    ("setting", "value", "number"),
    [
        ("SECRET_KEY", "only-for-one-machine-never-for-a-council", "msp.E001"),
        ("SECRET_KEY", "short", "msp.E001"),
        ("DEBUG", True, "msp.E002"),
        ("DEMO", True, "msp.E003"),
        ("ALLOWED_HOSTS", ["*"], "msp.E004"),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1"], "msp.E004"),
        ("SITE_URL", "http://safeguarding.example", "msp.E005"),
    ],
)
def test_a_dangerous_setting_is_refused(production, setting, value, number):
    setattr(production, setting, value)

    assert [problem.id for problem in settings_are_safe(None)] == [number]


def test_outside_production_anything_goes(settings):
    assert settings.PRODUCTION is False
    assert settings_are_safe(None) == []
    assert app_role_is_weak(None) == []


@pytest.mark.django_db
def test_safe_settings_and_the_app_role_may_start(production):
    refuse_to_start_unsafe()


@pytest.mark.django_db(transaction=True)
def test_the_owner_of_the_tables_may_not_serve_pages(production):
    with connected_as(production.DATABASE_OWNER_URL):
        assert [problem.id for problem in app_role_is_weak(None)] == ["msp.E006"]
        with pytest.raises(ImproperlyConfigured, match=r"Set DATABASE_URL to the role msp_app"):
            refuse_to_start_unsafe()


@pytest.mark.django_db
@pytest.mark.parametrize("command", [["-c", "import msp.wsgi"], ["manage.py", "check"]])
def test_no_program_starts_in_production_with_the_default_secret(command):
    env = os.environ | {"PRODUCTION": "1", "ALLOWED_HOSTS": "x.example", "SITE_URL": "https://x.example"}

    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "SECRET_KEY is the default" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("program", ["worker", "beat"])
def test_no_celery_process_starts_in_production_with_the_default_secret(program, tmp_path):
    env = os.environ | {"PRODUCTION": "1", "ALLOWED_HOSTS": "x.example", "SITE_URL": "https://x.example"}
    schedule = ["--schedule", str(tmp_path / "beat"), "--pidfile="] if program == "beat" else []
    command = [sys.executable, "-m", "celery", "-A", "msp", program, *schedule]

    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=150, check=False
    )

    assert done.returncode != 0
    assert "SECRET_KEY is the default" in done.stdout + done.stderr
