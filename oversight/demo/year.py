"""One council's year as a plan: who, what and when, before anything is written. The same seed gives the same year.

The numbers are a tenth of an average council's in 2024-25 (Safeguarding Adults Collection).
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from casefile.reminders.days import ONE_DAY
from oversight.demo.days import moment, working_day
from oversight.demo.everyday import KINDS, Pieces, concern_only, enquiry
from oversight.demo.everyday.enquiries import Course
from oversight.demo.everyday.pieces import CONCERNS
from oversight.demo.people import invent
from oversight.demo.proportions import achieved_on, is_closed
from oversight.demo.staff import SAM_OF, WORKERS_OF
from oversight.demo.threads import Step, Thread, Told, read_stories, thread_of

SEED = 42
ALL_CONCERNS = 400
SECTION_42 = 116
OTHER_ENQUIRIES = 6
WAITING = 9
DAYS = 364
TEAM_SHARES = {"harbour": 30, "valley": 30, "moor": 26, "hospital": 14}
KIND_SHARES = {
    "neglect": 32,
    "physical": 19,
    "psychological": 11,
    "financial": 14,
    "self-neglect": 9,
    "domestic": 7,
    "organisational": 5,
    "sexual": 4,
}
PLACE_SHARES = {
    "own-home": 46,
    "residential": 24,
    "nursing": 9,
    "community": 6,
    "acute": 4,
    "mental-health": 3,
    "community-service": 3,
}
SOURCE_SHARES = {"known": 50, "provider": 38, "unknown": 12}
ASKING = {"before": 45, "after": 17, "no-wish": 21, "never": 17}
"""Of the everyday enquiries; nearly all of the stories are of people who wanted something."""
VERDICTS = {"fully": 67, "partially": 27, "not-achieved": 6}
DAYS_OPEN = [9, 14, 20, 26, 33, 38, 45, 52, 60, 70, 84, 100, 130, 190]


@dataclass(frozen=True)
class Plan:
    """Everything that happened in the year, up to the evening of its last working day."""

    threads: tuple[Thread, ...]
    until: datetime

    @property
    def begins(self) -> datetime:
        return moment(self.until.date() - timedelta(days=DAYS + 30), "09:00")

    def steps(self) -> list[tuple[Thread, Step]]:
        """Every step of every case in the order in which it was recorded."""
        found = [(thread, step) for thread in self.threads for step in thread.steps]
        return sorted(found, key=lambda pair: (pair[1].at, pair[0].key))


def plan(*, today: date, seed: int = SEED, scale: float = 1.0) -> Plan:
    """The year that ends the day before `today`; `scale` makes a smaller one, with fewer of the stories."""
    return _Year(today, seed, scale).plan()


def deal(
    rng: random.Random, shares: dict[str, int], number: int, already: Counter[str] | None = None
) -> list[str]:
    """`number` keys, so that with those dealt `already` they stand as near to the shares as whole numbers allow."""
    count: Counter[str] = Counter(already or {})
    total = sum(shares.values())
    dealt = []
    for _ in range(number):
        size = sum(count.values()) + 1
        key = max(shares, key=lambda name: shares[name] / total * size - count[name])
        count[key] += 1
        dealt.append(key)
    rng.shuffle(dealt)
    return dealt


def main_type(types: list[str]) -> str:
    """The share that an enquiry counts under: the first of its types that has one."""
    return next((kind for kind in types if kind in KIND_SHARES), "psychological")


class _Year:
    def __init__(self, today: date, seed: int, scale: float) -> None:
        self.today, self.seed, self.scale = today, seed, scale
        self.rng = random.Random(f"{seed} the year")  # noqa: S311 -- nothing here is secret
        self.pieces = Pieces(random.Random(f"{seed} the words"))  # noqa: S311
        yesterday = today - ONE_DAY
        self.until = moment(working_day(yesterday, until=yesterday), "18:00")
        self.taken: set[str] = set()
        self.threads: list[Thread] = []

    def plan(self) -> Plan:
        for key, told in self.stories().items():
            self.add(key, told)
        self.enquiries()
        self.waiting()
        self.no_enquiries()
        return Plan(tuple(self.threads), self.until)

    def add(self, key: str, told: Told) -> None:
        rng = random.Random(f"{self.seed} {key}")  # noqa: S311
        self.threads.append(thread_of(key, told, today=self.today, until=self.until, rng=rng))

    def stories(self) -> dict[str, Told]:
        every = read_stories()
        if self.scale >= 1:
            return every
        keys = self.rng.sample(sorted(every), max(1, round(len(every) * self.scale)))
        return {key: every[key] for key in sorted(keys)}

    def scaled(self, number: int) -> int:
        return max(1, round(number * self.scale))

    def decisions(self, kind: str) -> int:
        return sum(thread.decision == kind for thread in self.threads)

    def concerns(self) -> int:
        return sum(step.do == "concern" for thread in self.threads for step in thread.steps)

    def days_ago(self, index: int, number: int) -> int:
        """Spread over the year, the newest last, with a little disorder."""
        step = (DAYS - 4) / max(1, number)
        return max(3, round(DAYS - index * step - self.rng.random() * step))

    def told(self, hints: dict[str, Any], days_ago: int, team: str = "") -> dict[str, Any]:
        team = team or self.rng.choices(list(TEAM_SHARES), list(TEAM_SHARES.values()))[0]
        person = invent(self.rng, hints, self.taken, team)
        return {
            "days_ago": days_ago,
            "team": team,
            "worker": self.rng.choice(WORKERS_OF[team]),
            "sam": SAM_OF[team],
            "person": person,
            "allocated": self.rng.choice([0, 0, 1]),
        }

    def enquiries(self) -> None:
        more = self.scaled(SECTION_42) - self.decisions("s42")
        others = self.scaled(OTHER_ENQUIRIES) - self.decisions("other")
        number = max(0, more) + max(0, others)
        already = Counter(
            main_type(thread.told["thread"][0]["types"]) for thread in self.threads if thread.decision
        )
        kinds = deal(self.rng, KIND_SHARES, number, already)
        asking = deal(self.rng, ASKING, number)
        wishes = sum(how in {"before", "after"} for how in asking)
        told = Counter(achieved_on(thread) for thread in self.threads if is_closed(thread))
        judged = iter(deal(self.rng, VERDICTS, wishes, told))
        verdicts = [next(judged) if how in {"before", "after"} else "fully" for how in asking]
        decisions = ["other"] * max(0, others) + ["s42"] * max(0, more)
        self.rng.shuffle(decisions)
        for index in range(number):
            course = Course(decisions[index], asking[index], verdicts[index], self.rng.choice(DAYS_OPEN))
            self.enquiry(index, number, kinds[index], course)

    def enquiry(self, index: int, number: int, kind: str, course: Course) -> None:
        row = self.kind_wanted(kind)
        telling = self.pieces.telling(row)
        hints = row["hints"] | {name: telling[name] for name in ("gender",) if name in telling}
        told = self.told(hints, self.days_ago(index, number), row.get("team", ""))
        self.add(f"enquiry-{index:03d}", enquiry(self.pieces, row, telling, told, course))

    def kind_wanted(self, kind: str) -> dict[str, Any]:
        """Of the everyday kinds of this type, one whose place and source the year has too few of."""
        begun = [thread.steps[0].fields for thread in self.threads if thread.decision in {"s42", "other"}]

        def wanted(row: dict[str, Any]) -> float:
            missing = 0.0
            for name, shares in (("places", PLACE_SHARES), ("sources", SOURCE_SHARES)):
                value = row[name][0]
                have = sum(one[name][0] == value for one in begun)
                missing += shares.get(value, 0) / 100 * len(begun) - have
            return missing

        rows = [row for row in KINDS if row["types"][0] == kind]
        self.rng.shuffle(rows)
        return max(rows, key=wanted)

    def waiting(self) -> None:
        """Concerns of the last days on which nobody has decided yet, some of them still at the front door."""
        have = sum(not thread.decision for thread in self.threads)
        for index in range(max(0, self.scaled(WAITING) - have)):
            told = self.told({}, self.rng.randint(1, 5), ["harbour", "valley", "harbour", "moor"][index % 4])
            told |= {"stays": index % 3 == 2, "nobody_yet": index % 2 == 0, "allocated": 0}
            self.add(
                f"waiting-{index:03d}",
                concern_only(self.pieces, self.pieces.next("concerns", CONCERNS), told, decided=False),
            )

    def no_enquiries(self) -> None:
        number = max(0, self.scaled(ALL_CONCERNS) - self.concerns())
        for index in range(number):
            told = self.told({}, self.days_ago(index, number) + 3)
            before = self.somebody_known(told["days_ago"]) if self.rng.random() < 0.16 else None
            if before is not None:
                kept = {
                    name: before.told[name]
                    for name in ("person", "team", "worker", "sam")
                    if name in before.told
                }
                told |= kept | {"same_person": before.told.get("same_person", before.key)}
            row = self.pieces.next("concerns", CONCERNS)
            self.add(f"concern-{index:03d}", concern_only(self.pieces, row, told))

    def somebody_known(self, days_ago: int) -> Thread | None:
        """Somebody whose earlier case had ended a week before, and whose record is open to the front door."""
        day = self.today - timedelta(days=days_ago)
        ended = [
            thread
            for thread in self.threads
            if thread.key.startswith(("enquiry", "concern"))
            and thread.steps[-1].at.date() < day - timedelta(days=7)
            and (any(step.do == "close" for step in thread.steps) or thread.decision == "none")
            and not any(other.told.get("same_person") == thread.key for other in self.threads)
            and "same_person" not in thread.told
        ]
        return self.rng.choice(ended) if ended else None
