"""The second wall around reports and reminders (decision 13)."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0004_remind_of_broken_glass"),
        ("enquiries", "0009_second_wall"),
    ]
    operations = [
        SecureRows("casefile_report", door="case"),
        SecureRows("casefile_reminder", door="own", key="recipient_id"),
    ]
