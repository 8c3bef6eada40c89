import django.db.models.deletion
from django.db import migrations, models

PERSON = {
    "help_text": "Whose case it is: whoever judges may not see it",
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "people.person",
}


class Migration(migrations.Migration):
    dependencies = [
        ("enquiries", "0006_kinds_of_restriction_and_broken_glass"),
        ("people", "0004_conflicts_of_interest"),
    ]
    operations = [
        migrations.AddField("brokenglass", "person", models.ForeignKey(null=True, **PERSON)),
        migrations.RunSQL(
            """
            UPDATE enquiries_brokenglass g SET person_id = c.person_id
            FROM enquiries_case c WHERE c.id = g.case_id
            """,
            migrations.RunSQL.noop,
        ),
        # The foreign keys of the rows just written are checked now, so that the table can be changed.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("brokenglass", "person", models.ForeignKey(**PERSON)),
    ]
