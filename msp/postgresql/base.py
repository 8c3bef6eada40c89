"""Django's PostgreSQL backend, which tells the database who asks before the first statement of each transaction.

It is told again where that has changed within a transaction, and after a rollback to a savepoint, which may have taken
it back. A statement outside any transaction gets one of its own, so that nothing is ever left on the connection.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.postgresql import base

from audit.context import NOBODY, Asker, asker

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]
UNKNOWN = Asker("unknown")


class DatabaseWrapper(base.DatabaseWrapper):
    """Knows what this transaction has been told, and nothing of what it means."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: Asker = NOBODY
        self._is_about_savepoint = False
        self.execute_wrappers.append(self._tell_first)

    def _tell_first(
        self,
        execute: Execute,
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001 -- Django's order of arguments
        context: dict[str, Any],
    ) -> Any:
        if self._is_about_savepoint or self._told == asker():
            return execute(sql, params, many, context)
        if self.get_autocommit():
            with transaction.atomic(using=self.alias):
                self._tell()
                return execute(sql, params, many, context)
        self._tell()
        return execute(sql, params, many, context)

    def _tell(self) -> None:
        """On a cursor of its own, which is not counted among the statements of a page."""
        now = asker()
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("SELECT wall_ask(%s, %s)", [now.who, now.figures])
        self._told = now

    def connect(self) -> None:
        self._told = NOBODY
        super().connect()

    def _commit(self) -> None:
        self._told = NOBODY
        super()._commit()  # type: ignore[misc]  # left out of the stubs

    def _rollback(self) -> None:
        self._told = NOBODY
        super()._rollback()  # type: ignore[misc]  # left out of the stubs

    @contextmanager
    def _about_savepoint(self) -> Iterator[None]:
        """Statements about savepoints read no row, and must pass in a transaction that has failed."""
        self._is_about_savepoint = True
        try:
            yield
        finally:
            self._is_about_savepoint = False

    def _savepoint(self, sid: str) -> None:
        with self._about_savepoint():
            super()._savepoint(sid)  # type: ignore[misc]  # left out of the stubs

    def _savepoint_commit(self, sid: str) -> None:
        with self._about_savepoint():
            super()._savepoint_commit(sid)  # type: ignore[misc]  # left out of the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        with self._about_savepoint():
            super()._savepoint_rollback(sid)  # type: ignore[misc]  # left out of the stubs
        self._told = UNKNOWN
