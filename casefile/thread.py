"""The golden thread of one case, read whole: sentence, outcome, actions by principle, reviews."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, prefetch_related_objects

from accounts.models import User
from accounts.statements import Statement
from enquiries.models import Case
from enquiries.permissions import can_see_case
from outcomes.choices import LIVE, OutcomeState
from outcomes.gaps import Verdicts, latest_verdicts
from outcomes.looking_back import look_back_on
from outcomes.models import CannotBeMet, DesiredOutcome, OutcomeReview, OutcomeVersion
from principles.choices import ActionStatus, Principle
from principles.models import Action


@dataclass(frozen=True)
class Strand:
    """One outcome with everything that hangs on it."""

    outcome: DesiredOutcome
    versions: list[OutcomeVersion]
    actions: list[Action]
    reviews: list[OutcomeReview]
    name: str

    @property
    def current(self) -> OutcomeVersion:
        """The wish as the person last put it."""
        return self.versions[-1]

    @property
    def earlier(self) -> list[OutcomeVersion]:
        return self.versions[:-1]

    @property
    def explanations(self) -> list[CannotBeMet]:
        return list(self.outcome.explanations.all())

    @property
    def is_live(self) -> bool:
        return self.outcome.state in LIVE

    @property
    def was_a_mistake(self) -> bool:
        return self.outcome.state == OutcomeState.MISTAKEN

    @property
    def is_wanted(self) -> bool:
        return self.outcome.state == OutcomeState.WANTED

    @cached_property
    def verdicts(self) -> Verdicts:
        return latest_verdicts(self.reviews)

    @property
    def look_back_on(self) -> date:
        """When it is to be looked back at with the person."""
        return look_back_on(self.outcome, self.reviews)

    @property
    def gap(self) -> str:
        return self.verdicts.gap(self.name)

    @property
    def standing_actions(self) -> list[Action]:
        return [action for action in self.actions if action.status != ActionStatus.WITHDRAWN]

    @property
    def is_served(self) -> bool:
        return bool(self.standing_actions)

    @property
    def by_principle(self) -> list[tuple[Principle, list[Action]]]:
        """The actions that serve it, under their principles; principles without one are left out."""
        return by_principle(self.actions)


def by_principle(actions: list[Action]) -> list[tuple[Principle, list[Action]]]:
    groups = [
        (principle, [action for action in actions if action.principle == principle])
        for principle in Principle
    ]
    return [(principle, found) for principle, found in groups if found]


@dataclass(frozen=True)
class Thread:
    strands: list[Strand]
    actions: list[Action]

    @property
    def stated(self) -> bool:
        """Whether the person has said what they want, wanted still or not."""
        return any(not strand.was_a_mistake for strand in self.strands)

    @property
    def live(self) -> list[Strand]:
        return [strand for strand in self.strands if strand.is_live]

    @property
    def gone(self) -> list[Strand]:
        """No longer wanted, or replaced: still readable, with when and why."""
        return [strand for strand in self.strands if not strand.is_live and not strand.was_a_mistake]

    @property
    def mistaken(self) -> list[Strand]:
        """Written down by mistake: the person never wanted it, and what was done for it stays readable."""
        return [strand for strand in self.strands if strand.was_a_mistake]

    @property
    def unserved(self) -> list[Strand]:
        """Wanted outcomes that no action serves."""
        return [strand for strand in self.strands if strand.is_wanted and not strand.is_served]

    @property
    def on_a_duty(self) -> list[Action]:
        """Actions that serve no stated outcome."""
        return [action for action in self.actions if action.outcome_id is None]

    @property
    def gaps(self) -> list[Strand]:
        return [strand for strand in self.live if strand.gap]

    @property
    def standing_actions(self) -> list[Action]:
        return [action for action in self.actions if action.status != ActionStatus.WITHDRAWN]

    @property
    def next_due(self) -> list[Action]:
        """What is still to be done, the soonest first."""
        return sorted((action for action in self.actions if action.is_open), key=lambda action: action.due_on)


@Statement
def versions_of(reader: User, case: UUID, *, for_staff: bool) -> QuerySet[OutcomeVersion]:
    """Every version of every outcome, each with its outcome; an outcome has one at least."""
    outcomes = DesiredOutcome.objects.visible_to(reader).filter(case=case).readable_by(for_staff=for_staff)
    versions = OutcomeVersion.objects.filter(outcome__in=outcomes)
    return versions.select_related("outcome", "instruction__advocate").order_by("outcome__number", "number")


@Statement
def versions_with_sources(reader: User, case: UUID, *, for_staff: bool) -> QuerySet[OutcomeVersion]:
    versions: QuerySet[OutcomeVersion] = versions_of.build(reader, case, for_staff=for_staff)
    return versions.select_related("outcome__replaces", "outcome__replaced_by", "answer__conversation")


@Statement
def reviews_of(reader: User, case: UUID) -> QuerySet[OutcomeReview]:
    reviews: QuerySet[OutcomeReview] = OutcomeReview.objects.visible_to(reader).filter(outcome__case=case)
    return reviews


@Statement
def actions_of(reader: User, case: UUID) -> QuerySet[Action]:
    """With `further`: the keys of the outcomes that each serves as well."""
    links = Action.further_outcomes.through.objects.filter(action=OuterRef("pk"))
    actions: Any = Action.objects.visible_to(reader).filter(case=case).select_related("owner")
    found: QuerySet[Action] = actions.annotate(further=ArraySubquery(links.values("desiredoutcome")))
    return found


def thread_of(case: Case, user: User, *, with_sources: bool = True) -> Thread:
    """Everything of `case` that `user` may see of its thread, in a number of queries that does not grow.

    Without sources: not what wishes came from or replaced, why one cannot be met, nor what was done.
    """
    of_case = {"case": case.pk}
    asked = versions_with_sources if with_sources else versions_of
    versions = asked.rows(user, **of_case, for_staff=can_see_case(user, case))
    actions = actions_of.rows(user, **of_case)
    outcomes = list({version.outcome_id: version.outcome for version in versions}.values())
    if with_sources:
        prefetch_related_objects(outcomes, "explanations")
        prefetch_related_objects(actions, "done")
    reviews = reviews_of.rows(user, **of_case)
    strands = [
        Strand(
            outcome=outcome,
            versions=[version for version in versions if version.outcome_id == outcome.pk],
            actions=[action for action in actions if outcome.pk in (action.outcome_id, *action.further)],
            reviews=[review for review in reviews if review.outcome_id == outcome.pk],
            name=case.person.preferred_name,
        )
        for outcome in outcomes
    ]
    return Thread(strands=strands, actions=actions)
