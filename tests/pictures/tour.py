"""Where the pictures are taken: who signs in, where they go, and what they do there first."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

OLIVE = "Olive"
"""Her advocate spoke for her, one wish took the place of another, and the judgements differ."""
IVY = "Nan Ivy"
"""Somebody must never be told."""


@dataclass(frozen=True)
class Stop:
    """A picture: its name, the path (one without a slash in front belongs to the case), what is done there first."""

    name: str
    path: str
    first: Callable[[Page], None] | None = None
    case: str = OLIVE
    status: int = 200


@dataclass(frozen=True)
class Role:
    """Whose pages: nobody's where there is no sign-in."""

    sign_in: str
    stops: tuple[Stop, ...]
    cases_at: str = "/"


def press(name: str) -> Callable[[Page], None]:
    """Press the button of that name, if it is there."""

    def pressing(page: Page) -> None:
        button = page.locator("main").get_by_role("button", name=name, exact=True)
        if button.count():
            button.first.click()
            page.wait_for_load_state()

    return pressing


def follow(name: str) -> Callable[[Page], None]:
    def following(page: Page) -> None:
        page.locator("main").get_by_role("link", name=name).first.click()
        page.wait_for_load_state()

    return following


def find(words: str) -> Callable[[Page], None]:
    """Look for somebody, as with Enter."""

    def finding(page: Page) -> None:
        page.locator("main input[type=search], main input[type=text]").first.fill(words)
        page.locator("main input[type=search], main input[type=text]").first.press("Enter")
        page.wait_for_timeout(1_500)

    return finding


def begin_concern(page: Page) -> None:
    """The guided form about somebody who is known: its list of parts."""
    find("Lisa")(page)
    page.locator("main a[href^='/people/']:not([href$='/add/'])").first.click()
    page.wait_for_load_state()
    address = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(urljoin(page.url, f"/concerns/raise/?person={address}"))
    press("Start")(page)


def answer_one_part(page: Page) -> None:
    begin_concern(page)
    follow("What happened")(page)
    page.fill("[name=fact]", "Her purse was empty when we came on Friday. It was full on Thursday.")
    page.get_by_text("Saved ").first.wait_for()


def ask_for_report(page: Page) -> None:
    press("Ask for a report")(page)
    if page.get_by_role("link", name="Ask for a report").count():
        follow("Ask for a report")(page)


def withdraw_first_outcome(page: Page) -> None:
    first_outcome(page)
    page.goto(page.url.rstrip("/") + "/withdraw/")


def first_outcome(page: Page) -> None:
    address = page.locator("main article a[href*='/outcomes/'], main h2 a[href*='/outcomes/']").first
    page.goto(urljoin(page.url, address.get_attribute("href")))


def outcome_from_first_answer(page: Page) -> None:
    """From the newest conversation that holds an answer, the page that makes an outcome of it."""
    page.goto(
        urljoin(page.url, page.locator("main h2 a[href*='/conversations/']").first.get_attribute("href"))
    )
    page.locator("main a[data-make-outcome]").first.click()
    page.wait_for_load_state()


def person_of_banner(page: Page) -> None:
    page.locator(".msp-person__name a").click()
    page.wait_for_load_state()


NOBODY = Role("", (Stop("sign-in", "/accounts/login/"), Stop("not-found", "/concerns/0/", status=404)))

WORKER = Role(
    "social.worker",
    (
        Stop("first-visit", "/"),
        Stop("home", "/", press("Do not show this again")),
        Stop("cases", "/cases/"),
        Stop("search", "/cases/find/"),
        Stop("find-person", "/people/", find("Ivy")),
        Stop("add-person", "/people/add/"),
        Stop("case", ""),
        Stop("case-safe-contact", "", case=IVY),
        Stop("person", "", person_of_banner, case=IVY),
        Stop("conversations", "conversations/"),
        Stop("record-conversation", "conversations/record/"),
        Stop("not-asked", "conversations/not-asked/"),
        Stop("outcome-from-answer", "conversations/", outcome_from_first_answer),
        Stop("outcomes", "outcomes/"),
        Stop("outcome", "outcomes/", first_outcome),
        Stop("withdraw-outcome", "outcomes/", withdraw_first_outcome, case=IVY),
        Stop("add-outcome", "outcomes/add/"),
        Stop("review", "outcomes/review/"),
        Stop("actions", "actions/"),
        Stop("add-action", "actions/add/"),
        Stop("refused-form", "actions/add/", press("Add the action"), status=422),
        Stop("thread", "thread/"),
        Stop("balance", "balance/"),
        Stop("timeline", "timeline/"),
        Stop("add-note", "notes/add/"),
        Stop("people-involved", "people/"),
        Stop("instruct-advocate", "advocates/instruct/"),
        Stop("views", "views/"),
        Stop("risks", "risks/"),
        Stop("add-risk", "risks/add/"),
        Stop("capacity", "capacity/"),
        Stop("assess-capacity", "capacity/assess/"),
        Stop("check-advocacy", "advocates/check/"),
        Stop("counts", "counts/"),
        Stop("reports", "reports/"),
        Stop("ask-for-report", "reports/ask/"),
        Stop("reminders", "/reminders/"),
        Stop("reminder-settings", "/reminders/settings/"),
        Stop("not-finished", "/not-finished/"),
        Stop("help", "/help/conversations/"),
        Stop("keyboard", "/help/keyboard/"),
        Stop("accessibility", "/help/accessibility/"),
        Stop("my-account", "/my-account/"),
        Stop("signed-in", "/my-account/signed-in/"),
        Stop("sign-out", "/accounts/logout/"),
        Stop("not-allowed", "allocate/", status=403),
    ),
)
MANAGER = Role(
    "sam",
    (
        Stop("home-sam", "/", press("Do not show this again")),
        Stop("decide", "decide/", case="Mr Sandhu"),
        Stop("allocate", "allocate/", case="Mr Sandhu"),
        Stop("close", "close/"),
    ),
)
FRONT_DOOR = Role(
    "front.door",
    (
        Stop("home-front-door", "/", press("Do not show this again")),
        Stop("concerns", "/concerns/"),
        Stop("concern", "/concerns/", follow("C-")),
        Stop("raise-concern", "/concerns/raise/"),
        Stop("concern-parts", "/people/", begin_concern),
        Stop("concern-part", "/people/", answer_one_part),
    ),
)
SERVICE_MANAGER = Role(
    "service.manager",
    (
        Stop("figures", "/dashboard/", press("Do not show this again")),
        Stop("figure-rows", "/dashboard/adult-met/"),
    ),
)
ADVOCATE = Role(
    "advocate",
    (
        Stop("advocate", "/advocate/", press("Do not show this again")),
        Stop("advocate-case", "/advocate/", follow(OLIVE)),
        Stop("advocate-thread", "thread/"),
        Stop("advocate-record", "conversations/record/"),
        Stop("advocate-view", "views/record/"),
        Stop("advocate-not-theirs", "timeline/", status=404),
    ),
    cases_at="/advocate/",
)
ADMINISTRATOR = Role(
    "administrator",
    (
        Stop("users", "/users/", press("Do not show this again")),
        Stop("user", "/users/", follow("Aoife Brennan")),
        Stop("add-user", "/users/add/"),
        Stop("teams", "/teams/"),
    ),
)
ANALYST = Role("analyst", (Stop("figures-analyst", "/dashboard/", press("Do not show this again")),))
AUDITOR = Role(
    "auditor",
    (
        Stop("cases-auditor", "/cases/", press("Do not show this again")),
        Stop("reading", "/dashboard/reading/"),
        Stop("unusual", "/dashboard/reading/unusual/"),
    ),
)
TOUR = (
    NOBODY,
    WORKER,
    MANAGER,
    FRONT_DOOR,
    SERVICE_MANAGER,
    ADVOCATE,
    ADMINISTRATOR,
    ANALYST,
    AUDITOR,
)
