"""The lists that people work from: theirs, their team's, what waits."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from accounts.models import Team, User
from accounts.rules import Role
from accounts.statements import Statement
from enquiries.choices import AllocationRole, Stage
from enquiries.models import Allocation, Case, Concern, Decision
from outcomes.models import AdvocateView, Conversation
from principles.choices import ActionStatus
from principles.models import Action

SHOWN = 10
"""Rows of each list on the home page; the rest is behind "See all"."""


SHOWN_OF_A_CASE = (
    "person",
    "team",
    "restricted",
    "person__preferred_name",
    "team__name",
    "enquiry__case",
    "enquiry__reference",
    "enquiry__stage",
    "enquiry__closed_on",
)


def for_list(cases: QuerySet[Case]) -> Any:
    """`cases` with what a line shows: whether the person was asked, the next thing due, who leads."""
    due = Action.objects.filter(case=OuterRef("pk"), status=ActionStatus.OPEN).order_by("due_on")
    asked = Conversation.objects.asked().filter(case=OuterRef("pk"))
    leads = Allocation.objects.filter(case=OuterRef("pk"), role=AllocationRole.LEAD, ended_at=None)
    references = Concern.objects.only("case", "reference", "recorded_at").order_by("recorded_at")
    return (
        cases.alias(is_decided=Exists(Decision.objects.filter(case=OuterRef("pk"))))
        .annotate(
            # Looked up for each line that is shown; of an EXISTS the database makes a table of everybody asked.
            was_asked=Coalesce(Subquery(asked.values("asked")[:1]), Value(value=False)),
            next_due=Subquery(due.values("due_on")[:1]),
            lead=Subquery(leads.values("user__name")[:1]),
        )
        .select_related("person", "team", "enquiry")
        .only(*SHOWN_OF_A_CASE)
        .prefetch_related(Prefetch("concerns", references))
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

    team: UUID | str = ""
    """One team, or "mine"."""
    stage: str = ""
    state: str = "open"
    worker: UUID | str = ""
    """One worker, "me" or "nobody"."""
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
        worker = user.pk if self.worker == "me" else self.worker
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


@Statement
def cases_for(reader: User, **narrowed_by: Any) -> Any:
    """The cases that the reader may see, narrowed by the `Filters` and in their order."""
    filters = Filters(**narrowed_by)
    return filters.apply(for_list(Case.objects.visible_to(reader)), reader).order_by(*SORTS[filters.sort])


@Statement
def seen_cases(reader: User) -> QuerySet[Case]:
    return Case.objects.visible_to(reader)


@Statement
def workers_for(reader: User) -> QuerySet[User]:
    """Whoever works on a case that the reader may see."""
    working = Allocation.objects.filter(ended_at=None, case__in=Case.objects.visible_to(reader))
    return User.objects.filter(pk__in=working.values("user")).only("name")


@Statement
def teams_for(reader: User) -> QuerySet[Team]:
    """The teams whose cases the reader may see."""
    return Team.objects.filter(pk__in=Case.objects.visible_to(reader).values("team"))
