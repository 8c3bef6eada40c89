"""What is to happen on one case, step by step, as it is told in a file; nothing here knows the database.

A told thread is a mapping: who the person is, who works with them, and `thread`, a list of steps. A step has `do`,
`day` (counted from the first concern) and the fields of what is done. `oversight/demo/README.md` lists them.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from oversight.demo.days import moment, working_day
from oversight.demo.staff import SAM_OF, WORKERS_OF

Told = Mapping[str, Any]
STORIES = Path(__file__).parent / "stories"
LAST_HOUR = "19:30"

DOES = {
    **dict.fromkeys(("concern", "pass"), "front"),
    **dict.fromkeys(("allocate", "decide", "close", "reopen", "restrict", "name"), "sam"),
    **dict.fromkeys(("view", "report"), "advocate"),
}
"""Who does a step unless the story says: everything else is the worker's."""


@dataclass(frozen=True)
class Step:
    """One thing done: when it happened, when it was recorded, by whom."""

    do: str
    who: str
    happened: datetime
    at: datetime
    fields: Told

    @property
    def on(self) -> date:
        return self.happened.date()


@dataclass(frozen=True)
class Thread:
    """One case of the year, with its steps in order."""

    key: str
    told: Told
    day_0: date
    steps: tuple[Step, ...]
    dropped: int = 0

    @property
    def decision(self) -> str:
        """The kind of enquiry that was begun, or "none", or nothing where nobody has decided."""
        kinds: list[str] = [step.fields["kind"] for step in self.steps if step.do == "decide"]
        return next((kind for kind in kinds if kind != "none"), kinds[-1] if kinds else "")

    def day(self, number: int) -> date:
        """The date of a day counted from the first concern."""
        return self.day_0 + timedelta(days=number)


@dataclass
class _Roles:
    """Who is who on a case, as it stands while the steps are read."""

    worker: str
    sam: str
    advocate: str
    front: str

    def of(self, step: Told) -> str:
        who = step.get("who") or DOES.get(step["do"], "worker")
        return {"worker": self.worker, "sam": self.sam, "advocate": self.advocate, "front": self.front}.get(
            who, who
        )


def read_stories() -> dict[str, Told]:
    """Every story by the name of its file."""
    return {path.stem: read(path) for path in sorted(STORIES.glob("*.yaml"))}


def read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both loaders are the safe ones


def thread_of(key: str, told: Told, *, today: date, until: datetime, rng: random.Random) -> Thread:
    """Give every step its moment; those from `today` on have not happened yet and are dropped."""
    day_0 = today - timedelta(days=told["days_ago"])
    steps: list[Step] = []
    dropped = 0
    for step in _unfolded(told, rng):
        day = day_0 + timedelta(days=int(step["day"]))
        placed = None if day >= today else _placed(step, day, steps[-1] if steps else None, until, rng)
        if placed is None:
            dropped += 1
        else:
            steps.append(placed)
    return Thread(key, told, steps[0].on if steps else day_0, tuple(steps), dropped)


def _unfolded(told: Told, rng: random.Random) -> list[dict[str, Any]]:
    """Every step with its day and who does it, and what follows from it as a step of its own, in order of days."""
    steps: list[dict[str, Any]] = []
    day = 0
    for number, step in enumerate(told["thread"]):
        day = step.get("day", day)
        steps.append({**step, "day": day})
        if step["do"] == "concern" and number == 0 and not told.get("stays"):
            steps += _handed_on(told, day)
        steps += _followed(step, day)
    steps.sort(key=lambda step: int(step["day"]))
    team = told.get("team", "harbour")
    roles = _Roles(
        worker=told.get("worker") or WORKERS_OF[team][0],
        sam=told.get("sam") or SAM_OF[team],
        advocate=told.get("advocate", "advocate"),
        front=told.get("front") or rng.choice(["front.door", "front.door", "yusuf.karim", "carole.hobbs"]),
    )
    for step in steps:
        step["who"] = roles.of(step)
        if step["do"] == "allocate":
            step["to"] = roles.sam if step["role"] == "sam" else roles.worker
        if step["do"] == "handover":
            step["who"], roles.worker = roles.sam, step["to"]
    return steps


def _handed_on(told: Told, day: int) -> Iterator[dict[str, Any]]:
    """The front door passes the case to its team, whose manager allocates it."""
    allocated = day + int(told.get("allocated", 0))
    yield {"do": "pass", "day": day, "team": told.get("team", "harbour")}
    yield {"do": "allocate", "day": allocated, "role": "sam"}
    if not told.get("nobody_yet"):
        yield {"do": "allocate", "day": allocated, "role": "lead"}


def _followed(step: Told, day: int) -> Iterator[dict[str, Any]]:
    if step["do"] == "act":
        results = step.get("result", "")
        done = step.get("done", [])
        for index, on in enumerate(done if isinstance(done, list) else [done]):
            said = results[index] if isinstance(results, list) else results
            yield {"do": "done", "day": on, "what": step["what"], "result": said}
        if "dropped" in step:
            yield {"do": "drop", "day": step["dropped"], "what": step["what"], "why": step["why"]}
    if "answered" in step:
        yield {"do": "answer", "day": step["answered"], "to": step["words"], "text": step["answer"]}
    if "given" in step:
        yield {"do": "given", "day": step["given"], "how": step["how"], "note": step.get("given_note", "")}


def _placed(
    step: dict[str, Any], day: date, before: Step | None, until: datetime, rng: random.Random
) -> Step:
    on = min(day, until.date())
    if not (step.get("any_day") or ("any_day" not in step and step["do"] == "concern" and "at" in step)):
        on = working_day(on, until=until.date())
    if before is not None:
        on = max(on, before.at.date())
    happened = _time_of(step, on, before, rng)
    at = happened + _until_recorded(step, rng)
    if step["do"] != "concern":  # those are taken at any hour; the rest is written up before the evening
        at = max(happened, min(at, moment(on, "20:30"), until))
    if step.get("lag"):
        later = working_day(on + timedelta(days=step["lag"]), until=until.date())
        at = max(happened, moment(later, f"{rng.randint(9, 16)}:{rng.randint(10, 50)}"))
    return Step(step["do"], step["who"], happened, at, step)


def _time_of(step: Told, on: date, before: Step | None, rng: random.Random) -> datetime:
    wanted = (
        moment(on, step["at"]) if "at" in step else moment(on, f"{rng.randint(9, 15)}:{rng.randint(2, 57)}")
    )
    if before is None or wanted > before.at:
        return wanted
    room = moment(on, LAST_HOUR) - before.at
    gap = timedelta(minutes=rng.randint(4, 35))
    return before.at + (gap if gap < room else timedelta(seconds=rng.randint(40, 90)))


def _until_recorded(step: Told, rng: random.Random) -> timedelta:
    """A conversation is written up after it, a concern while the telephone is still warm, the rest at once."""
    if step["do"] in {"talk", "note"}:
        return timedelta(minutes=rng.randint(20, 110))
    if step["do"] == "concern":
        return timedelta(minutes=rng.randint(8, 45))
    return timedelta()
