"""What every test stands on: a real database, and where a test asks for them a broker, a worker, a browser."""

import pytest

pytest_plugins = [
    "tests.cast",
    "tests.given",
    "tests.world",
    "tests.infrastructure.database",
    "tests.infrastructure.workers",
    "tests.infrastructure.browser",
    "tests.infrastructure.counting",
]


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_up_when_asked_for(django_test_environment: None) -> None:
    """Every test client builds all middleware, and WhiteNoise would list every file: half of a test's time."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True
