"""The product's own settings, with one more page: the bare one that every other is compared with."""

import os

from msp.settings import *  # noqa: F403 -- everything is the product's
from msp.settings import BASE_DIR, DATABASES, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
if "BENCH_WITHOUT_WALL" in os.environ:  # to be compared with (bench/wall.py)
    DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
