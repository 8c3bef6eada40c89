"""A picture of every kind of page at desk and phone width, and of the report.

    python3 dev.py pictures [folder] [--for-docs] [--of ADDRESS] [--only SIGN-IN …]

Starts the product with demo data in a folder of its own, signs in as each role, and goes where a person would go.
`--for-docs` also renews the few that the README and the guide show, in `docs/pictures`. `--of` takes the pictures of
a demo that runs already; `DEMO_PASSWORD` is then its password. `--only sam` takes the pages of that sign-in alone.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from msp.embedded.processes import wait_until
from tests.infrastructure.browser import ARGUMENTS, DESK, PHONE, chromium
from tests.pictures.chosen import choose
from tests.pictures.tour import OLIVE, TOUR, WORKER, Role, Stop, press

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = {"desk": DESK, "phone": PHONE}
STARTED = re.compile(r"http://127\.0\.0\.1:\d+/")
PASSWORD = os.environ.get("DEMO_PASSWORD", "only-for-pictures-1234")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "pictures")
    parser.add_argument("--for-docs", action="store_true", help="renew docs/pictures too")
    parser.add_argument("--of", metavar="ADDRESS", help="of a demo that runs already")
    parser.add_argument("--only", metavar="SIGN-IN", nargs="+", help="the pages of these sign-ins alone")
    wanted = parser.parse_args(words)
    tour = tuple(role for role in TOUR if not wanted.only or role.sign_in in wanted.only)
    wanted.folder.mkdir(parents=True, exist_ok=True)
    if wanted.of:
        take_all(wanted.of.rstrip("/"), wanted.folder, tour)
    else:
        with product() as address:
            take_all(address, wanted.folder, tour)
    print(f"{len(list(wanted.folder.glob('*.png')))} pictures in {wanted.folder}")
    if wanted.for_docs:
        choose(wanted.folder, ROOT / "docs" / "pictures")


def take_all(address: str, folder: Path, tour: tuple[Role, ...]) -> None:
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *sandbox])
        wait_for_reminders(browser, address)
        for role in tour:
            take(browser, address, role, folder)
        if WORKER in tour:
            take_report(browser, address, folder)
        browser.close()


def wait_for_reminders(browser: Browser, address: str) -> None:
    """They are found within about a minute of the first start; pages without them would be half empty."""
    page = opened(browser, address, "social.worker", DESK)
    for _ in range(60):
        page.goto(f"{address}/reminders/")
        if page.locator("main table").count():
            break
        page.wait_for_timeout(3_000)
    page.context.close()


@contextmanager
def product() -> Iterator[str]:
    """The product with demo data, in a folder that goes when we do."""
    data = tempfile.mkdtemp(prefix="msp-pictures-")
    command = [sys.executable, "-u", str(ROOT / "dev.py"), "up", "--port", "0", "--data", data]
    environment = {"DEMO_PASSWORD": PASSWORD, "PATH": os.environ["PATH"]}
    log = Path(data) / "launcher.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=ROOT)
    try:
        wait_until(lambda: STARTED.search(log.read_text()) or process.poll() is not None, seconds=400)
        found = STARTED.search(log.read_text())
        if not found:
            raise SystemExit(log.read_text())
        yield found.group().rstrip("/")
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)


def take(browser: Browser, address: str, role: Role, folder: Path) -> None:
    pages = {size: opened(browser, address, role.sign_in, viewport) for size, viewport in SIZES.items()}
    cases: dict[str, str] = {}
    for stop in role.stops:
        for size, page in pages.items():
            if stop.path.startswith("/"):
                url = address + stop.path
            else:
                if stop.case not in cases:
                    cases[stop.case] = case_of(page, address + role.cases_at, stop.case)
                url = urljoin(cases[stop.case], stop.path)
            shoot(page, url, stop, folder / f"{stop.name}-{size}.png")
    for page in pages.values():
        page.context.close()


def opened(browser: Browser, address: str, sign_in: str, viewport: dict[str, int]) -> Page:
    context = browser.new_context(viewport=viewport, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.set_default_timeout(30_000)
    if sign_in:
        page.goto(f"{address}/accounts/login/")
        page.fill("[name=login]", f"{sign_in}@demo.example")
        page.fill("[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
    return page


def case_of(page: Page, listed_at: str, name: str) -> str:
    """The case of the person `name` among those that the page at `listed_at` links to."""
    page.goto(listed_at)
    links = page.locator("main a[href*='/cases/'], main a[href^='/advocate/']")
    found = links.filter(has_text=name).first.get_attribute("href") or ""
    return urljoin(listed_at, found.replace("/advocate/", "/cases/"))


def shoot(page: Page, url: str, stop: Stop, path: Path) -> None:
    """Go there, do what is done first, look whether it answered as it should, and take the whole page."""
    answers: list[int] = []

    def note(response: object) -> None:
        if response.request.is_navigation_request() and response.status != 302:  # type: ignore[attr-defined]
            answers.append(response.status)  # type: ignore[attr-defined]

    page.on("response", note)
    try:
        page.goto(url)
        if stop.first:
            stop.first(page)
        if not answers or answers[-1] != stop.status:
            raise SystemExit(f"{path.stem}: {page.url} answered {answers}, not {stop.status}")
        page.screenshot(path=path, full_page=True)
    finally:
        page.remove_listener("response", note)


def take_report(browser: Browser, address: str, folder: Path) -> None:
    """Ask for the person's report, wait for it, and take its pages."""
    page = opened(browser, address, "social.worker", DESK)
    page.goto(urljoin(case_of(page, address + "/", OLIVE), "reports/ask/"))
    page.locator("main input[type=radio]").first.check()
    press("Make the report")(page)
    download = page.get_by_role("button", name=re.compile("^Download", re.I)).or_(
        page.get_by_role("link", name=re.compile("^Download", re.I))
    )
    download.first.wait_for(timeout=90_000)
    page.screenshot(path=folder / "report-ready-desk.png", full_page=True)
    with page.expect_download() as waiting:
        download.first.click()
    pdf = folder / "report.pdf"
    waiting.value.save_as(pdf)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "80", "-png", str(pdf), str(folder / "report")], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
