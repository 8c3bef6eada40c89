from django.db import migrations

OF_ONE_CASE = ("risksource", "risk", "capacityassessment")
LINKS = (
    ("risk", "source_id", "risksource"),
    ("riskview", "risk_id", "risk"),
    ("riskchange", "risk_id", "risk"),
    ("riskchoice", "risk_id", "risk"),
    ("bodymark", "risk_id", "risk"),
    ("capacityassessment", "supersedes_id", "capacityassessment"),
    ("bestinterestsdecision", "assessment_id", "capacityassessment"),
)

ADD = "".join(
    f"ALTER TABLE enquiries_{table} ADD CONSTRAINT {table}_of_one_case UNIQUE (id, case_id);"
    for table in OF_ONE_CASE
) + "".join(
    f"""
ALTER TABLE enquiries_{table} ADD CONSTRAINT {table}_{target}_of_the_same_case
    FOREIGN KEY ({column}, case_id) REFERENCES enquiries_{target} (id, case_id) DEFERRABLE INITIALLY DEFERRED;
"""
    for table, column, target in LINKS
)
REMOVE = "".join(
    f"ALTER TABLE enquiries_{table} DROP CONSTRAINT {table}_{target}_of_the_same_case;"
    for table, _, target in LINKS
) + "".join(f"ALTER TABLE enquiries_{table} DROP CONSTRAINT {table}_of_one_case;" for table in OF_ONE_CASE)

LACKING = """
CREATE FUNCTION bestinterestsdecision_only_where_lacking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM enquiries_capacityassessment a WHERE a.id = NEW.assessment_id AND a.answer = 'lacks'
    ) THEN
        RAISE EXCEPTION 'a best interests decision needs an assessment that the person lacks capacity'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bestinterestsdecision_only_where_lacking';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bestinterestsdecision_only_where_lacking
    BEFORE INSERT OR UPDATE OF assessment_id ON enquiries_bestinterestsdecision
    FOR EACH ROW EXECUTE FUNCTION bestinterestsdecision_only_where_lacking();
"""
NOT_LACKING = """
DROP TRIGGER bestinterestsdecision_only_where_lacking ON enquiries_bestinterestsdecision;
DROP FUNCTION bestinterestsdecision_only_where_lacking();
"""


class Migration(migrations.Migration):
    """A row points to rows of its own case only, and a best interests decision to somebody who lacks capacity for it.

    The keys are checked at the commit, so that an act can move a case's rows to another case in any order.
    """

    dependencies = [("enquiries", "0004_risk_capacity_and_advocacy")]

    operations = [migrations.RunSQL(ADD, REMOVE), migrations.RunSQL(LACKING, NOT_LACKING)]
