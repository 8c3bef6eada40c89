"""The second wall around people (decision 13): who they are, and what is known of them."""

from django.db import migrations

from audit.wall import SecureRows


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_conflicts_of_interest"),
        ("enquiries", "0009_second_wall"),
    ]
    operations = [
        SecureRows("people_person", door="is person"),
        SecureRows("people_personaccess", door="named on person"),
        # What must never be done or told is known to whoever knows who the person is.
        SecureRows("people_safecontactrule", door="identity"),
        SecureRows("people_conflictofinterest", door="named on person"),
        SecureRows("people_communicationneed", door="person and advocate"),
        SecureRows("people_preparedcontact", door="person"),
        SecureRows("people_contactdetail", door="person"),
        SecureRows("people_address", door="person"),
        SecureRows("people_warningnote", door="person"),
        SecureRows("people_relationship", door="person"),
    ]
