"""The product's own settings, with one more page: the bare one that every other is compared with."""

from msp.settings import *  # noqa: F403 -- everything is the product's
from msp.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
