"""Acting the plan out: each step by the product's own act, at the moment when it is told to have happened."""

import random
from collections.abc import Callable

from django.db import transaction

from audit import clock
from oversight.demo.doing import DOING
from oversight.demo.doing.play import Play
from oversight.demo.staff import Council, appoint
from oversight.demo.threads import Step, Thread
from oversight.demo.year import Plan


class StepFailed(Exception):  # noqa: N818 -- named for what happened
    """An act refused a step of a story; nothing is kept of the whole year."""


@transaction.atomic
def load(
    plan: Plan, *, password: str, seed: int, said: Callable[[str], None] = lambda line: None
) -> dict[str, Play]:
    """Make the accounts and act out the year, all of it or nothing. Raises StepFailed."""
    with clock.moved_to(plan.begins):
        council = appoint(password)
    plays: dict[str, Play] = {}
    month = ""
    for thread, step in plan.steps():
        if (now := f"{step.at:%B %Y}") != month:
            month = now
            said(month)
        _act(_play(plays, council, thread, seed), step)
    return plays


def _play(plays: dict[str, Play], council: Council, thread: Thread, seed: int) -> Play:
    if thread.key not in plays:
        play = Play(thread, council, random.Random(f"{seed} {thread.key} acted"))  # noqa: S311
        if known := thread.told.get("same_person"):
            play.person_id = plays[known].person_id
        plays[thread.key] = play
    return plays[thread.key]


def _act(play: Play, step: Step) -> None:
    try:
        with clock.moved_to(step.at):
            DOING[step.do](play, step)
    except Exception as problem:
        raise StepFailed(f"{play.thread.key}: {step.do} on {step.at:%d %B %Y}: {problem!r}") from problem
