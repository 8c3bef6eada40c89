"""Which help belongs to which page, and what somebody reads at their first visit."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.navigation import landing_for
from accounts.rules import Role

TOPICS = {
    "start": "Your first hour",
    "concern": "Raise a concern",
    "people": "Find and add people, and contact them safely",
    "conversations": "Record what the person said",
    "outcomes": "Write down what they want",
    "actions": "Plan and record actions",
    "reviews": "Ask whether it came true",
    "thread": "The golden thread and the balance of the principles",
    "timeline": "The overview, the timeline and notes",
    "deciding": "Decide on the three tests",
    "risk": "Record risks and the body map",
    "capacity": "Capacity, best interests, and who speaks for them",
    "plans": "The safeguarding plan, and approval by a manager",
    "counts": "What an enquiry counts as in the national return",
    "planning": "Plan the enquiry, and work with others",
    "sharing": "Decide what to share, and see who knows what",
    "closing": "Close and reopen an enquiry",
    "involved": "Who works on it, and who is involved",
    "advocates": "Work with an advocate",
    "for-advocates": "For advocates",
    "reports": "Make the outcome report",
    "reminders": "Reminders",
    "lists": "Find a concern or enquiry",
    "figures": "Read the figures",
    "unfinished": "What you have not finished",
    "account": "Signing in and your account",
    "running": "For administrators",
    "partners": "Ask somebody outside the council",
    "restricted": "Restricted records, broken glass, and people close to the person",
    "privacy": "Who sees what, and what is recorded",
    "keyboard": "Keyboard and screen reader",
    "accessibility": "Accessibility statement",
}
"""Every help page: its address and its title. The text of each is `templates/help/<topic>.html`."""

OF_APPS = {
    "account": "account",
    "accounts": "running",
    "mfa": "account",
    "ui": "unfinished",
    "people": "people",
    "enquiries": "involved",
    "outcomes": "outcomes",
    "principles": "actions",
    "casefile": "start",
    "oversight": "figures",
}
OF_PAGES = {
    "accounts:profile": "account",
    "casefile:case": "timeline",
    "casefile:counts": "counts",
    "casefile:plans": "plans",
    "casefile:add-plan": "plans",
    "casefile:plan": "plans",
    "casefile:ask-approval": "plans",
    "casefile:answer-approval": "plans",
    "casefile:checklist": "closing",
    "casefile:check-line": "closing",
    "casefile:closing-told": "closing",
    "casefile:close-checklist": "closing",
    "casefile:timeline": "timeline",
    "casefile:thread": "thread",
    "casefile:balance": "thread",
    "casefile:cases": "lists",
    "casefile:search": "lists",
    "casefile:advocate-case": "for-advocates",
    "outcomes:advocate-home": "for-advocates",
    "outcomes:views": "advocates",
    "outcomes:record-view": "for-advocates",
    "outcomes:answer-advocate": "advocates",
    "outcomes:review-outcomes": "reviews",
    "casefile:risks": "risk",
    "casefile:capacity": "capacity",
    "casefile:planning": "planning",
    "casefile:sharing": "sharing",
    "people:check-powers": "capacity",
    "enquiries:check-advocacy": "advocates",
    "enquiries:consider-imca": "advocates",
    "oversight:reading": "privacy",
    "oversight:unusual": "privacy",
    "oversight:readers": "privacy",
    "oversight:case-history": "timeline",
    "oversight:as-it-was": "timeline",
    "enquiries:restrict": "restricted",
    "enquiries:unrestrict": "restricted",
    "enquiries:name-on-case": "restricted",
    "enquiries:end-named-access": "restricted",
}
OF_NAMES = {
    "glass": "restricted",
    "partner": "partners",
    "conflict": "restricted",
    "caus": "planning",
    "plan-enquiry": "planning",
    "question": "planning",
    "meeting": "planning",
    "minutes": "planning",
    "sharing": "sharing",
    "receive-report": "planning",
    "check-report": "planning",
    "process": "planning",
    "boundary": "planning",
    "risk": "risk",
    "choice": "risk",
    "body": "risk",
    "assessment": "capacity",
    "capacity": "capacity",
    "best-interests": "capacity",
    "conversation": "conversations",
    "asked": "conversations",
    "answer": "conversations",
    "safety": "conversations",
    "involvement": "conversations",
    "concern": "concern",
    "note": "timeline",
    "advocate": "advocates",
    "instruct": "advocates",
    "deci": "deciding",
    "clos": "closing",
    "reopen": "closing",
    "report": "reports",
    "remind": "reminders",
    "deliver": "reminders",
}
"""A part of a page's name, for pages that OF_PAGES does not list."""


def topic_of(view_name: str) -> str:
    """The help that belongs to a page; of a page that nobody thought of, that of its app."""
    if view_name in OF_PAGES:
        return OF_PAGES[view_name]
    app, _, name = view_name.rpartition(":")
    by_name = next((topic for part, topic in OF_NAMES.items() if part in name), "")
    return by_name or OF_APPS.get(app, "start")


@dataclass(frozen=True)
class Guide:
    """What somebody of a role reads at their first visit: where they begin, and their help."""

    begin: str
    steps: tuple[str, ...]
    topic: str = "start"


GUIDES = {
    Role.SOCIAL_WORKER: Guide(
        "Your people are below. Open one, and you see first what they said and what they want.",
        (
            "Ask the five questions when you can: before the decision, during, and at the end.",
            "One conversation can be enough.",
            "Write down what the person wants in their words, and plan actions that serve it.",
            "At the end ask whether it came true. Your own view stands beside theirs.",
        ),
    ),
    Role.SAM: Guide(
        "Concerns that wait for your decision are below, the oldest first.",
        (
            "You decide on the three tests. Nothing is chosen for you.",
            "If the person has not been asked yet, the page says so and asks when they will be.",
            "You say who works on it, and you close the enquiry with the person’s view of it.",
        ),
        "deciding",
    ),
    Role.FRONT_DOOR: Guide(
        "Raise a concern with the button below. First find the person, so that nobody is entered twice.",
        (
            "Write what the person said in their own words, and whether they know about the concern.",
            "Stop at any page of the form and come back: it is under “Not finished”.",
            "Pass the concern to the team that will work on it.",
        ),
        "concern",
    ),
    Role.SERVICE_MANAGER: Guide(
        "You see every team’s work, but for records that are restricted to named people.",
        (
            "Figures shows whose outcomes came true. Each number leads to the people behind it.",
            "What people say and what workers say are counted apart.",
        ),
        "figures",
    ),
    Role.ADVOCATE: Guide(
        "You see the people on whose behalf you are instructed today.",
        (
            "Record conversations, outcomes and views on the person’s behalf. They are marked as recorded by you.",
            "The council can answer what you record, and cannot change it.",
            "When your instruction ends, you no longer see the person’s record.",
        ),
        "for-advocates",
    ),
    Role.ANALYST: Guide(
        "You see figures, and rows with references and dates. You see no names and no words.",
        ("Each number leads to exactly the rows it counts.",),
        "figures",
    ),
    Role.AUDITOR: Guide(
        "You can read everything and change nothing. What you open is recorded too.",
        ("Who read what shows who opened which record, and when.",),
        "privacy",
    ),
    Role.ADMINISTRATOR: Guide(
        "You add people who sign in, and their teams and roles. You see no record of any person.",
        ("Take a role away on the day somebody leaves: what they did stays under their name.",),
        "running",
    ),
}


def guide_for(user: User) -> Guide | None:
    """The guide of the role that they have first in the list; nobody without a role is shown one."""
    return next((guide for role, guide in GUIDES.items() if role in user.roles), None)


def page_help(request: HttpRequest) -> dict[str, Any]:
    """`help_href` of every page; `first_visit` on the page where somebody begins, until they put it away."""
    match = getattr(request, "resolver_match", None)
    found = {"help_href": reverse("casefile:help-topic", args=[topic_of(match.view_name if match else "")])}
    user = request.user
    if isinstance(user, User) and user.first_visit_done_at is None and request.path == landing_for(user):
        return {**found, "first_visit": guide_for(user)}
    return found
