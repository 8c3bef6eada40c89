"""A picture of every kind of page at desk and phone width, and of the report: `python3 dev.py pictures [folder]`.

Starts the product with demo data in a folder of its own, signs in as each role, and goes where a person would go.
The README and the user guide use some of the pictures (`docs/pictures`).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from msp.embedded.processes import wait_until
from tests.infrastructure.browser import ARGUMENTS, DESK, PHONE, chromium

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"desk": DESK, "phone": PHONE}
STARTED = re.compile(r"http://127\.0\.0\.1:\d+/")
PASSWORD = "only-for-pictures-1234"

CASE_PAGES = {
    "case": "",
    "conversations": "conversations/",
    "record-conversation": "conversations/record/",
    "not-asked": "conversations/not-asked/",
    "outcomes": "outcomes/",
    "add-outcome": "outcomes/add/",
    "review": "outcomes/review/",
    "actions": "actions/",
    "add-action": "actions/add/",
    "thread": "thread/",
    "balance": "balance/",
    "timeline": "timeline/",
    "people-involved": "people/",
    "reports": "reports/",
    "decide": "decide/",
    "close": "close/",
}


@dataclass(frozen=True)
class Role:
    """Whose pages: the sign-in, the pages without a case, and the pages of the first case on their first page."""

    name: str
    pages: dict[str, str]
    case_pages: tuple[str, ...] = ()


ROLES = (
    Role(
        "social.worker",
        {
            "home": "/",
            "cases": "/cases/",
            "people": "/people/",
            "unfinished": "/not-finished/",
            "help": "/help/start/",
        },
        tuple(name for name in CASE_PAGES if name not in {"decide", "close"}),
    ),
    Role("sam", {"home-sam": "/"}, ("decide", "close")),
    Role(
        "front.door", {"home-front-door": "/", "concerns": "/concerns/", "raise-concern": "/concerns/raise/"}
    ),
    Role("service.manager", {"figures": "/dashboard/", "figure-rows": "/dashboard/adult-met/"}),
    Role("advocate", {"advocate": "/advocate/"}),
    Role("administrator", {"users": "/users/", "teams": "/teams/"}),
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with product() as address, sync_playwright() as playwright:
        sandbox = ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS, *sandbox])
        for role in ROLES:
            for size, viewport in SIZES.items():
                take(browser, address, role, folder, size, viewport)
        take_report(browser, address, folder)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


@contextmanager
def product() -> Iterator[str]:
    """The product with demo data, in a folder that goes when we do."""
    data = tempfile.mkdtemp(prefix="msp-pictures-")
    command = [sys.executable, "-u", str(ROOT / "dev.py"), "up", "--port", "0", "--data", data]
    environment = {"DEMO_PASSWORD": PASSWORD, "PATH": "/usr/bin:/bin"}
    log = Path(data) / "launcher.log"
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=ROOT)
    try:
        wait_until(lambda: STARTED.search(log.read_text()) or process.poll() is not None, seconds=240)
        found = STARTED.search(log.read_text())
        if not found:
            raise SystemExit(log.read_text())
        yield found.group().rstrip("/")
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)


def signed_in(browser: Browser, address: str, name: str, viewport: dict[str, int]) -> Page:
    page = browser.new_context(viewport=viewport, locale="en-GB", timezone_id="Europe/London").new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", f"{name}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()
    return page


def take(
    browser: Browser, address: str, role: Role, folder: Path, size: str, viewport: dict[str, int]
) -> None:
    page = signed_in(browser, address, role.name, viewport)
    for name, path in role.pages.items():
        shoot(page, address + path, folder / f"{name}-{size}.png")
    if role.case_pages:
        case = first_case(page, address)
        for name in role.case_pages:
            shoot(page, case + CASE_PAGES[name], folder / f"{name}-{size}.png")
    page.context.close()


def first_case(page: Page, address: str) -> str:
    page.goto(address + "/")
    return urljoin(address, page.locator("main table a[href^='/cases/']").first.get_attribute("href"))


def shoot(page: Page, url: str, path: Path) -> None:
    answer = page.goto(url)
    if answer is None or not answer.ok:
        raise SystemExit(f"{path.stem}: {url} answered {answer.status if answer else 'nothing'}")
    page.screenshot(path=path, full_page=True)


def take_report(browser: Browser, address: str, folder: Path) -> None:
    """Ask for the person's report, wait for it, and take its pages."""
    page = signed_in(browser, address, "social.worker", DESK)
    page.goto(first_case(page, address) + "reports/")
    page.get_by_role("button", name="Ask for a report").click()
    page.locator("main form[data-once] button[type=submit]").first.click()
    page.wait_for_load_state()
    download = page.get_by_role("button", name=re.compile("^Download", re.I)).first
    download.wait_for(timeout=60_000)
    with page.expect_download() as waiting:
        download.click()
    pdf = folder / "report.pdf"
    waiting.value.save_as(pdf)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "70", "-png", str(pdf), str(folder / "report")], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pictures")
