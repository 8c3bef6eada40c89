"""Keeping every change of a table: one line in the migration that makes the table, or in one after it."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

START = """
CREATE TRIGGER audit_keep_change AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_keep_change({arguments});
CREATE TRIGGER audit_keep_emptying AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_keep_emptying();
SELECT audit_begin_history('{table}', {arguments});
"""
STOP = """
DROP TRIGGER audit_keep_emptying ON {table};
DROP TRIGGER audit_keep_change ON {table};
"""


def keep_changes(
    table: str,
    *,
    key: str = "id",
    case: str = "",
    person: str = "",
    left_out: Sequence[str] = (),
    digests: Sequence[str] = (),
) -> RunSQL:
    """A migration operation: from here on a trigger keeps each change of `table` in `audit_change`.

    `case` and `person` say whose record a row is: a column (`"case_id"`), or a way through its parents
    (`"action_id > principles_action.case_id"`). `left_out` names columns of pure bookkeeping; `digests` those of
    which only a digest is kept, such as bytes and password hashes. Rows that are there already are kept as begun.
    """
    arguments = ", ".join(
        f"'{words}'" for words in (key, case, person, ",".join(left_out), ",".join(digests))
    )
    return RunSQL(START.format(table=table, arguments=arguments), STOP.format(table=table), elidable=False)
