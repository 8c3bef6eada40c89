"""What every test stands on: a real database, and where a test asks for them a broker, a worker, a browser."""

pytest_plugins = [
    "tests.cast",
    "tests.given",
    "tests.world",
    "tests.infrastructure.database",
    "tests.infrastructure.workers",
    "tests.infrastructure.browser",
    "tests.infrastructure.counting",
]
