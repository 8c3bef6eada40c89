"""What the product is made of, as CycloneDX JSON: the locked Python packages and the vendored front-end ones."""

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK, VENDORED = ROOT / "requirements.txt", ROOT / "static" / "vendor"
KEPT = ROOT / "docs" / "sbom.cdx.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def pinned(text: str) -> dict[str, str]:
    """Name and version of every package in a lock."""
    return {name.lower().replace("_", "-"): version for name, version in PINNED.findall(text)}


def vendored() -> dict[str, str]:
    """Name and version of every package that the browser is given."""
    manifest = json.loads((VENDORED / "manifest.json").read_text(encoding="utf-8"))
    return dict(manifest["packages"])


def component(kind: str, name: str, version: str) -> dict[str, str]:
    address = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}


def bill_of_materials() -> dict[str, Any]:
    python = [component("pypi", *one) for one in sorted(pinned(LOCK.read_text(encoding="utf-8")).items())]
    front = [component("npm", *one) for one in sorted(vendored().items())]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "making-safeguarding-personal"}},
        "components": [*python, *front],
    }


def written() -> str:
    return json.dumps(bill_of_materials(), indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(0 if KEPT.write_text(written(), encoding="utf-8") else 1)
