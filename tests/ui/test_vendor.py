"""What stands in `static/vendor/` is what `ui/vendor.py` wrote, and nothing of GOV.UK's own identity."""

import json
import re

from ui import vendor


def test_no_vendored_file_was_edited_by_hand() -> None:
    assert vendor.manifest() == json.loads(vendor.MANIFEST.read_text(encoding="utf-8"))


def test_neither_the_font_nor_the_crest_nor_the_crown_of_govuk_is_shipped() -> None:
    for path in vendor.VENDOR.rglob("*.css"):
        text = path.read_text(encoding="utf-8").lower()
        assert not re.search(r"gds transport|@font-face|crest|crown", text), path


def test_no_vendored_style_asks_for_a_picture_that_is_missing() -> None:
    for path in vendor.VENDOR.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), address


def test_every_package_carries_its_licence() -> None:
    for package in vendor.PACKAGES:
        assert (vendor.VENDOR / package.folder / "LICENCE.txt").read_text(encoding="utf-8")
