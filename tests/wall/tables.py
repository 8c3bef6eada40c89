"""Which tables hold rows of cases and people, as the database itself knows: whatever leads there by foreign keys."""

from django.db import connection

OF_CASES = """
    WITH RECURSIVE leads AS (
        SELECT oid FROM pg_class WHERE oid IN ('enquiries_case'::regclass, 'people_person'::regclass)
        UNION
        SELECT conrelid FROM pg_constraint JOIN leads ON confrelid = leads.oid WHERE contype = 'f'
    ), named AS (
        SELECT oid FROM leads
        UNION
        SELECT attrelid FROM pg_attribute
        WHERE attname IN ('case_id', 'person_id', 'record_id') AND attrelid IN (
            SELECT oid FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace)
    )
    SELECT relname, relrowsecurity AND relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polqual IS NOT NULL)
    FROM named JOIN pg_class USING (oid) ORDER BY relname
"""


def tables_of_cases() -> dict[str, bool]:
    """Each with whether its rows are behind a forced policy."""
    with connection.cursor() as cursor:
        cursor.execute(OF_CASES)
        return dict(cursor.fetchall())
