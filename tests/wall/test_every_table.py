"""Every table of a case stands behind the wall, and where nobody asks it is empty."""

import pytest
from django.db import ProgrammingError, connection, transaction

from audit.context import NOBODY, asking
from audit.models import AuditEntry
from enquiries.models import Note
from tests.wall.conftest import as_user
from tests.wall.tables import tables_of_cases

TRAIL = "audit_auditentry"
"""Whoever writes an entry sees it until the end of their transaction: its number is read back."""


def numbers_of_rows():
    found = {}
    with connection.cursor() as cursor:
        for table in tables_of_cases():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- names from the catalogue
            found[table] = cursor.fetchone()[0]
    return found


def test_every_table_of_a_case_or_person_has_a_forced_policy(db):
    open_tables = [table for table, is_secured in tables_of_cases().items() if not is_secured]
    assert open_tables == [], "give each its policy in a migration: docs/how-to/add-a-table.md"


def test_no_policy_asks_a_function_of_ours_for_each_row(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_expr(polqual, polrelid) FROM pg_policy")
        policies = [policy for (policy,) in cursor.fetchall()]
    assert policies
    assert [policy for policy in policies if "wall_" in policy] == []


def test_a_view_would_ask_as_whoever_reads_it(db):
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
            AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)
        """)
        assert cursor.fetchall() == []


def test_where_nobody_asks_every_table_is_empty(everything):
    filled = [table for table, number in numbers_of_rows().items() if number]
    assert len(filled) > 20
    with asking(NOBODY):
        assert {table for table, number in numbers_of_rows().items() if number} <= {TRAIL}


@pytest.mark.django_db(transaction=True)
def test_the_trail_is_empty_too_once_its_transaction_is_over(case):
    assert AuditEntry.objects.exists()
    with asking(NOBODY):
        assert set(numbers_of_rows().values()) == {0}


def test_an_administrator_and_an_analyst_are_nobody_to_a_case(everything):
    for user in (everything.cast.administrator, everything.cast.analyst):
        with as_user(user):
            assert {table for table, number in numbers_of_rows().items() if number} <= {
                TRAIL,
                "people_conflictofinterest",
            }


def test_what_was_never_asked_and_what_was_rolled_back_are_both_nobody(everything):
    with asking(NOBODY), connection.cursor() as cursor:
        for setting in (None, ""):
            cursor.execute("SELECT set_config('msp.identities', %s, true)", [setting])
            cursor.execute("SELECT set_config('msp.shut_people', %s, true)", [setting])
            cursor.execute("SELECT count(*) FROM enquiries_case")
            assert cursor.fetchone() == (0,)


def test_raw_statements_touch_nothing_outside_ones_rows(everything):
    case = everything.places["open"].case
    notes = Note.objects.filter(case=case).count()
    with as_user(everything.cast.outsider), connection.cursor() as cursor:
        cursor.execute("UPDATE enquiries_note SET text = 'x'")
        changed = cursor.rowcount
        cursor.execute("DELETE FROM enquiries_note")
        assert (changed, cursor.rowcount) == (0, 0)
    assert notes
    assert Note.objects.filter(case=case).count() == notes


def test_nobody_writes_into_a_case_that_is_not_theirs(everything):
    case, outsider = everything.places["open"].case, everything.cast.outsider
    note = Note.objects.filter(case=case).values().first()
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with as_user(outsider), refused, transaction.atomic():
        Note.objects.create(case=case, kind=note["kind"], happened_at=note["happened_at"], text="x",
                                recorded_by=outsider)  # fmt: skip
