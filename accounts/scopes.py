"""How a row of the rule table becomes a condition on the Case table.

Cases belong to a higher app, so their fields are named here as look-ups only.
"""

from django.db.models import Q

from accounts.models import User
from accounts.rules import Relation, Verb, relations_for
from audit import clock

NOTHING = Q(pk__in=[])


def case_scope(user: User, verb: Verb) -> Q:
    """The cases to which `user` stands in a relation that gives `verb`; whether restricted is judged elsewhere."""
    if not user.is_active:
        return NOTHING
    relations = relations_for(verb, user.roles)
    if Relation.ANY in relations:
        return Q(pk__isnull=False)
    scope = NOTHING
    if roles := relations.get(Relation.TEAM):
        scope |= Q(team__in=user.team_ids(roles))
    if roles := relations.get(Relation.FRONT_DOOR):
        scope |= Q(team__in=user.team_ids(roles), team__is_front_door=True)
    if Relation.ALLOCATED in relations:
        scope |= Q(pk__in=user.allocations.filter(ended_at=None).values("case"))
    if Relation.BROKE_GLASS in relations:
        scope |= Q(pk__in=user.broken_glass.running().values("case"))
    if Relation.INSTRUCTED in relations:
        scope |= Q(pk__in=user.instructions.running_on(clock.today()).values("case"))
    return scope
