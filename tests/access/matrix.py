from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from enquiries.models import Case, Concern
from people.models import Person

FRONT_DOOR, WORKER, COLLEAGUE, SAM, OUTSIDER = "front_door", "worker", "colleague", "sam", "outsider"
MANAGER, ANALYST, ADVOCATE, OTHER_ADVOCATE = "manager", "analyst", "advocate", "other_advocate"
ADMINISTRATOR, AUDITOR = "administrator", "auditor"

TEAM = (WORKER, COLLEAGUE, SAM)
SEES_CASE = (*TEAM, MANAGER, AUDITOR)
SEES_IDENTITY = (FRONT_DOOR, OUTSIDER, *SEES_CASE)
EVERYBODY = (*SEES_IDENTITY, ANALYST, ADVOCATE, OTHER_ADVOCATE, ADMINISTRATOR)
NAMED = (WORKER, SAM, MANAGER)
"""Who is named on the restricted case: its lead and SAM, and the manager who restricted it."""

ANONYMOUS = "anonymous"
LET_IN, REFUSED, HIDDEN, SIGN_IN, NO_SUCH_METHOD = (
    "let in",
    "refused",
    "hidden",
    "sent to sign in",
    "no such method",
)


@dataclass
class Place:
    """A case with its person and concern, and everybody who may come to it."""

    cast: SimpleNamespace
    case: Case
    concern: Concern
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        return self.case.person

    @property
    def worker(self) -> User:
        """Whoever works on this case: the north team's worker, or the front door while it is there."""
        worker: User = self.cast.front_door if self.case.team.is_front_door else self.cast.worker
        return worker

    @property
    def sam(self) -> User:
        sam: User = self.cast.sam
        return sam

    @property
    def advocate(self) -> User:
        advocate: User = self.cast.advocate
        return advocate


Made = TypeVar("Made")


def once_for_each_place(make: Callable[[Place], Made]) -> Callable[[Place], Made]:
    """A row that pages of this place are about, made when first asked for."""

    @wraps(make)
    def made(place: Place) -> Made:
        name = f"{make.__module__}.{make.__name__}"
        if name not in place.made:
            place.made[name] = make(place)
        return place.made[name]  # type: ignore[no-any-return]

    return made


@dataclass(frozen=True)
class Row:
    name: str
    arguments: Callable[[Place], dict[str, Any]] | dict[str, Any] = field(default_factory=dict)
    lets: Iterable[str] = ()
    refuses: Iterable[str] = ()
    methods: str = "GET POST"
    at_the_door: Iterable[str] | None = None
    refuses_at_the_door: Iterable[str] = ()
    is_of_a_case: bool = True
    without_sign_in: bool = False
    ends_at_sign_in: bool = False
    has_tests_of_its_own: bool = False

    @property
    def is_about_a_place(self) -> bool:
        return callable(self.arguments) and self.is_of_a_case

    def arguments_in(self, place: Place) -> dict[str, Any]:
        return self.arguments(place) if callable(self.arguments) else self.arguments

    def expected(self, who: str, method: str, place: str) -> str:
        """What `who` must get: one of the answers above."""
        if who == ANONYMOUS:
            return SIGN_IN if not self.without_sign_in else self._let_in(method)
        lets = self.at_the_door if place == "at the door" else self.lets
        hidden = place == "restricted" and who not in NAMED
        if who in (lets or ()) and not hidden:
            return self._let_in(method)
        if method not in self.methods.split():
            return NO_SUCH_METHOD
        refuses = self.refuses_at_the_door if place == "at the door" else self.refuses
        return REFUSED if who in refuses and not hidden else HIDDEN

    def _let_in(self, method: str) -> str:
        if method not in self.methods.split():
            return NO_SUCH_METHOD
        return SIGN_IN if self.ends_at_sign_in and method == "POST" else LET_IN


def all_rows() -> list[Row]:
    """The rows of every file beside this one."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    names = [file.stem for file in files if not file.stem.startswith(("_", "test_", "conftest", "matrix"))]
    return [row for name in names for row in import_module(f"tests.access.{name}").ROWS]


def all_url_names() -> list[str]:
    """Every address that the product answers, as reverse() knows it."""
    return sorted(set(_names(get_resolver().url_patterns, "")))


def _names(patterns: Iterable[URLPattern | URLResolver], namespace: str) -> Iterable[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or f'(no name) {pattern.pattern}'}"
