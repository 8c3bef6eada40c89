"""Risk, capacity and advocacy of a case, as their pages show them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from accounts.models import User
from audit import clock
from casefile.reminders.choices import ADVOCATE_WORKING_DAYS, MEET_WORKING_DAYS
from casefile.reminders.days import add_working_days
from enquiries.bodymap import BodyMap, body_map
from enquiries.models import (
    AdvocacyCheck,
    AdvocateInstruction,
    AdvocateRequest,
    BestInterestsDecision,
    BodyMark,
    CapacityAssessment,
    Case,
    Concern,
    ImcaConsideration,
    Risk,
    RiskChoice,
    RiskView,
)
from enquiries.naming import people_behind
from enquiries.suggesting import is_taken_up
from people.models import Person, Relationship


@dataclass(frozen=True)
class RiskShown:
    """One risk with what stands beside it: how the person sees it, who is behind it, the choice to live with it."""

    risk: Risk
    view: RiskView | None
    behind: Person | None
    choice: RiskChoice | None


@dataclass(frozen=True)
class Risks:
    shown: list[RiskShown]
    withdrawn: list[Risk]
    to_confirm: list[Concern]
    body: BodyMap

    @property
    def waiting(self) -> list[RiskShown]:
        """Choices that wait for a manager."""
        return [one for one in self.shown if one.choice and one.choice.signed_by_id is None]


def risks_of(case: Case, user: User) -> Risks:
    """All that the page of risk shows, in a number of queries that does not grow with the case."""
    rows = list(Risk.objects.visible_to(user).filter(case=case).select_related("source"))
    standing = [row for row in rows if row.withdrawn_on is None]
    views = {row.risk_id: row for row in RiskView.objects.visible_to(user).filter(case=case)}
    choices = RiskChoice.objects.visible_to(user).filter(case=case).select_related("recorded_by", "signed_by")
    newest = {row.risk_id: row for row in choices.order_by("recorded_at")}
    behind = people_behind(user, [row.source for row in standing])
    concerns = Concern.objects.visible_to(user).filter(case=case).order_by("recorded_at")
    return Risks(
        shown=[
            RiskShown(row, views.get(row.pk), behind.get(row.source.person_id), newest.get(row.pk))
            for row in standing
        ],
        withdrawn=[row for row in rows if row.withdrawn_on],
        to_confirm=[concern for concern in concerns if not is_taken_up(concern, standing)],
        body=body_map(BodyMark.objects.visible_to(user).filter(case=case)),
    )


@dataclass(frozen=True)
class Clock:
    """A day by which something should be, how that was worked out, and whether it was."""

    due: date
    worked_out: str
    done_on: date | None

    @property
    def is_late(self) -> bool:
        return (self.done_on or clock.today()) > self.due


def _clock(begun: date, days: int, what: str, done_on: date | None) -> Clock:
    return Clock(add_working_days(begun, days), f"{days} working days after {what}", done_on)


@dataclass(frozen=True)
class Capacity:
    assessments: list[CapacityAssessment]
    decisions: list[BestInterestsDecision]
    powers: list[Relationship]
    checks: list[AdvocacyCheck]
    requests: list[tuple[AdvocateRequest, Clock]]
    instructions: list[tuple[AdvocateInstruction, Clock]]
    imca: list[ImcaConsideration]

    @property
    def governing(self) -> list[CapacityAssessment]:
        replaced = {row.supersedes_id for row in self.assessments}
        return [row for row in self.assessments if row.pk not in replaced]

    @property
    def earlier(self) -> list[CapacityAssessment]:
        governing = {row.pk for row in self.governing}
        return [row for row in self.assessments if row.pk not in governing]

    @cached_property
    def check(self) -> AdvocacyCheck | None:
        """The newest check; the earlier stay readable under it."""
        return self.checks[-1] if self.checks else None


def capacity_of(case: Case, user: User) -> Capacity:
    """All that the page of capacity and advocacy shows, in a number of queries that does not grow with the case."""
    requests = AdvocateRequest.objects.visible_to(user).filter(case=case).order_by("asked_on")
    instructions = AdvocateInstruction.objects.visible_to(user).filter(case=case).select_related("advocate")
    decisions = BestInterestsDecision.objects.visible_to(user).filter(case=case)
    return Capacity(
        assessments=list(CapacityAssessment.objects.visible_to(user).filter(case=case)),
        decisions=list(decisions.select_related("assessment")),
        powers=_powers(case, user),
        checks=list(AdvocacyCheck.objects.visible_to(user).filter(case=case).select_related("recorded_by")),
        requests=[
            (
                row,
                _clock(
                    row.asked_on, ADVOCATE_WORKING_DAYS, "one was asked for", row.allocated_on or row.ended_on
                ),
            )
            for row in requests
        ],
        instructions=[
            (row, _clock(row.from_on, MEET_WORKING_DAYS, "the instruction began", row.first_met_on))
            for row in instructions.order_by("from_on")
        ],
        imca=list(ImcaConsideration.objects.visible_to(user).filter(case=case).select_related("recorded_by")),
    )


def _powers(case: Case, user: User) -> list[Relationship]:
    """Attorneys, deputies and appointees, and everybody who may be a source of risk."""
    rows: Any = Relationship.objects.visible_to(user).filter(person=case.person_id)
    current = rows.running_on(clock.today()).select_related("verified_by")
    return [row for row in current if row.has_powers or row.source_of_risk]
