"""Every table of the record keeps its changes; each that does not is listed here with the reason."""

import json

import pytest
from django.apps import apps
from django.db import connection, transaction

from audit.actions import record
from audit.events import LOOKING, Event
from audit.models import Change
from audit.verifier import LOOKING as LOOKING_ALONE
from tests.cast import make_user

OURS = {"audit", "ui", "accounts", "people", "enquiries", "outcomes", "principles", "casefile", "oversight"}
NOT_KEPT = {
    "audit_auditentry": "the trail itself",
    "audit_change": "the trail itself",
    "audit_head": "the trail itself",
    "audit_counter": "the last number given; the references themselves are kept",
    "ui_draft": "half-written text, removed when it is sent or old",
    "ui_submission": "which forms came twice",
    "ui_parcel": "half-written text, encrypted, kept for hours",
    "accounts_session": "who is signed in now; signing in and out are events",
    "accounts_wrongtries": "wrong tries of the last hour, under digests",
    "casefile_reminder": "what a sweep found due; sending is an event",
    "casefile_digest": "mails on their way; sending is an event",
}


def kept_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audit_keep_change'")
        return {table for (table,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_table_of_the_record_keeps_its_changes():
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and model._meta.managed
    }
    missing = tables - kept_tables() - set(NOT_KEPT)
    assert not missing, f"add keep_changes(...) to a migration (audit/tracking.py says how) for {missing}"
    assert not set(NOT_KEPT) & kept_tables()


@pytest.mark.django_db
def test_every_row_of_a_case_says_which_case(instructed_case, worker):
    lost = Change.objects.filter(case_id=None).exclude(table_name__startswith="people_")
    assert {change.table_name for change in lost} <= {
        "accounts_user",
        "accounts_team",
        "accounts_membership",
    }


@pytest.mark.django_db
def test_a_change_keeps_what_was_and_what_became_of_it(worker):
    worker.job_title = "Senior"
    worker.save(update_fields=["job_title"])
    kept = Change.objects.filter(table_name="accounts_user", row_id=worker.pk).last()
    assert (kept.kind, kept.was, kept.became["job_title"]) == ("changed", {"job_title": ""}, "Senior")
    assert kept.db_role == "msp_app"


@pytest.mark.django_db
def test_a_save_that_changes_nothing_leaves_nothing(worker):
    before = Change.objects.count()
    worker.save()
    assert Change.objects.count() == before


@pytest.mark.django_db
def test_a_password_is_kept_as_a_digest(worker):
    kept = Change.objects.filter(table_name="accounts_user", row_id=worker.pk).first()
    assert kept.became["password"].startswith("sha256 ")
    assert worker.password not in json.dumps(kept.became)


@pytest.mark.django_db
def test_the_database_and_not_the_writer_says_when_who_and_which(worker):
    entry = record(Event.SIGNED_IN, actor=worker)
    entry.refresh_from_db()
    second = record(Event.SIGNED_OUT, actor=worker)
    second.refresh_from_db()
    assert (entry.lane, entry.place + 1, entry.xact) == (second.lane, second.place, second.xact)
    assert entry.db_role == "msp_app"
    assert entry.written_at <= second.written_at


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_gap():
    def places():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT lane, place FROM audit_auditentry UNION SELECT lane, place FROM audit_change ORDER BY 1, 2"
            )
            return cursor.fetchall()

    with transaction.atomic():
        record(Event.SIGNED_IN, actor=None)
        make_user("one@council.example", "One")
    with transaction.atomic():
        record(Event.SIGNED_IN, actor=None)
        transaction.set_rollback(True)
    with transaction.atomic():
        record(Event.SIGNED_IN, actor=None)
        with transaction.atomic():
            make_user("two@council.example", "Two")
            transaction.set_rollback(True)
        record(Event.SIGNED_OUT, actor=None)
    lane, first = places()[0]
    assert places() == [(lane, first + step) for step in range(4)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET event = 'exported'",
        "DELETE FROM audit_auditentry",
        "TRUNCATE audit_auditentry",
        "INSERT INTO audit_change (at, table_name, row_id, kind) VALUES (now(), 'x', 'x', 'made')",
        "UPDATE audit_change SET after = ''",
        "DELETE FROM audit_change",
        "TRUNCATE audit_change",
        "SELECT * FROM audit_link",
        "DELETE FROM audit_link",
        "UPDATE audit_lane SET last = 0",
        "DELETE FROM audit_head",
        "SELECT audit_begin_history('audit_counter', 'id', '', '', '', '')",
        "ALTER TABLE enquiries_note DISABLE TRIGGER audit_keep_change",
    ],
)
@pytest.mark.django_db
def test_the_web_may_only_add_to_the_trail(statement, worker):
    record(Event.SIGNED_IN, actor=worker)
    with pytest.raises(Exception, match=r"permission denied|must be owner|append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def test_both_lists_of_looking_are_one():
    assert {str(event.value) for event in LOOKING} == LOOKING_ALONE
