"""The sweep that finds reminders. The rows that are due are the truth; a reminder is what was made of them once."""

import logging
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from audit import clock
from casefile.reminders import choices, due, recipients
from casefile.reminders.choices import AHEAD
from casefile.reminders.days import add_working_days, days_between

logger = logging.getLogger(__name__)

ONE_AT_A_TIME = 7_205_201
"""The number of the advisory lock: a second sweep at the same moment has nothing to add, and goes home."""

WORKING_DAYS = """
    working_days AS MATERIALIZED (
        SELECT base, number, due
        FROM unnest(%(bases)s::date[], %(numbers)s::int[], %(dues)s::date[]) AS w (base, number, due)
    )
"""

NEW_ID = """
    encode(set_bit(set_bit(overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
"""
"""A UUIDv7, as `audit.ids.new_id` makes them: the milliseconds first, then the version. From PostgreSQL 18 it has a
function of its own, but 15 is enough for this product."""

FIND = """
    WITH {working_days}, {open_cases},
    due (subject_id, case_id, due_on, owner_id) AS MATERIALIZED ({due}),
    {running}, {hands}, {wanted},
    found AS (
        INSERT INTO casefile_reminder
            (id, kind, subject_id, due_on, recipient_id, case_id, escalation, found_at)
        SELECT DISTINCT ON (subject_id, due_on, recipient_id)
            {new_id}, %(kind)s, subject_id, due_on, recipient_id, case_id, false, %(now)s
        FROM wanted
        WHERE due_on <= %(today)s + %(ahead)s
          AND NOT EXISTS (
              SELECT FROM casefile_reminder r
              WHERE r.kind = %(kind)s AND r.subject_id = wanted.subject_id AND r.due_on = wanted.due_on
                AND r.recipient_id = wanted.recipient_id AND r.done_at IS NULL
          )
        ORDER BY subject_id, due_on, recipient_id
        ON CONFLICT (kind, subject_id, due_on, recipient_id)
            DO UPDATE SET done_at = NULL WHERE casefile_reminder.done_at IS NOT NULL
        RETURNING 1
    ),
    closed AS (
        UPDATE casefile_reminder r SET done_at = %(now)s
        WHERE r.kind = %(kind)s AND r.done_at IS NULL
          AND NOT EXISTS (
              SELECT FROM wanted w
              WHERE w.subject_id = r.subject_id AND w.due_on = r.due_on
                AND (r.escalation OR w.recipient_id = r.recipient_id)
          )
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM found), (SELECT count(*) FROM closed)
"""

ESCALATE = """
    WITH due AS MATERIALIZED (
        SELECT id, kind, subject_id, due_on, recipient_id, case_id
        FROM casefile_reminder
        WHERE done_at IS NULL AND escalated_at IS NULL AND NOT escalation
          AND due_on < %(today)s - %(escalate_days)s
    ),
    {running}, {hands}, {managers},
    passed_on AS (
        INSERT INTO casefile_reminder
            (id, kind, subject_id, due_on, recipient_id, case_id, escalation, found_at)
        SELECT DISTINCT ON (due.kind, due.subject_id, due.due_on, managers.user_id)
            {new_id}, due.kind, due.subject_id, due.due_on, managers.user_id, due.case_id, true, %(now)s
        FROM due JOIN managers ON managers.id = due.id
        ORDER BY due.kind, due.subject_id, due.due_on, managers.user_id
        ON CONFLICT (kind, subject_id, due_on, recipient_id) DO NOTHING
        RETURNING 1
    ),
    marked AS (
        UPDATE casefile_reminder r SET escalated_at = %(now)s
        WHERE r.id IN (SELECT id FROM managers)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM passed_on), (SELECT count(*) FROM marked)
"""


@transaction.atomic
def find_due() -> bool:
    """Compare what is due with what is there, kind by kind: add, close, pass on. Says whether it was our turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return False
        # The planner cannot know how many rows a CTE has, and a nested loop over two big ones takes an hour.
        cursor.execute("SET LOCAL enable_nestloop = off")
        values = _values(cursor)
        for kind, query in due.DUE.items():
            parts = _PARTS | ({"wanted": recipients.GLASS} if kind == choices.Kind.GLASS else {})
            statement = FIND.format(due=query, working_days=WORKING_DAYS, open_cases=due.OPEN_CASES, **parts)
            cursor.execute(statement, {**values, "kind": kind.value, "ahead": AHEAD[kind]})
            found, closed = cursor.fetchone()
            logger.info("Reminders of kind %s: %s found, %s closed", kind.value, found, closed)
        cursor.execute(ESCALATE.format(**_PARTS), values)
        logger.info("Reminders passed on to managers: %s", cursor.fetchone()[0])
    return True


_PARTS = {
    "new_id": NEW_ID,
    "running": recipients.RUNNING,
    "hands": recipients.HANDS,
    "wanted": recipients.WANTED,
    "managers": recipients.MANAGERS,
}


def _values(cursor: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "today": today,
        "now": clock.now(),
        "review_days": settings.REMINDER_REVIEW_DAYS,
        "escalate_days": settings.REMINDER_ESCALATE_DAYS,
        "ask_days": choices.ASK_WORKING_DAYS,
        "advocate_days": choices.ADVOCATE_WORKING_DAYS,
        "answer_days": choices.ANSWER_WORKING_DAYS,
        "meet_days": choices.MEET_WORKING_DAYS,
        "sign_days": choices.SIGN_WORKING_DAYS,
        "give_days": choices.GIVE_WORKING_DAYS,
        "instruction_kept_days": choices.INSTRUCTION_KEPT_DAYS,
        **_working_days(_earliest(cursor), today),
    }


def _earliest(cursor: Any) -> date:
    """The first day from which a target in working days can still run."""
    cursor.execute("""
        SELECT least(
            (SELECT min(opened_at) FROM enquiries_case)::date,
            (SELECT min(asked_on) FROM enquiries_advocaterequest WHERE ended_on IS NULL),
            (SELECT min(from_on) FROM enquiries_advocateinstruction WHERE first_met_on IS NULL),
            (SELECT min(recorded_at) FROM enquiries_riskchoice WHERE signed_by_id IS NULL)::date,
            (SELECT min(recorded_at) FROM outcomes_advocateview WHERE kind = 'report')::date,
            (SELECT min(made_at) FROM casefile_report WHERE given_on IS NULL)::date
        )
    """)
    (earliest,) = cursor.fetchone()
    return (earliest or clock.today()) - timedelta(days=1)


def _working_days(first: date, last: date) -> dict[str, list[Any]]:
    """For each day and target: the day that is so many working days later."""
    targets = sorted(
        {
            choices.ASK_WORKING_DAYS,
            choices.ADVOCATE_WORKING_DAYS,
            choices.ANSWER_WORKING_DAYS,
            choices.GIVE_WORKING_DAYS,
            choices.MEET_WORKING_DAYS,
            choices.SIGN_WORKING_DAYS,
        }
    )
    rows = [
        (base, number, add_working_days(base, number))
        for base in days_between(first, last)
        for number in targets
    ]
    bases, numbers, dues = zip(*rows, strict=True)
    return {"bases": list(bases), "numbers": list(numbers), "dues": list(dues)}
