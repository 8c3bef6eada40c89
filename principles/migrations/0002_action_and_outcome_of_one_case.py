from django.db import migrations

ADD = """
ALTER TABLE outcomes_desiredoutcome ADD CONSTRAINT desiredoutcome_of_one_case UNIQUE (id, case_id);
ALTER TABLE principles_action ADD CONSTRAINT action_outcome_of_the_same_case
    FOREIGN KEY (outcome_id, case_id) REFERENCES outcomes_desiredoutcome (id, case_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
REMOVE = """
ALTER TABLE principles_action DROP CONSTRAINT action_outcome_of_the_same_case;
ALTER TABLE outcomes_desiredoutcome DROP CONSTRAINT desiredoutcome_of_one_case;
"""


class Migration(migrations.Migration):
    """An action serves an outcome of its own person only: the database refuses another's.

    Checked at the commit, so that an act can move a case's rows to another case in any order.
    """

    dependencies = [("principles", "0001_initial")]

    operations = [migrations.RunSQL(ADD, REMOVE)]
