"""The second wall around actions (decision 13); the person's advocate is let in."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("principles", "0003_actions_of_a_period"),
        ("enquiries", "0009_second_wall"),
    ]
    operations = [
        SecureRows("principles_action", door="thread"),
        SecureRows("principles_actiondone", door="parent", parent="principles_action", key="action_id"),
        SecureRows("principles_action_further_outcomes", door="parent", parent="principles_action", key="action_id"),
    ]
