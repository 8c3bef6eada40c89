"""The six cases of `cases.md` as steps, read from the files beside it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("case*.yaml"))

Step = dict[str, Any]
TICKED = ("types", "places", "sources")
"""Boxes that are ticked: which are, not in which order."""


class Story:
    """One case: who it is about, what happens on which day, and what must come of it."""

    def __init__(self, path: Path) -> None:
        read = yaml.safe_load(path.read_text("utf-8"))
        self.name: str = read["name"]
        self.day_0: date = read["day_0"]
        self.person: dict[str, Any] = read["person"]
        self.steps: list[Step] = [ordered(step) for step in read["steps"]]
        self.assessed: dict[str, Any] = read["assessed"]
        self.counts: list[dict[str, str]] = read["counts"]
        self.expected: dict[str, Any] = read["expected"]

    def day(self, number: int) -> date:
        return self.day_0 + timedelta(days=number)

    def moment(self, number: int) -> datetime:
        """Ten in the morning of that day, in London."""
        return timezone.make_aware(datetime.combine(self.day(number), time(10)))

    def of_kind(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step["do"] == kind]

    @property
    def disagreed_on(self) -> list[int]:
        """The outcomes that the person and the worker judge differently."""
        (review,) = self.of_kind("review")
        return [number for number, said in review["person"].items() if review["worker"][number] != said]


def ordered(step: Step) -> Step:
    return step | {name: sorted(step[name]) for name in TICKED if name in step}


def year_of(day: date) -> str:
    """The year of the national return that a day is in: "2025-26" from April to March."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"
