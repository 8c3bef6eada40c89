from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    """Who sees the whole record of a person may list who has looked at it, also where no case was opened."""

    dependencies = [("audit", "0014_second_wall")]
    operations = [SecureRows("audit_auditentry", door="trail", also_writes="true")]
