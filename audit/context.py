"""Who asks the database, and what for. The database derives from it which rows there are (decision 13).

Every transaction begins by telling the database what stands here (`msp/postgresql`). Where nothing does, nobody asks,
and there is no row of any case.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Asker:
    """A user by their key, a partner by their question's, the system, or nobody.

    `figures`: only numbers are made of what is read.
    """

    who: str
    figures: bool = False


NOBODY = Asker("")
SYSTEM = Asker("system")
"""Sweeps, and the few steps of an act that must see past whoever acts. It sees every row."""

_asking: ContextVar[Asker] = ContextVar("who asks", default=NOBODY)


def asker() -> Asker:
    return _asking.get()


def user_asker(user: Any) -> Asker:
    """`user` as one who asks; nobody where they have not signed in."""
    return Asker(str(user.pk)) if user.is_authenticated else NOBODY


@contextmanager
def asking(who: Asker) -> Iterator[None]:
    """Ask as `who` inside the block, or the function that it decorates; afterwards as before."""
    token = _asking.set(who)
    try:
        yield
    finally:
        _asking.reset(token)


@contextmanager
def for_figures() -> Iterator[None]:
    """Ask as before, to make figures: an analyst, who sees no case otherwise, sees those that are not restricted."""
    with asking(replace(asker(), figures=True)):
        yield
