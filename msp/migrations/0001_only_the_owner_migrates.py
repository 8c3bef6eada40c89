from django.db import migrations


class Migration(migrations.Migration):
    """The app reads which migrations are applied (`/readyz`); it may not say so itself."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM msp_app",
            "GRANT INSERT, UPDATE, DELETE ON django_migrations TO msp_app",
        )
    ]
