"""The front end of others: exact npm packages, patched as documented, written to `static/vendor/`.

`python3 dev.py vendor` runs `main()`. The npm client fetches (from whatever registry it is set up for), the sha512
of each package is compared with PACKAGES, and `manifest.json` takes the sha256 of every file written, so that a hand
edit fails `tests/ui/test_vendor.py`. Fonts (Noto, Open Font License) stand in folders of their own: the command leaves
them alone and takes them into the manifest.

The patch. The GDS Transport font, the royal crest and the crown belong to GOV.UK alone: the font faces are removed
and the family is replaced by the system's own, the rules that draw the crest are removed, and no logo is copied.
Addresses of pictures become relative. References to source maps go, because the maps are not shipped. A radio
that opens a part of the form loses `aria-expanded`, which ARIA does not allow on a radio (a checkbox keeps it).
"""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
FIXTURES = ROOT / "tests" / "ui" / "fixtures" / "govuk.json"
MANIFEST = VENDOR / "manifest.json"

MIT = """The MIT License (MIT)

{holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
THE SOFTWARE.
"""


@dataclass(frozen=True)
class Package:
    """An npm package at one version; `files` maps a path in the package to the file that it becomes."""

    name: str
    version: str
    sha512: str
    folder: str
    files: dict[str, str]
    licence: str = ""  # for a package that names its licence but does not carry its text


PACKAGES = [
    Package(
        name="govuk-frontend",
        version="6.6.0",
        sha512="xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
        folder="govuk-frontend",
        files={
            "dist/govuk/govuk-frontend.min.css": "govuk-frontend.min.css",
            "dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
        },
        licence=MIT.format(holder="Copyright (C) 2017 Crown Copyright (Government Digital Service)"),
    ),
    Package(
        name="@ministryofjustice/frontend",
        version="11.1.0",
        sha512="1bkUbm2M4DpcpX/pOmumQRBsbJco9W2RwmJv5h/ZC/ZqrAOn2/FjpF+A7vS0gs7oMXBizr9O5huDrSYbLx73Nw==",
        folder="moj-frontend",
        files={
            "moj/moj-frontend.min.css": "moj-frontend.min.css",
            "moj/moj-frontend.min.js": "moj-frontend.min.js",
        },
        licence=MIT.format(holder="Copyright (c) 2018 Crown Copyright (Ministry of Justice)"),
    ),
    Package(
        name="htmx.org",
        version="2.0.11",
        sha512="Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        folder="htmx",
        files={"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENCE.txt"},
    ),
    Package(
        name="@expo-google-fonts/noto-sans",
        version="0.4.2",
        sha512="zYD8G2ijWLxqmquoQgghNh/x9p0yxWwArD0oxO1oXY1qx5vOd4t0Kbhnu/Cx8RTy08OgA8RtxuULZFaXwVPnPw==",
        folder="noto-sans",
        files={
            "400Regular/NotoSans_400Regular.ttf": "NotoSans-Regular.ttf",
            "700Bold/NotoSans_700Bold.ttf": "NotoSans-Bold.ttf",
            "LICENSE_FONT": "LICENCE.txt",
        },
    ),
    Package(
        name="@expo-google-fonts/noto-emoji",
        version="0.4.7",
        sha512="Gs7URwtKmCzzdGUTYbG8MIohyaQPgGxIaQG5hvyEAaQiEGJpQy6gyP3NDICE0EJkOJFoe1JFD3Hf1L4a3qe4KA==",
        folder="noto-emoji",
        files={"400Regular/NotoEmoji_400Regular.ttf": "NotoEmoji-Regular.ttf", "LICENSE_FONT": "LICENCE.txt"},
    ),
]

# The components that the product uses; their fixtures are the oracle of tests/ui/test_govuk_fixtures.py.
COMPONENTS = [
    "back-link", "breadcrumbs", "button", "character-count", "checkboxes", "date-input", "details",
    "error-message", "error-summary", "fieldset", "file-upload", "hint", "input", "inset-text", "label",
    "notification-banner", "pagination", "panel", "password-input", "phase-banner", "radios", "select",
    "skip-link", "summary-list", "table", "tabs", "tag", "task-list", "textarea", "warning-text",
]  # fmt: skip

RADIO_EXPANDED = (
    '"govuk-radios__conditional")){const e=t.checked;t.setAttribute("aria-expanded",e.toString()),'
)
SYSTEM_FONT = '"Helvetica Neue",Helvetica,Arial,sans-serif'


class IntegrityError(Exception):
    """What was fetched is not what PACKAGES says."""


def main() -> None:
    """Fetch, check, patch and write everything. Raises IntegrityError and writes nothing if a checksum differs."""
    archives = [(package, fetch(package)) for package in PACKAGES]
    for package, archive in archives:
        write_package(package, archive)
    govuk = archives[0][1]
    FIXTURES.parent.mkdir(parents=True, exist_ok=True)
    FIXTURES.write_text(fixtures(govuk), encoding="utf-8")
    MANIFEST.write_text(json.dumps(manifest(), indent=2) + "\n", encoding="utf-8")


def fetch(package: Package) -> dict[str, bytes]:
    """The package's files by path, once its sha512 is right."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is missing: install Node.js, or leave static/vendor/ as it is")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603 -- a constant command and constant names
            [npm, "pack", "--silent", f"{package.name}@{package.version}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (path,) = Path(folder).glob("*.tgz")
        data = path.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != package.sha512:
        raise IntegrityError(f"{package.name} {package.version} is not the package that was reviewed")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {
            str(PurePosixPath(*PurePosixPath(member.name).parts[1:])): file.read()
            for member in archive
            if (file := archive.extractfile(member))
        }


def write_package(package: Package, archive: dict[str, bytes]) -> None:
    folder = VENDOR / package.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for source, target in package.files.items():
        content = archive[source]
        if target.endswith((".css", ".js")):
            content = patched(content.decode()).encode()
        (folder / target).write_bytes(content)
        for picture in pictures(content.decode()) if target.endswith(".css") else []:
            (folder / "images").mkdir(exist_ok=True)
            (folder / "images" / picture).write_bytes(archive[f"moj/assets/images/{picture}"])
    if package.licence:
        (folder / "LICENCE.txt").write_text(package.licence, encoding="utf-8")


def patched(text: str) -> str:
    """The documented patch; see the top of this file."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = text.replace("GDS Transport,arial,sans-serif", SYSTEM_FONT)
    text = re.sub(r"@supports [^{]*\{\.govuk-footer__copyright-logo:before\{[^}]*\}\}", "", text)
    text = re.sub(r"\.govuk-footer__copyright-logo:before\{[^}]*\}", "", text)
    text = re.sub(r"\.govuk-footer__crown\{[^}]*\}", "", text)
    text = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert[^*]*\*/", "", text)  # the font's notice
    text = re.sub(r"\.(moj-header__logotype-cr(own|est))[^{},]*\{[^}]*\}", "", text)
    text = text.replace("url(/assets/images/", "url(images/")
    text = text.replace(RADIO_EXPANDED, '"govuk-radios__conditional")){const e=t.checked;')
    return re.sub(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$", "", text)


def pictures(css: str) -> list[str]:
    return sorted(set(re.findall(r"url\(images/([^)]+)\)", css)))


def fixtures(archive: dict[str, bytes]) -> str:
    """What the components that we use must make of what: name, options, exact HTML, hidden or not."""
    kept = {
        component: [
            {key: fixture[key] for key in ("name", "options", "hidden", "html")}
            for fixture in json.loads(archive[f"dist/govuk/components/{component}/fixtures.json"])["fixtures"]
        ]
        for component in COMPONENTS
    }
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def manifest() -> dict[str, object]:
    """The packages, and the sha256 of every file that stands in the vendored folders now."""
    paths = [path for path in sorted(VENDOR.rglob("*")) if path.is_file() and path != MANIFEST]
    return {
        "packages": {package.name: package.version for package in PACKAGES},
        "files": {
            path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in [*paths, FIXTURES]
        },
    }


if __name__ == "__main__":
    main()
