"""What the person's version of a report leaves out, one passage or action at a time, each with its reason.

Source: Data Protection Act 2018, schedule 2 paragraph 16 (somebody else's data) and schedule 3 (serious harm).
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import date_format

Frozen = dict[str, Any]


class LeaveOut(TextChoices):
    THIRD_PARTY = "third-party", "It is about somebody else"
    RISK = "risk", "It would put someone at risk"
    HARM = "serious-harm", "It could do serious harm"


@dataclass(frozen=True)
class Item:
    """Something of the report that can be left out; `key` names its row."""

    key: str
    kind: str
    words: str


def items_of(frozen: Frozen) -> list[Item]:
    """What can be left out, in the order of the report."""
    return [
        *(_item(said, "Said with the concern", said["words"]) for said in frozen["own_words"]),
        *(
            _item(answer, f"Said on {_day(talk['on'])}", answer["words"])
            for talk, answer in _answers(frozen)
            if answer["words"]
        ),
        *(_item(action, "Action", action["what"]) for action in _actions(frozen)),
    ]


def without(frozen: Frozen, left_out: Mapping[str, LeaveOut]) -> Frozen:
    """The person's version without what is left out; what was left out and why stays with the report."""
    kept = deepcopy(frozen)
    kept["own_words"] = [said for said in kept["own_words"] if said["key"] not in left_out]
    for talk in kept["conversations"]:
        talk["answers"] = [answer for answer in talk["answers"] if answer["key"] not in left_out]
    for group in kept["principles"]:
        every = group["actions"]
        group["actions"] = [action for action in every if action["key"] not in left_out]
        group["left_out"] = len(every) - len(group["actions"])
    kinds = {item.key: item.kind for item in items_of(frozen)}
    kept["left_out"] = [
        {"key": key, "kind": kinds[key], "reason": reason.value} for key, reason in left_out.items()
    ]
    return kept


def marked(frozen: Frozen, last_of_person: Frozen) -> Frozen:
    """The version for the file, with what the latest version for the person leaves out, on which day and why."""
    reasons = {one["key"]: one["reason"] for one in last_of_person.get("left_out", [])}
    told = deepcopy(frozen)
    answers = (answer for _talk, answer in _answers(told))
    for row in (*told["own_words"], *answers, *_actions(told)):
        if row["key"] in reasons:
            row["left_out"] = {
                "why": LeaveOut(reasons[row["key"]]).label,
                "on": last_of_person["frozen_on"],
            }
    return told


def _answers(frozen: Frozen) -> Iterator[tuple[Frozen, Frozen]]:
    yield from ((talk, answer) for talk in frozen["conversations"] for answer in talk["answers"])


def _actions(frozen: Frozen) -> Iterator[Frozen]:
    yield from (action for group in frozen["principles"] for action in group["actions"])


def _item(row: Frozen, kind: str, words: str) -> Item:
    return Item(row["key"], kind, words)


def _day(value: str) -> str:
    return date_format(date.fromisoformat(value), "j F Y")
