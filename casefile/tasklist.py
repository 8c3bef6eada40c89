"""The task list of a case: everything that can be done, in free order, and how far each has come."""

from dataclasses import dataclass

from casefile.addresses import address
from casefile.overview import Overview

NOT_STARTED, STARTED, DONE, CANNOT = "Not started", "In progress", "Done", "Cannot start yet"


@dataclass(frozen=True)
class Task:
    """One line of the list: what, where, how far; `why` where it cannot start yet."""

    text: str
    status: str
    page: str = ""
    why: str = ""


def tasks_of(overview: Overview) -> list[Task]:
    """What there is to do on the case. No line waits for another, but for what would make no sense."""
    return [
        *_of_the_person(overview),
        Task("Decide on the three tests", DONE if overview.decisions else NOT_STARTED, "casefile:decide"),
        Task("Say who works on it", DONE if overview.allocations else NOT_STARTED, "enquiries:allocate"),
        Task("Plan and do what serves it", _acted(overview), "principles:actions"),
        _reviews(overview),
        Task(
            "Tell whoever raised the concern",
            DONE if overview.feedback_given else NOT_STARTED,
            "enquiries:people-involved",
        ),
        Task("Make the outcome report", DONE if overview.reports else NOT_STARTED, "casefile:reports"),
        _closing(overview),
    ]


def _of_the_person(overview: Overview) -> list[Task]:
    asked = DONE if overview.was_asked else STARTED if overview.conversations else NOT_STARTED
    stated = DONE if overview.thread.strands else NOT_STARTED
    return [
        Task("Ask the five questions", asked, "outcomes:conversations"),
        Task("Write down what they want to happen", stated, "outcomes:outcomes"),
    ]


def _acted(overview: Overview) -> str:
    if not overview.thread.standing_actions:
        return NOT_STARTED
    return STARTED if overview.thread.next_due else DONE


def _reviews(overview: Overview) -> Task:
    text, live = "Ask whether each outcome came true", overview.thread.live
    if not live:
        return Task(text, CANNOT, why="No outcome has been stated yet.")
    judged = [bool(strand.verdicts.given) for strand in live]
    status = DONE if all(judged) else STARTED if any(judged) else NOT_STARTED
    return Task(text, status, "outcomes:review-outcomes")


def _closing(overview: Overview) -> Task:
    text = "Close the enquiry"
    if not hasattr(overview.case, "enquiry"):
        return Task(text, CANNOT, why="No enquiry has been decided on.")
    return Task(text, DONE if overview.is_closed else NOT_STARTED, "casefile:close")


def items_of(overview: Overview) -> list[dict[str, object]]:
    """The list as the task list component takes it."""
    return [
        _item(task, address(task.page, overview.case.pk) if task.page else "") for task in tasks_of(overview)
    ]


def _item(task: Task, href: str) -> dict[str, object]:
    status: dict[str, object] = {"text": task.status}
    if task.status == CANNOT:
        status["classes"] = "govuk-task-list__status--cannot-start-yet"
    if task.status in (NOT_STARTED, STARTED):
        colour = "blue" if task.status == NOT_STARTED else "teal"
        status = {"tag": {"text": task.status, "classes": f"govuk-tag--{colour}"}}
    item: dict[str, object] = {"title": {"text": task.text}, "status": status}
    return item | ({"href": href} if href else {}) | ({"hint": {"text": task.why}} if task.why else {})
