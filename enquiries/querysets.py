from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.rules import Relation, Verb, relations_for
from accounts.scopes import case_scope
from enquiries.doors import cases_seen

if TYPE_CHECKING:
    from enquiries.models import AdvocateInstruction, BrokenGlass, Case, Concern  # noqa: F401 -- names the querysets' rows


def named_or_open(user: User, verb: Verb) -> Q:
    """Cases that are not restricted, or whose list names `user`; and the same for their person.

    Broken glass takes the place of a name for the verbs that the rule table gives it. A conflict of interest shuts all.
    """
    named = Q(restricted=False) | Q(pk__in=user.case_access.values("case"))
    known = Q(person__restricted=False) | Q(person__in=user.person_access.values("person"))
    opened = named & known
    if Relation.BROKE_GLASS in relations_for(verb, user.roles):
        opened |= Q(pk__in=user.broken_glass.running().values("case"))
    return opened & ~Q(person__in=user.conflicts.standing().values("person"))


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User, verb: Verb = Verb.SEE_CASE) -> Self:
        """The only door to a case: list, detail, search, export, PDF and acts all start here.

        `SEE_THREAD` in place of the default opens it for what an advocate may see and do as well.
        """
        return self.filter(case_scope(user, verb), named_or_open(user, verb))

    def behind_glass(self, user: User) -> Self:
        """The cases that `user` does not see, and may open by breaking the glass."""
        if not user.is_active or not user.may(Verb.BREAK_GLASS):
            return self.none()
        hidden = self.exclude(pk__in=self.model._default_manager.all().visible_to(user).values("pk"))
        return hidden.exclude(person__in=user.conflicts.standing().values("person"))

    def with_reference(self) -> Self:
        """Cases with what their reference is read from."""
        return self.select_related("enquiry").prefetch_related("concerns")

    def behind_door(self, user: User, verb: Verb) -> Self:
        """The same cases as `visible_to`, for a subquery of a statement about something else."""
        return self.filter(pk__in=cases_seen(self.model._default_manager.all(), user, verb))

    def open_for(self, person: Any) -> Self:
        """The person's cases where nothing is decided yet or an enquiry is open."""
        decisions: Any = self.model._meta.get_field("decisions").related_model
        decided = Exists(decisions.objects.filter(case=OuterRef("pk")))
        return self.filter(
            ~decided | Q(enquiry__isnull=False, enquiry__closed_on=None), person=person
        ).order_by("opened_at")

    def with_open_enquiry(self) -> Self:
        return self.filter(enquiry__isnull=False, enquiry__closed_on=None)


class OfCaseQuerySet(models.QuerySet[Any]):
    """Rows of a case that only those see who see the whole case."""

    door = Verb.SEE_CASE

    def visible_to(self, user: User) -> Self:
        """The rows whose case `user` may see."""
        return self.filter(case__in=self.cases_of(user))

    def cases_of(self, user: User) -> Any:
        """For `case__in=`: the keys of the cases whose rows these `user` may see."""
        cases: Any = self.model._meta.get_field("case").related_model
        return cases_seen(cases.objects.all(), user, self.door)


class OfThreadQuerySet(OfCaseQuerySet):
    """Rows of the golden thread: also seen by an advocate whose instruction is running."""

    door = Verb.SEE_THREAD


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: User) -> Self:
        """The concerns that `user` may see: the front door sees every one that is not restricted."""
        cases: Any = self.model._meta.get_field("case").related_model
        if Relation.ANY in relations_for(Verb.SEE_CONCERN, user.roles):
            seen = cases.objects.filter(named_or_open(user, Verb.SEE_CONCERN))
        else:
            seen = cases_seen(cases.objects.all(), user, Verb.SEE_CONCERN)
        named = Q(restricted=False) | Q(case__in=user.case_access.values("case"))
        if Relation.BROKE_GLASS in relations_for(Verb.SEE_CONCERN, user.roles):
            named |= Q(case__in=user.broken_glass.running().values("case"))
        return self.filter(named, case__in=seen) if user.is_active else self.none()


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    def visible_to(self, user: User) -> Self:
        """What `user` opened themselves, and what they may judge. Whose record it was is another question."""
        if not user.is_active:
            return self.none()
        others = self.exclude(person__in=user.conflicts.standing().values("person"))
        if Relation.ANY in relations_for(Verb.REVIEW_GLASS, user.roles):
            return others
        cases: Any = self.model._meta.get_field("case").related_model
        return others.filter(
            Q(user=user) | Q(case__in=cases_seen(cases.objects.all(), user, Verb.REVIEW_GLASS))
        )

    def running(self) -> Self:
        """Open at this moment. The database tells the time: a door that was written once still shuts by itself."""
        return self.filter(ended_at=None, until__gt=Now())

    def waiting_for(self, user: User) -> Self:
        """What `user` has to judge: nobody has yet, and they did not open it themselves."""
        if not user.may(Verb.REVIEW_GLASS):
            return self.none()
        return self.visible_to(user).filter(reviewed_at=None).exclude(user=user).order_by("started_at")


class InstructionQuerySet(OfThreadQuerySet):
    def running_on(self, day: date) -> Self:
        """Instructions that have begun and not ended by `day` (a Europe/London date)."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class ParticipantQuerySet(OfCaseQuerySet):
    def current(self) -> Self:
        """The newest row about each of those who are still involved."""
        return self.filter(replaced_by=None, ended_on=None)


class MeetingQuerySet(OfThreadQuerySet):
    def to_come(self, moment: datetime) -> Self:
        """Meetings after `moment` that have not been called off, the next one first."""
        return self.filter(cancelled_at=None, at__gte=moment).order_by("at")


class RiskQuerySet(OfCaseQuerySet):
    def standing(self) -> Self:
        """Risks that were not withdrawn as recorded in error, in their order."""
        return self.filter(withdrawn_on=None).order_by("number")


class CapacityQuerySet(OfCaseQuerySet):
    def governing(self) -> Self:
        """The newest assessment of each decision; the earlier stay readable."""
        return self.filter(superseded_by=None)


class ApprovalQuerySet(OfCaseQuerySet):
    def waiting_for(self, user: User) -> Self:
        """What `user` may answer: on cases where they approve, not answered yet, and not their own."""
        cases: Any = self.model._meta.get_field("case").related_model
        theirs = cases_seen(cases.objects.all(), user, Verb.APPROVE)
        return self.filter(case__in=theirs, answered_by=None).exclude(recorded_by=user)


class WouldChangeQuerySet(OfCaseQuerySet):
    """Whoever may see a concern about the person may know what would change an earlier decision."""

    door = Verb.SEE_CONCERN

    def raised_by(self, concern: "Concern") -> Self:
        """What this concern matches: an earlier closing that stands, about the same person, of a kind it names."""
        return self.filter(
            Q(types=[]) | Q(types__overlap=concern.types),
            case__person=concern.case.person_id,
            ended_on=None,
            recorded_at__lt=concern.recorded_at,
        )
