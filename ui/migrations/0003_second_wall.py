"""The second wall around half-written text (decision 13): its writer alone."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("ui", "0002_draft_says_what_it_is_about"),
    ]
    operations = [
        SecureRows("ui_draft", door="own", key="user_id"),
        SecureRows("ui_submission", door="own", key="user_id"),
        SecureRows("ui_parcel", door="own", key="user_id"),
    ]
