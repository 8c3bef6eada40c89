"""Figures of a run, and what is told of them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


def seconds_of(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def p95(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


@dataclass
class Pair:
    """Seconds of the thing measured and of the bare one, taken in turns."""

    name: str
    aim: float | None
    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    queries: int = 0
    kilobytes: int = 0

    @property
    def ratio(self) -> float:
        """How many times as long ours takes, median against median."""
        return statistics.median(self.ours) / statistics.median(self.bare)

    @property
    def ratio_p95(self) -> float:
        return p95(self.ours) / p95(self.bare)

    @property
    def is_missed(self) -> bool:
        return self.aim is not None and self.ratio > self.aim


@dataclass
class Reports:
    pages: int
    ours: list[float]
    bare: list[float]

    @property
    def ours_a_minute(self) -> float:
        return 60 / statistics.median(self.ours)

    @property
    def bare_a_minute(self) -> float:
        return 60 / statistics.median(self.bare)

    @property
    def share(self) -> float:
        """The product's reports a minute, for each of bare WeasyPrint's."""
        return self.ours_a_minute / self.bare_a_minute


@dataclass
class Sweep:
    rows: int
    first: float
    again: float
    bare_insert: float
    """A plain INSERT … SELECT of as many reminders, for comparison."""


@dataclass
class Memory:
    process: str
    processes: int
    pss: float
    rss: float
    """Megabytes: the share that is theirs where pages are shared (PSS), and everything mapped (RSS)."""


@dataclass
class Run:
    years: int
    load: float
    """Processes that wanted a core in the minute before."""
    rows: dict[str, int] = field(default_factory=dict)
    pages: list[Pair] = field(default_factory=list)
    wall: list[Pair] = field(default_factory=list)
    reports: Reports | None = None
    sweep: Sweep | None = None
    memory: list[Memory] = field(default_factory=list)
