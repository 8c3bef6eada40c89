from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from accounts.models import User
from accounts.rules import Relation, Verb, relations_for

if TYPE_CHECKING:
    from people.models import AboutPerson, ConflictOfInterest, Person  # noqa: F401 -- names the querysets' rows


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User, verb: Verb = Verb.SEE_IDENTITY) -> Self:
        """The people whose identity (`SEE_IDENTITY`) or whole record (a case verb) `user` may see.

        A restricted person is seen by the named only, whatever the role, and by whoever broke the glass on their case.
        Nobody sees somebody to whom they are said to be close.
        """
        if not user.is_active:
            return self.none()
        named = Q(restricted=False) | Q(pk__in=user.person_access.values("person"))
        relations = relations_for(verb, user.roles)
        if Relation.BROKE_GLASS in relations:
            named |= Q(pk__in=user.broken_glass.running().values("person"))
        open_to_all = self.filter(named, ~Q(pk__in=user.conflicts.standing().values("person")))
        if Relation.ANY in relations:
            return open_to_all
        theirs = self._cases().filter(person=OuterRef("pk"))
        seen: Any = Exists(theirs.behind_door(user, verb))
        if relations and user.may(Verb.ADD_PERSON):
            seen |= ~Exists(theirs)
        return open_to_all.filter(seen)

    def hidden_from(self, user: User) -> Self:
        """Restricted people whom `user` does not see; but nobody to whom they are close."""
        seen = self.model._default_manager.all().visible_to(user)
        close = user.conflicts.standing().values("person")
        return self.filter(restricted=True).exclude(pk__in=seen.values("pk")).exclude(pk__in=close)

    def with_cases(self, user: User) -> Self:
        """With `known_cases`: whose team `user` may know of; those they may open have `can_open`, and only of those
        is the reference shown."""
        cases = self._cases()
        can_open = Exists(cases.visible_to(user).filter(pk=OuterRef("pk")))
        known = (
            cases.visible_to(user, Verb.SEE_IDENTITY)
            .annotate(can_open=can_open)
            .select_related("team", "enquiry")
            .prefetch_related("concerns")
            .order_by("-opened_at")
        )
        return self.prefetch_related(Prefetch("cases", queryset=known, to_attr="known_cases"))

    def _cases(self) -> Any:
        """Cases, reached through the reverse relation: they belong to a higher app."""
        cases: Any = self.model._meta.get_field("cases").related_model
        return cases.objects


class AboutPersonQuerySet(models.QuerySet["AboutPerson"]):
    def visible_to(self, user: User, verb: Verb = Verb.SEE_CASE) -> Self:
        """Rows about the people whose whole record `user` may see."""
        people: Any = self.model._meta.get_field("person").related_model
        return self.filter(person__in=people.objects.visible_to(user, verb))

    def running_on(self, day: date) -> Self:
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def standing(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)

    def visible_to(self, user: User, verb: Verb = Verb.SEE_CASE) -> Self:
        """Those about people whose whole record `user` may see, or of whom they have another verb."""
        people: Any = self.model._meta.get_field("person").related_model
        return self.filter(person__in=people.objects.visible_to(user, verb))


class WarningQuerySet(AboutPersonQuerySet):
    def in_force_on(self, day: date) -> Self:
        """Warnings that run on `day` and whose review is not past: one that nobody reviewed has expired."""
        return self.running_on(day).filter(review_on__gte=day)
