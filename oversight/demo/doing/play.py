"""A case while it is played: who works on it, and the ids of what has been recorded so far."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from enquiries.choices import Voice
from oversight.demo.days import working_day
from oversight.demo.staff import Council
from oversight.demo.threads import Step, Thread


@dataclass
class Answered:
    """An answer that has been recorded, to find the passage that a wish stands on."""

    id: UUID
    words: str
    voice: Voice


@dataclass
class Play:
    """One thread being acted out. Steps name outcomes by number and actions and reports by their words."""

    thread: Thread
    council: Council
    rng: random.Random
    person_id: UUID | None = None
    case_id: UUID | None = None
    concerns: list[UUID] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    voice: Voice = Voice.ADULT
    outcomes: dict[int, UUID] = field(default_factory=dict)
    actions: dict[str, UUID] = field(default_factory=dict)
    views: dict[str, UUID] = field(default_factory=dict)
    conversations: list[UUID] = field(default_factory=list)
    instruction_id: UUID | None = None
    report_id: UUID | None = None
    glass_id: UUID | None = None

    def user(self, key: str) -> User:
        return self.council.staff[key]

    def actor(self, step: Step) -> User:
        return self.user(step.who)

    @property
    def case(self) -> UUID:
        if self.case_id is None:
            raise LookupError(f"{self.thread.key}: nothing has been raised yet")
        return self.case_id

    @property
    def person(self) -> UUID:
        if self.person_id is None:
            raise LookupError(f"{self.thread.key}: nobody has been added yet")
        return self.person_id

    @property
    def called(self) -> str:
        return str(self.thread.told["person"]["called"])

    def due(self, number: int) -> date:
        """A day of the story that somebody has to work on."""
        return working_day(self.thread.day(number))

    def passage(self, words: str) -> Answered | None:
        """The newest answer in which these words were said."""
        return next((answer for answer in reversed(self.answers) if words in answer.words), None)


def yes_or_no(value: Any) -> str:
    """YAML reads a bare yes or no as true or false."""
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
