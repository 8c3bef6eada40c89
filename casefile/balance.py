"""How the actions of a case stand on the six principles, in numbers and in words."""

from dataclasses import dataclass

from casefile.thread import Thread
from principles.choices import ActionStatus, Principle


@dataclass(frozen=True)
class Share:
    """One principle: how many of its actions are done or under way, and how many are still to do."""

    principle: Principle
    done: int
    to_do: int

    @property
    def number(self) -> int:
        return self.done + self.to_do


def shares_of(thread: Thread) -> list[Share]:
    """All six principles, in their order. Withdrawn actions do not count; one that repeats is done once it began."""
    shares = []
    for principle in Principle:
        actions = [action for action in thread.standing_actions if action.principle == principle]
        done = sum(action.status == ActionStatus.DONE or bool(action.done.all()) for action in actions)
        shares.append(Share(principle, done, len(actions) - done))
    return shares


def in_words(shares: list[Share]) -> list[str]:
    """The balance as sentences: under which principles something was done, is planned, and nothing is."""
    if not any(share.number for share in shares):
        return ["No action has been recorded yet."]
    done = [share.principle for share in shares if share.done]
    planned = [share.principle for share in shares if share.to_do and not share.done]
    nothing = [share.principle for share in shares if not share.number]
    return [
        *([f"Something was done under {listed(done)}."] if done else ["Nothing has been done yet."]),
        *([f"Planned, and not done yet, under {listed(planned)}."] if planned else []),
        *([f"Nothing was done or planned under {listed(nothing)}."] if nothing else []),
    ]


def listed(principles: list[Principle]) -> str:
    """Their names as a sentence lists them: "prevention, protection and partnership"."""
    names = [principle.label.lower() for principle in principles]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
