"""The task list of a case: everything that can be done, in free order, and how far each has come."""

from dataclasses import dataclass

from accounts.models import User
from casefile.addresses import address
from casefile.overview import Overview
from enquiries.choices import AllocationRole
from enquiries.permissions import (
    can_allocate,
    can_change_concern,
    can_close_enquiry,
    can_decide,
    can_instruct_advocate,
    can_move_stage,
    can_restrict_case,
    can_write_note,
)

NOT_STARTED, STARTED, DONE, CANNOT = "Not started", "In progress", "Done", "Cannot start yet"
DUE_AGAIN = "Due again"
COLOURS = {NOT_STARTED: "blue", STARTED: "teal", DUE_AGAIN: "orange"}
A_MANAGER = "A safeguarding adults manager does this."


@dataclass(frozen=True)
class Task:
    """One line of the list: what, where, how far; `why` where it cannot start yet, or who else does it."""

    text: str
    status: str
    href: str = ""
    why: str = ""


def tasks_of(overview: Overview, reader: User) -> list[Task]:
    """What there is to do on the case. No line waits for another, but for what would make no sense."""
    case = overview.case
    asked = DONE if overview.was_asked else STARTED if overview.facts.was_tried else NOT_STARTED
    stated = DONE if overview.thread.stated else NOT_STARTED
    reported = DONE if overview.facts.has_report else NOT_STARTED
    return [
        Task("Ask the five questions", asked, address("outcomes:conversations", case.pk)),
        Task("Write down what they want to happen", stated, address("outcomes:outcomes", case.pk)),
        _deciding(overview, reader),
        _allocating(overview, reader),
        Task("Look at the risks with them", _risks(overview), address("casefile:risks", case.pk)),
        Task(
            "Check whether they need an advocate",
            DONE if overview.facts.has_check else NOT_STARTED,
            address("casefile:capacity", case.pk),
        ),
        Task("Plan and do what serves it", _acted(overview), address("principles:actions", case.pk)),
        _reviewing(overview),
        _feeding_back(overview, reader),
        Task("Make the outcome report", reported, address("casefile:reports", case.pk)),
        _closing(overview, reader),
    ]


def _risks(overview: Overview) -> str:
    if not overview.facts.has_risks:
        return NOT_STARTED
    return STARTED if overview.facts.has_unassessed else DONE


def _deciding(overview: Overview, reader: User) -> Task:
    text, case = "Decide on the three tests", overview.case
    if overview.decisions:
        return Task(text, DONE, address("casefile:decisions", case.pk))
    if can_decide(reader, case):
        return Task(text, NOT_STARTED, address("casefile:decide", case.pk))
    return Task(text, NOT_STARTED, why=A_MANAGER)


def _allocating(overview: Overview, reader: User) -> Task:
    has_lead = any(allocation.role == AllocationRole.LEAD for allocation in overview.allocations)
    may = not has_lead and can_allocate(reader, overview.case)
    page = "enquiries:allocate" if may else "enquiries:people-involved"
    status = DONE if has_lead else STARTED if overview.allocations else NOT_STARTED
    return Task("Say who works on it", status, address(page, overview.case.pk))


def _acted(overview: Overview) -> str:
    if not overview.thread.standing_actions:
        return NOT_STARTED
    return STARTED if overview.thread.next_due else DONE


def _reviewing(overview: Overview) -> Task:
    text, live = "Ask whether each outcome came true", overview.thread.live
    if not live:
        return Task(text, CANNOT, why="No outcome has been stated yet.")
    judged = [bool(strand.verdicts.given) for strand in live]
    status = DONE if all(judged) else STARTED if any(judged) else NOT_STARTED
    if status == DONE and any(due.is_overdue for due in overview.looking_back):
        status = DUE_AGAIN
    return Task(text, status, address("outcomes:outcomes", overview.case.pk))


def _feeding_back(overview: Overview, reader: User) -> Task:
    text = "Tell whoever raised the concern"
    waiting = [concern for concern in overview.concerns if not concern.is_told]
    concern = next(iter(waiting or overview.concerns), None)
    if concern is None:
        return Task(text, CANNOT, why="You may not see the concern.")
    may = waiting and can_change_concern(reader, overview.case)
    page = "enquiries:concern-feedback" if may else "enquiries:concern"
    return Task(text, NOT_STARTED if waiting else DONE, address(page, concern.pk))


def _closing(overview: Overview, reader: User) -> Task:
    text, case = "Close the enquiry", overview.case
    if not hasattr(case, "enquiry"):
        return Task(text, CANNOT, why="No enquiry has been decided on.")
    if overview.is_closed:
        return Task(text, DONE, address("casefile:decisions", case.pk))
    if can_close_enquiry(reader, case):
        return Task(text, NOT_STARTED, address("casefile:close", case.pk))
    return Task(text, NOT_STARTED, why=A_MANAGER)


def items_of(overview: Overview, reader: User) -> list[dict[str, object]]:
    """The list as the task list component takes it."""
    return [_item(task) for task in tasks_of(overview, reader)]


def _item(task: Task) -> dict[str, object]:
    status: dict[str, object] = {"text": task.status}
    if task.status == CANNOT:
        status["classes"] = "govuk-task-list__status--cannot-start-yet"
    if task.status in COLOURS:
        status = {"tag": {"text": task.status, "classes": f"govuk-tag--{COLOURS[task.status]}"}}
    item: dict[str, object] = {"title": {"text": task.text}, "status": status}
    return (
        item | ({"href": task.href} if task.href else {}) | ({"hint": {"text": task.why}} if task.why else {})
    )


@dataclass(frozen=True)
class Act:
    """Something else that can be done at any time."""

    text: str
    href: str


def further_acts(overview: Overview, reader: User) -> list[Act]:
    """What else the reader may do on the case, beside the task list."""
    case = overview.case
    acts = [
        (can_write_note, "Write a note", "enquiries:add-note"),
        (can_write_note, "Plan a meeting", "enquiries:plan-meeting"),
        (can_instruct_advocate, "Instruct an advocate", "enquiries:instruct-advocate"),
        (can_move_stage, "Move to another stage", "enquiries:move-stage"),
        (can_allocate, "Pass to another team", "enquiries:pass-case"),
        (can_restrict_case, "Restrict to named people", "enquiries:restrict"),
        (can_close_enquiry, "Reopen the enquiry", "casefile:reopen"),
    ]
    impossible = {
        "enquiries:move-stage": not hasattr(case, "enquiry") or overview.is_closed,
        "enquiries:restrict": case.restricted,
        "casefile:reopen": not overview.is_closed,
    }
    return [
        Act(text, address(page, case.pk))
        for may, text, page in acts
        if may(reader, case) and not impossible.get(page)
    ]
