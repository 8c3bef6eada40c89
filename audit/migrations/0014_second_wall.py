"""The second wall around the trail (decision 13)."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0013_changes_of_every_table"),
        ("people", "0005_second_wall"),
    ]
    operations = [
        # Everybody leaves a trace, also before they have signed in.
        SecureRows("audit_auditentry", door="trail", also_writes="true"),
        SecureRows("audit_change", door="change"),
    ]
