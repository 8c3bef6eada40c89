"""What the plan holds, counted without a database, to be held against what England's councils report."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from oversight.demo.threads import Thread

if TYPE_CHECKING:
    from oversight.demo.year import Plan


def enquiries(plan: "Plan") -> list[Thread]:
    return [thread for thread in plan.threads if thread.decision in {"s42", "other"}]


def concluded(plan: "Plan") -> list[Thread]:
    return [thread for thread in enquiries(plan) if is_closed(thread)]


def is_closed(thread: Thread) -> bool:
    ends = [step.do for step in thread.steps if step.do in {"close", "reopen"}]
    return bool(ends) and ends[-1] == "close"


def concerns(plan: "Plan") -> int:
    return sum(step.do == "concern" for thread in plan.threads for step in thread.steps)


def decisions(plan: "Plan") -> Counter[str]:
    return Counter(thread.decision for thread in plan.threads)


def shares(found: Iterable[str]) -> dict[str, float]:
    """Each value's part of all, in per cent."""
    count = Counter(found)
    total = sum(count.values()) or 1
    return {value: round(100 * number / total, 1) for value, number in count.most_common()}


def types(plan: "Plan") -> dict[str, float]:
    return shares(kind for thread in enquiries(plan) for kind in thread.steps[0].fields["types"])


def places(plan: "Plan") -> dict[str, float]:
    return shares(thread.steps[0].fields["places"][0] for thread in enquiries(plan))


def sources(plan: "Plan") -> dict[str, float]:
    return shares(thread.steps[0].fields["sources"][0] for thread in enquiries(plan))


def asked(plan: "Plan") -> dict[str, float]:
    """Of the concluded enquiries: who was asked and wanted something, asked and wanted nothing, never asked."""
    return shares(asking_on(thread) for thread in concluded(plan))


def asking_on(thread: Thread) -> str:
    """Whether they were asked, and wanted something."""
    done = {step.do for step in thread.steps}
    if "want" in done:
        return "expressed"
    return "none expressed" if "talk" in done else "not asked"


def achieved(plan: "Plan") -> dict[str, float]:
    """Of those who wanted something and whose enquiry is concluded: what the person says came of it (SG4a)."""
    return shares(achieved_on(thread) for thread in concluded(plan) if asking_on(thread) == "expressed")


def achieved_on(thread: Thread) -> str:
    """What the person says came of it all, from the latest review."""
    said = ""
    for step in thread.steps:
        if step.do == "review":
            verdicts = set(step.fields.get("person", {}).values()) - {"no-longer-wanted"}
            said = step.fields.get("overall") or _from(verdicts) or said
    return said or "not judged"


def _from(verdicts: set[str]) -> str:
    if not verdicts:
        return ""
    if verdicts == {"met"}:
        return "fully"
    return "partially" if verdicts & {"met", "partly"} else "not-achieved"
