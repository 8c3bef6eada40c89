"""Querysets that are built and written as SQL once, and asked ever after with other values.

Django builds a queryset and writes its SQL anew for every request, and that takes longer than the asking. A page that
asks a dozen things spends most of its time so, to arrive at the same words each time. A `Statement` keeps the words.

    @Statement
    def notes_of(reader: User, case: UUID) -> QuerySet[Note]:
        return Note.objects.visible_to(reader).filter(case=case)

    notes = notes_of.rows(user, case=case.pk)

What it keeps is of nobody. It is built for a stand-in reader, who is nobody and has the same roles and as many teams
as whoever asks, and with a stand-in for each UUID and moment given. So `visible_to` is asked as everywhere, and its
condition is in the statement. When it is asked, the values of the stand-ins give way to those of the real reader.

All else that is given (a date, a number, a word) makes a statement of its own. What is not given must never differ,
but for the day: a statement is kept for one day. So a build may read `clock.today()`, and never `clock.now()`.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import randrange
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Aggregate, Count, QuerySet

from accounts.models import Membership, User
from audit import clock

KEPT = 512
"""Statements kept in one process: some forty, for each combination of roles that is at work."""

Given = tuple[tuple[str, Any], ...]
"""Each value's name, with a `Kind` where a stand-in is in its place."""
Values = dict[Any, Any]
"""Each value by its place: "reader", the number of a team among the reader's, a name, a name and a number."""


@dataclass(frozen=True)
class Shape:
    """What the words of a reader's statements depend on: not who they are, nor which teams are theirs."""

    is_active: bool
    belongs: tuple[tuple[str, int | None], ...]
    """Each running membership: its role, and the number of its team among the reader's."""

    @classmethod
    def of(cls, user: User) -> "Shape":
        teams = _teams(user)
        return cls(
            user.is_active,
            tuple(
                (row.role, teams.index(row.team_id) if row.team_id else None)
                for row in user.running_memberships
            ),
        )

    def stand_in(self) -> User:
        """A reader of this shape, who is nobody."""
        reader = User(pk=uuid4(), is_active=self.is_active)
        teams = {number: uuid4() for _role, number in self.belongs if number is not None}
        reader.running_memberships = [
            Membership(user=reader, role=role, team_id=None if number is None else teams[number])
            for role, number in self.belongs
        ]
        return reader


@dataclass(frozen=True)
class Kind:
    """That a UUID or a moment is given, or so many of them."""

    of: type
    number: int | None = None

    def stand_in(self) -> Any:
        return self._one() if self.number is None else tuple(self._one() for _ in range(self.number))

    def _one(self) -> UUID | datetime:
        if self.of is UUID:
            return uuid4()
        return datetime(1, 1, 1, tzinfo=UTC) + timedelta(microseconds=randrange(10**15))  # noqa: S311 -- no secret


@dataclass(frozen=True)
class Words:
    """SQL, and which of its values are a stand-in's."""

    sql: str
    params: tuple[Any, ...]
    places: dict[int, Any]

    @classmethod
    def of(cls, sql: str, params: tuple[Any, ...], stand_ins: Values) -> "Words":
        by_value = {value: place for place, value in stand_ins.items()}
        places = {
            index: by_value[param]
            for index, param in enumerate(params)
            if isinstance(param, UUID | datetime) and param in by_value
        }
        return cls(sql, params, places)

    def with_values(self, real: Values) -> tuple[Any, ...]:
        return tuple(
            real[self.places[index]] if index in self.places else param
            for index, param in enumerate(self.params)
        )


def _teams(user: User) -> list[UUID]:
    return list(dict.fromkeys(row.team_id for row in user.running_memberships if row.team_id))


def _values(user: User, given: Mapping[str, Any]) -> Values:
    several = {name: value for name, value in given.items() if isinstance(value, tuple)}
    items = {(name, index): item for name, value in several.items() for index, item in enumerate(value)}
    return {"reader": user.pk, **dict(enumerate(_teams(user))), **given, **items}


def _kinds(given: Mapping[str, Any]) -> Given:
    return tuple((name, _kind_of(value)) for name, value in given.items())


def _kind_of(value: Any) -> Any:
    if isinstance(value, UUID | datetime):
        return Kind(type(value))
    return Kind(UUID, len(value)) if isinstance(value, tuple) else value


def _stand_in(value: Any) -> Any:
    return value.stand_in() if isinstance(value, Kind) else value


class Statement:
    """`build(reader, **given)` gives the queryset."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self.number = Numbers(lambda reader, **given: (build(reader, **given), {"number": Count("*")}))
        self.__doc__ = build.__doc__

    def rows(self, user: User, /, **given: Any) -> list[Any]:
        """The rows of `build(user, **given)`."""
        return self.part(user, given, None)

    def listed(self, user: User, /, **given: Any) -> "Listed":
        """The same for a Paginator, which asks how many there are and for some of them."""
        return Listed(self, user, given)

    def part(self, user: User, given: Mapping[str, Any], part: tuple[int, int] | None) -> list[Any]:
        """From which row up to which; None for all."""
        written = _written(self.build, clock.today(), Shape.of(user), _kinds(given), part)
        if written is None:
            return []
        queryset, compiler, words = written
        asked = copy(compiler)
        asked.connection = connections[queryset.db]  # this thread's
        asked.as_sql = lambda *_args, **_kwargs: (words.sql, words.with_values(_values(user, given)))
        rows = queryset.all()
        rows.query.get_compiler = lambda *_args, **_kwargs: asked  # type: ignore[method-assign]  # of this copy alone
        return list(rows)


@dataclass(frozen=True)
class Listed:
    statement: Statement
    user: User
    given: Mapping[str, Any]

    def count(self) -> int:
        return self.statement.number.of(self.user, **self.given)["number"]

    def __getitem__(self, part: slice) -> list[Any]:
        return self.statement.part(self.user, self.given, (part.start, part.stop))


@lru_cache(maxsize=KEPT)
def _written(
    build: Callable[..., QuerySet[Any]], _day: date, shape: Shape, kinds: Given, part: tuple[int, int] | None
) -> tuple[QuerySet[Any], Any, Words] | None:
    """None where such a reader sees nothing, whatever there is."""
    reader, given = shape.stand_in(), {name: _stand_in(value) for name, value in kinds}
    queryset = build(reader, **given)
    if part is not None:
        queryset = queryset[slice(*part)]
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    return queryset, compiler, Words.of(sql, params, _values(reader, given))


class Numbers:
    """`build(reader, **given)` gives a queryset, and by their names the numbers that are worked out of it."""

    def __init__(self, build: Callable[..., tuple[QuerySet[Any], Mapping[str, Aggregate]]]) -> None:
        self.build = build
        self.__doc__ = build.__doc__

    def of(self, user: User, /, **given: Any) -> dict[str, int]:
        using, names, words = _written_numbers(self.build, clock.today(), Shape.of(user), _kinds(given))
        if words is None:
            return dict.fromkeys(names, 0)
        with connections[using].cursor() as cursor:
            cursor.execute(words.sql, words.with_values(_values(user, given)))
            return dict(zip(names, cursor.fetchone(), strict=True))


class _CaughtError(Exception):
    """A statement that was about to be asked, and was not."""

    def __init__(self, sql: str, params: tuple[Any, ...]) -> None:
        self.sql, self.params = sql, params


@lru_cache(maxsize=KEPT)
def _written_numbers(
    build: Callable[..., tuple[QuerySet[Any], Mapping[str, Aggregate]]],
    _day: date,
    shape: Shape,
    kinds: Given,
) -> tuple[str, tuple[str, ...], Words | None]:
    """`aggregate` writes and asks in one go, so its words are caught on their way to the database."""
    reader, given = shape.stand_in(), {name: _stand_in(value) for name, value in kinds}
    queryset, numbers = build(reader, **given)

    def catch(_execute: Any, sql: str, params: Any, *_more: Any) -> Any:
        raise _CaughtError(sql, tuple(params))

    connection = connections[queryset.db]
    is_counted, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        with connection.execute_wrapper(catch):
            queryset.aggregate(**numbers)
    except _CaughtError as caught:
        words = Words.of(caught.sql, caught.params, _values(reader, given))
        return queryset.db, tuple(numbers), words
    finally:
        connection.force_debug_cursor = is_counted  # what was caught was never asked, and counts as no query
    return queryset.db, tuple(numbers), None
