"""The second wall: which rows the database lets through, whatever the query asks (decision 13).

A table's policy is one line in a migration: `SecureRows("enquiries_note", door="case")`. The conditions read only what
`wall_ask` has derived for this transaction from who asks (settings named `msp.…`), so that none calls a function of
ours for each row. Where nobody asks, each of them is empty, and no row is there.

Whoever changes a door secures its tables again, in a migration.
"""

from typing import Any

from django.db import migrations


def _among(column: str, name: str) -> str:
    """Whether a key is in one of the sets.

    It is looked for in the set's text: nothing is made into an array row by row, and the planner, whose work on
    subqueries here took longer than the statements themselves, has nothing to plan.
    """
    return f"(strpos(current_setting('msp.{name}', true), {column}::text) > 0)"


def _outside(column: str, name: str) -> str:
    """Whether a key is not in one of the sets. Of `<>` the planner expects that nearly every row meets it, as it does;
    of other ways to say it, that few do, and then it joins big tables row by row."""
    return f"(least(strpos(current_setting('msp.{name}', true), {column}::text), 1) <> 1)"


def _is(name: str) -> str:
    """Whether a flag is set: not empty. Where there is no setting it is not; and see `_outside`."""
    return f"(coalesce(current_setting('msp.{name}', true), '') <> '')"


ASKER = "current_setting('msp.asker', true)"
WHOLE = f"({_is('all_cases')} OR {_among('c.team_id', 'teams')} OR {_among('c.id', 'allocated')})"
"""Of case `c`: whoever may see all of it."""
INSTRUCTED = f"{_among('c.id', 'instructed')}"

OPEN_CASE = f"""
    ({_is("identities")} OR {_among("id", "instructed")})
    AND (NOT restricted OR {_is("system")} OR {_among("id", "named_cases")})
    AND {_outside("person_id", "shut_people")}
"""
"""The bare row of a case: that a person has one, with which team. It is part of who a person is."""

OPEN_PERSON = f"""
    ({_is("identities")} OR {_among("id", "instructed_people")})
    AND (NOT restricted OR {_is("system")} OR {_among("id", "named_people")})
    AND {_outside("id", "shut_people")}
"""


def _of_case(condition: str) -> str:
    """The row's case is open to the asker (its own policy sees to that), and they stand to it like this.

    Whoever sees every case that is not shut to them need not look at it. A plain subquery, not EXISTS: that would be
    planned twice.
    """
    every = f"({_is('all_cases')} AND {_outside('case_id', 'shut_cases')})"
    return f"({every} OR (SELECT {condition} FROM enquiries_case c WHERE c.id = case_id))"  # noqa: S608 -- constants only


WHOLE_PERSON = f"""
    EXISTS (SELECT FROM enquiries_case c WHERE c.person_id = {{table}}.person_id AND ({{condition}}))
    OR ({_is("identities")}
        AND EXISTS (SELECT FROM people_person p WHERE p.id = {{table}}.person_id)
        AND NOT EXISTS (SELECT FROM enquiries_case c WHERE c.person_id = {{table}}.person_id))
"""  # noqa: S608 -- constants only
"""Some case of the person is seen; or they have none yet, and the asker may add people."""

DOORS = {
    "is case": OPEN_CASE,
    "is person": OPEN_PERSON,
    "case": _of_case(WHOLE),
    "thread": _of_case(f"{WHOLE} OR {INSTRUCTED}"),
    "concern": _of_case(f"{WHOLE} OR {_is('concerns')}"),
    "enquiry": _of_case(f"{WHOLE} OR {INSTRUCTED} OR {_is('concerns')}"),
    "identity": "(SELECT true FROM people_person p WHERE p.id = person_id)",
    "person": WHOLE_PERSON.replace("{condition}", WHOLE),
    "person and advocate": WHOLE_PERSON.replace("{condition}", f"{WHOLE} OR {INSTRUCTED}"),
    "parent": f"({_is('system')} OR (SELECT true FROM {{parent}} p WHERE p.id = {{key}}))",  # noqa: S608
    "partner": f"id::text = {ASKER} OR {_of_case(WHOLE)}",
    "glass": f"""
        (user_id::text = {ASKER} OR {_is("all_cases")} OR {_of_case(WHOLE)})
        AND {_outside("case_id", "close_cases")}
    """,
    "trail": f"""
        xact = pg_current_xact_id_if_assigned()::text::bigint
        OR {_is("trail")} OR actor_id::text = {ASKER} OR {_of_case(WHOLE)} OR {WHOLE_PERSON}
    """.replace("{condition}", WHOLE),
    "change": f"{_is('trail')} OR {_of_case(WHOLE)} OR {WHOLE_PERSON}".replace("{condition}", WHOLE),
    "own": f"({_is('system')} OR {{key}}::text = {ASKER})",
    "own, of a case": f"({_is('system')} OR {{key}}::text = {ASKER}) AND {_of_case(WHOLE)}",
    "named on case": f"user_id::text = {ASKER} OR {_of_case(WHOLE)}",
    "named on person": f"user_id::text = {ASKER} OR {WHOLE_PERSON}".replace("{condition}", WHOLE),
}
"""Each as a condition on a row. The parts in braces are filled in by `SecureRows`."""


class SecureRows(migrations.RunSQL):
    """Enable and force row-level security on a table, with the condition of one of the doors.

    `parent` and `key` name the row whose policy decides for this one; `key` alone the column that holds the owner.
    `also_writes` lets a new or changed row be written that the door alone would refuse.
    """

    def __init__(
        self, table: str, *, door: str, parent: str = "", key: str = "", also_writes: str = ""
    ) -> None:
        self.arguments = ([table], {"door": door, "parent": parent, "key": key, "also_writes": also_writes})
        condition = DOORS[door].format(table=table, parent=parent, key=key)
        check = f"({condition}) OR ({also_writes})" if also_writes else condition
        super().__init__(
            f"""
            DROP POLICY IF EXISTS second_wall ON {table};
            CREATE POLICY second_wall ON {table} USING ({condition}) WITH CHECK ({check});
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            """,
            f"""
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
            DROP POLICY second_wall ON {table};
            """,
        )
        self.table, self.door = table, door

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, *self.arguments)

    def describe(self) -> str:
        return f"Secure the rows of {self.table} (door: {self.door})"
