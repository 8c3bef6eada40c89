"""The lists that people work from: theirs, their team's, what waits."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from accounts.models import Team, User
from accounts.rules import Role
from enquiries.choices import AllocationRole, Stage
from enquiries.models import Allocation, Case, Concern, Decision
from outcomes.models import AdvocateView, Conversation
from principles.choices import ActionStatus
from principles.models import Action

SHOWN = 10
"""Rows of each list on the home page; the rest is behind "See all"."""


def for_list(cases: QuerySet[Case]) -> Any:
    """`cases` with what a line shows: whether the person was asked, the next thing due, who leads."""
    due = Action.objects.filter(case=OuterRef("pk"), status=ActionStatus.OPEN).order_by("due_on")
    asked = Conversation.objects.asked().filter(case=OuterRef("pk"))
    leads = Allocation.objects.filter(ended_at=None).select_related("user").order_by("role", "started_at")
    references = Concern.objects.only("case", "reference", "recorded_at").order_by("recorded_at")
    return (
        cases.annotate(
            was_asked=Exists(asked),
            is_decided=Exists(Decision.objects.filter(case=OuterRef("pk"))),
            next_due=Subquery(due.values("due_on")[:1]),
        )
        .select_related("person", "team", "enquiry")
        .prefetch_related(
            Prefetch("concerns", references),
            Prefetch("allocations", leads, to_attr="workers"),
        )
    )


IN_HAND = Q(is_decided=False) | Q(enquiry__closed_on=None, enquiry__isnull=False)


def mine(user: User) -> Any:
    """Cases in hand that are allocated to `user`, the soonest due first."""
    own = Allocation.objects.filter(user=user, ended_at=None).values("case")
    cases = for_list(Case.objects.visible_to(user).filter(pk__in=own)).filter(IN_HAND)
    return cases.order_by(F("next_due").asc(nulls_last=True), "opened_at")


def waiting_for_decision(user: User) -> Any:
    """Concerns that nobody has decided on, the oldest first."""
    return for_list(Case.objects.visible_to(user)).filter(is_decided=False).order_by("opened_at")


def nobody_asked(user: User) -> Any:
    """Cases in hand of `user`, or of their teams where they are a SAM, whose person nobody has asked."""
    cases = Case.objects.visible_to(user)
    near = Q(pk__in=Allocation.objects.filter(user=user, ended_at=None).values("case"))
    if Role.SAM in user.roles:
        near |= Q(team__in=user.team_ids(frozenset({Role.SAM})))
    return for_list(cases.filter(near)).filter(IN_HAND, was_asked=False).order_by("opened_at")


def unanswered_reports(user: User) -> Any:
    """Advocates' written reports that the council has not answered, on cases that `user` sees."""
    seen = Case.objects.visible_to(user)
    views: Any = AdvocateView.objects.filter(case__in=seen)
    return views.unanswered().select_related("case__enquiry", "case__person").order_by("recorded_at")


SORTS = {
    "newest": ("-opened_at", "pk"),
    "oldest": ("opened_at", "pk"),
    "due": (F("next_due").asc(nulls_last=True), "opened_at", "pk"),
    "name": (Lower("person__search_name"), "pk"),
}


@dataclass(frozen=True)
class Filters:
    """What a list of cases is narrowed by; empty means all."""

    team: str = ""
    stage: str = ""
    state: str = "open"
    worker: str = ""
    asked: str = ""
    sort: str = "newest"

    def apply(self, cases: Any, user: User) -> Any:
        return self._by_state(self._by_worker(self._by_team(cases, user), user))

    def _by_team(self, cases: Any, user: User) -> Any:
        if self.team == "mine":
            return cases.filter(team__in=user.team_ids())
        return cases.filter(team=self.team) if self.team else cases

    def _by_worker(self, cases: Any, user: User) -> Any:
        running = Allocation.objects.filter(ended_at=None)
        if self.worker == "nobody":
            return cases.filter(~Exists(running.filter(case=OuterRef("pk"), role=AllocationRole.LEAD)))
        worker = user.pk if self.worker == "me" else UUID(self.worker) if self.worker else None
        return cases.filter(pk__in=running.filter(user=worker).values("case")) if worker else cases

    def _by_state(self, cases: Any) -> Any:
        if self.stage == Stage.CONCERN:
            cases = cases.filter(enquiry=None)
        elif self.stage:
            cases = cases.filter(enquiry__stage=self.stage)
        if self.asked:
            cases = cases.filter(was_asked=self.asked == "yes")
        if self.state == "all":
            return cases
        return cases.exclude(IN_HAND) if self.state == "closed" else cases.filter(IN_HAND)


def cases_for(user: User, filters: Filters) -> Any:
    """The cases that `user` may see, narrowed by `filters` and in their order."""
    return filters.apply(for_list(Case.objects.visible_to(user)), user).order_by(*SORTS[filters.sort])


def workers_for(user: User) -> list[User]:
    """Whoever works on a case that `user` may see."""
    working = Allocation.objects.filter(ended_at=None, case__in=Case.objects.visible_to(user))
    return list(User.objects.filter(pk__in=working.values("user")))


def teams_for(user: User) -> list[Team]:
    """The teams whose cases `user` may see."""
    return list(Team.objects.filter(pk__in=Case.objects.visible_to(user).values("team")))
