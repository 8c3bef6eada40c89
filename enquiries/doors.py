"""The door to a case as SQL, written once a user: a page puts it before a dozen tables.

Building the condition and turning it into SQL anew for each table took a fifth of a case page's time. It is the same
condition, and the database still answers it for each statement.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from accounts.models import User
from accounts.rules import Verb, relations_for
from audit import clock


def cases_seen(cases: "QuerySet[Any]", user: User, verb: Verb) -> Any:
    """For `case__in=`: the keys of `cases.visible_to(user, verb)`.

    Written anew as soon as something that it was written from has changed: the day, or where the user belongs. Verbs
    that the rule table gives to the user in the same relations share it.
    """
    relations = frozenset(relations_for(verb, user.roles).items())
    belongs = tuple((row.role, row.team_id) for row in user.running_memberships)
    key = (relations, cases.db, clock.today(), user.is_active, belongs)
    if key not in user.doors:
        user.doors[key] = _written(cases.visible_to(user, verb).values("pk"))  # type: ignore[attr-defined]  # the door
    return user.doors[key]


def _written(cases: "QuerySet[Any]") -> Any:
    try:
        sql, values = cases.query.get_compiler(using=cases.db).as_sql()
    except EmptyResultSet:
        return []
    return RawSQL(sql, values, output_field=UUIDField())  # noqa: S611 -- what the ORM itself wrote, with its values
