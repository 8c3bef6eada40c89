"""What stands in the menu for whom, and where somebody lands who has just signed in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.rules import Relation, Role, Verb, relations_for

WORKERS = frozenset({Role.FRONT_DOOR, Role.SOCIAL_WORKER, Role.SAM, Role.SERVICE_MANAGER})

Item = tuple[str, str, str]
"""The words, the address's name, the key that goes there."""

MY_WORK: Item = ("My work", "casefile:home", "w")
FIND: Item = ("Find a person", "people:find", "p")
CONCERNS: Item = ("Concerns received", "enquiries:concerns", "o")
CASES: Item = ("All work", "casefile:cases", "c")
FIGURES: Item = ("Figures", "oversight:dashboard", "f")
MY_PEOPLE: Item = ("My people", "outcomes:advocate-home", "w")
READ: Item = ("Who read what", "oversight:reading", "r")
USERS: Item = ("People who sign in", "accounts:users", "u")
TEAMS: Item = ("Teams", "accounts:teams", "t")
UNFINISHED: Item = ("Not finished", "ui:unfinished", "n")


def items_for(user: User) -> list[Item]:
    """The menu of `user`, in order; only what they may open."""
    roles = user.roles
    chosen: list[tuple[Item, bool]] = [
        (MY_WORK, bool(roles & WORKERS)),
        (MY_PEOPLE, Role.ADVOCATE in roles),
        (CONCERNS, user.may(Verb.SEE_CONCERN)),
        (CASES, user.may(Verb.SEE_CASE)),
        (FIND, Relation.ANY in relations_for(Verb.SEE_IDENTITY, roles)),
        (FIGURES, user.may(Verb.SEE_FIGURES)),
        (READ, user.may(Verb.SEE_AUDIT)),
        (USERS, user.may(Verb.MANAGE_ACCOUNTS)),
        (TEAMS, user.may(Verb.MANAGE_ACCOUNTS)),
        (UNFINISHED, bool(roles)),
    ]
    return [item for item, is_theirs in chosen if is_theirs]


def landing_for(user: User) -> str:
    """The address where `user` begins the day; their account's page when they have no role."""
    items = [item for item in items_for(user) if item not in (FIND, UNFINISHED)]
    return reverse(items[0][1]) if items else reverse("accounts:profile")


def menu(request: HttpRequest) -> dict[str, Any]:
    """`nav_items` for the page, the one that leads to this page or its folder marked; and `my_account`."""
    if not request.user.is_authenticated:
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    addresses = [(text, name, key, reverse(name)) for text, name, key in items_for(request.user)]
    return {
        "my_account": reverse("accounts:profile"),
        "nav_items": [
            {
                "text": text,
                "href": href,
                "shortcut": key,
                "active": _leads_here(request.path, here, name, href),
            }
            for text, name, key, href in addresses
        ],
    }


def _leads_here(path: str, here: str, name: str, href: str) -> bool:
    return here == name or (href != "/" and path.startswith(href))
