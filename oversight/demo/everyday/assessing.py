"""Risk, capacity and advocacy of an ordinary enquiry, in the proportions that England's councils report."""

import random
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

FOUND = {
    "identified-action": 68,
    "identified-no-action": 4,
    "inconclusive-action": 5,
    "inconclusive-no-action": 3,
    "none-action": 7,
    "none-no-action": 10,
    "ceased": 3,
}
BECAME = {"reduced": 65, "removed": 26, "remained": 9}
CAPACITY = {"presumed": 52, "lacks": 31, "": 17}
"""Per cent of concluded enquiries; without an answer nothing is recorded."""
SAYS = (
    "I know. I would sooner have it than be alone.",
    "It frightens me at night more than in the day.",
    "You see a risk. I see my own front door.",
    "I did not know it could be that bad.",
)
WHY = {
    "reduced": "What was agreed is being done.",
    "removed": "What caused it is no longer there.",
    "remained": "They know it, and wish to keep things as they are.",
}


def steps(kind: Row, key: str, first: int, last: int) -> Iterator[Row]:
    """The steps between two days. A dice of its own keeps the rest of the year as it was."""
    rng = random.Random(f"assessing {key}")  # noqa: S311 -- invented data
    drawn = {
        name: rng.choices(list(table), list(table.values()))[0]
        for name, table in (("found", FOUND), ("became", BECAME), ("capacity", CAPACITY))
    }
    says = {"says": rng.choice(SAYS)} if rng.random() < 0.5 else {}
    yield {
        "do": "risks",
        "day": first,
        **{name: kind[name] for name in ("types", "places", "sources", "source")},
        "assessment": drawn["found"],
        "why": "From what they said, and what those who were asked know.",
        "likelihood": rng.choice([2, 3, 3, 4]),
        "impact": rng.choice([1, 2, 2, 3, 3, 4]),
        **says,
    }
    if drawn["capacity"]:
        yield {"do": "capacity", "day": first, "answer": drawn["capacity"]}
        yield from _advocacy(drawn["capacity"], first, rng)
    if drawn["found"].startswith("identified"):
        yield {"do": "became", "day": last, "outcome": drawn["became"], "why": WHY[drawn["became"]]}


def _advocacy(capacity: str, day: int, rng: random.Random) -> Iterator[Row]:
    if capacity == "presumed":
        yield {"do": "advocacy", "day": day, "outcome": "no-difficulty"}
    else:
        outcome = "individual" if rng.random() < 0.84 else "declined"
        yield {"do": "advocacy", "day": day, "outcome": outcome, "hard": ["retain", "weigh"]}
