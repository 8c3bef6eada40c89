"""Ways to tamper with the trail, each done by a superuser in the database, each found and named.

Both verifiers are asked every time: the command, and the stand-alone file on a dump (the fixture `verify`).
"""

import json

import pytest
from django.db import transaction

from audit import sealing
from audit.actions import record
from audit.events import Event
from tests.audit.conftest import look
from tests.infrastructure.database import owner_cursor

pytestmark = pytest.mark.django_db(transaction=True)

REMOVE = """
    DELETE FROM audit_auditentry entry USING audit_link link
        WHERE (entry.lane, entry.place) = (link.lane, link.place) AND link.number {which};
    DELETE FROM audit_change change USING audit_link link
        WHERE (change.lane, change.place) = (link.lane, link.place) AND link.number {which};
    DELETE FROM audit_link WHERE number {which};
"""
LANES_AS_IF = """
    UPDATE audit_lane lanes SET last = coalesce((SELECT max(place) FROM audit_link WHERE lane = lanes.lane), 0)
"""
LINKS_ANEW = """
    UPDATE audit_link link SET body = audit_body(entry) FROM audit_auditentry entry
        WHERE (entry.lane, entry.place) = (link.lane, link.place);
    DO $$
    DECLARE
        last_digest bytea := '';
        link record;
    BEGIN
        FOR link IN SELECT number, body FROM audit_link ORDER BY number LOOP
            last_digest := sha256(last_digest || convert_to(link.body, 'UTF8'));
            UPDATE audit_link SET digest = last_digest WHERE number = link.number;
        END LOOP;
    END $$
"""


def one(query):
    with owner_cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def last():
    return one("SELECT max(number) FROM audit_link")


def entry_of(number):
    return f"""
        (SELECT entry.id FROM audit_auditentry entry JOIN audit_link link USING (lane, place)
         WHERE number = {number})
    """


def test_an_untouched_trail_is_verified(trail, verify):
    assert verify().startswith("0 VERIFIED.")


def test_work_that_goes_on_is_verified(trail, verify):
    look(trail.cast.sam, trail.case)
    assert "1 waiting to be sealed" in verify()
    sealing.seal(head_now=True)
    assert verify().startswith("0 VERIFIED.")


def test_an_edited_entry(trail, forger, verify):
    at = last() - 2
    forger(f"UPDATE audit_auditentry SET event = 'exported' WHERE id = {entry_of(at)}")
    said = verify()
    assert f"First bad entry: entry {at}:" in said
    assert "changed after it was sealed: event" in said


def test_an_edited_reason(trail, forger, verify):
    at = last() - 1
    forger(f"UPDATE audit_auditentry SET reason = 'another' WHERE id = {entry_of(at)}")
    assert f"First bad entry: entry {at}:" in verify()


def test_a_deleted_entry(trail, forger, verify):
    at = last() - 3
    forger(f"DELETE FROM audit_auditentry WHERE id = {entry_of(at)}")
    said = verify()
    assert f"First bad entry: entry {at}:" in said
    assert "was removed" in said


def test_an_entry_deleted_with_its_link(trail, forger, verify):
    at = last() - 1
    forger(REMOVE.format(which=f"= {at}"))
    said = verify()
    assert f"First bad entry: entry {at}: links {at} to {at} are missing" in said


def test_two_entries_swapped(trail, forger, verify):
    at = last() - 2
    forger(f"""
        UPDATE audit_auditentry entry SET actor_id = other.actor_id, at = other.at
        FROM audit_auditentry other
        WHERE (entry.id = {entry_of(at)} AND other.id = {entry_of(at + 1)})
           OR (entry.id = {entry_of(at + 1)} AND other.id = {entry_of(at)})
    """)
    said = verify()
    assert f"First bad entry: entry {at}:" in said
    assert f"entry {at + 1}:" in said


def test_two_links_swapped(trail, forger, verify):
    at = last() - 2
    forger(
        f"UPDATE audit_link SET number = -{at} WHERE number = {at}",
        f"UPDATE audit_link SET number = {at} WHERE number = {at + 1}",
        f"UPDATE audit_link SET number = {at + 1} WHERE number = -{at}",
    )
    assert f"First bad entry: entry {at}:" in verify()


def test_an_inserted_entry(trail, forger, verify):
    forger("""
        INSERT INTO audit_auditentry (id, at, event, subject_type, data, reason, request_id, lane, place)
        VALUES (gen_random_uuid(), now(), 'case-viewed', '', '{}', '', '', 1, -1)
    """)
    said = verify()
    assert f"First bad entry: entry {last() + 1}:" in said
    assert "was put in: the chain does not know it" in said


def test_an_entry_inserted_as_if_it_had_been_done(trail, forger, verify):
    """With the triggers on it is numbered and sealed like any other: the role tells, and the time."""
    forger(
        """
        INSERT INTO audit_auditentry (id, at, event, subject_type, data, reason, request_id)
        VALUES (gen_random_uuid(), now() - interval '1 day', 'case-viewed', '', '{}', '', '')
        """,
        triggers=True,
    )
    sealing.seal(head_now=True)
    said = verify()
    assert f"First bad entry: entry {last()}:" in said
    assert "was put in by role postgres, not by the product" in said
    assert "tells another time" in said


def test_a_cut_tail(trail, forger, verify):
    end = last()
    forger(REMOVE.format(which=f"> {end - 2}"), LANES_AS_IF)
    said = verify()
    assert f"First bad entry: entry {end - 1}: saved head" in said
    assert "its tail was cut" in said


def test_a_cut_tail_that_no_head_had_seen(trail, forger, verify):
    look(trail.cast.worker, trail.case)
    sealing._seal_some()
    forger(REMOVE.format(which=f"= {last()}"))
    assert "the last 1 of lane 1 were removed" in verify()


def test_cut_and_regrown(trail, forger, verify):
    end = last()
    forger(REMOVE.format(which=f"> {end - 2}"), LANES_AS_IF)
    for _ in range(4):
        look(trail.cast.worker, trail.case)
    sealing.seal(head_now=True)
    said = verify()
    assert f"to {end} are not those that head 3 saw: rewritten" in said


def test_a_full_rewrite(trail, forger, verify):
    """Entry and chain agree with each other again; only the saved heads know better."""
    at = one("SELECT min(number) FROM audit_link WHERE body LIKE '%case-viewed%'")
    forger(f"UPDATE audit_auditentry SET actor_id = NULL WHERE id = {entry_of(at)}", LINKS_ANEW)
    said = verify()
    assert "are not those that head 2 saw: rewritten" in said
    first = int(said.split("First bad entry: entry ")[1].split(":")[0])
    assert first <= at


def test_a_full_rewrite_with_heads_to_match(trail, forger, verify, heads_file):
    """Whoever rewrites the second place as well does not have its key."""
    at = last() - 1
    forger(f"UPDATE audit_auditentry SET actor_id = NULL WHERE id = {entry_of(at)}", LINKS_ANEW)
    heads = [json.loads(line) for line in heads_file.read_text().splitlines()]
    for head in heads:
        head["digest"] = one(f"SELECT encode(digest, 'hex') FROM audit_link WHERE number = {head['number']}")
    heads_file.write_text("".join(json.dumps(head) + "\n" for head in heads))
    said = verify()
    assert "NOT VERIFIED" in said
    assert "the signature of saved head 3 is false" in said


def test_an_old_backup_restored_in_silence(trail, forger, verify):
    tables = ("audit_auditentry", "audit_change", "audit_link", "audit_lane", "audit_head")
    forger("CREATE SCHEMA old", *(f"CREATE TABLE old.{table} AS TABLE {table}" for table in tables))
    end = last()
    try:
        look(trail.cast.worker, trail.case)
        sealing.seal(head_now=True)
        forger(
            *(f"DELETE FROM {table}" for table in tables),
            *(f"INSERT INTO {table} SELECT * FROM old.{table}" for table in tables),
        )
        said = verify()
        assert f"First bad entry: entry {end + 1}: saved head" in said
        assert "an older backup was restored" in said
        for _ in range(3):  # and work goes on from it
            look(trail.cast.sam, trail.case)
        sealing.seal(head_now=True)
        said = verify()
        assert f"First bad entry: entry {end + 1}:" in said
        assert "an older backup was restored and work went on from it" in said
    finally:
        forger("DROP SCHEMA old CASCADE")


def test_a_change_without_an_event(trail, forger, verify):
    forger(f"UPDATE enquiries_note SET text = 'Nothing sang.' WHERE id = '{trail.note.pk}'", triggers=True)
    sealing.seal(head_now=True)
    said = verify()
    assert f"First bad entry: entry {last()}: a change without an event" in said
    assert f"enquiries_note {trail.note.pk} changed by role postgres" in said
    assert "sang" not in said


def test_a_change_beside_a_look_is_without_an_event(trail, verify):
    from enquiries.models import Note

    with transaction.atomic():
        record(Event.CASE_VIEWED, actor=trail.cast.worker, subject=trail.case)
        Note.objects.filter(pk=trail.note.pk).update(text="Nothing sang.")
    assert "a change without an event" in verify()


def test_a_change_with_its_history_switched_off(trail, forger, verify):
    forger(f"UPDATE enquiries_note SET text = 'Nothing sang.' WHERE id = '{trail.note.pk}'")
    assert f"enquiries_note {trail.note.pk} was changed with its history switched off: text" in verify()
    forger("DELETE FROM enquiries_note")
    assert f"enquiries_note {trail.note.pk} was removed with its history switched off" in verify()


def test_a_change_switched_off_and_then_changed_back_to_normal(trail, forger, verify):
    """Found later as well, when the row has been changed again in the ordinary way."""
    from enquiries.models import Note

    forger(f"UPDATE enquiries_note SET text = 'Nothing sang.' WHERE id = '{trail.note.pk}'")
    with transaction.atomic():
        record(Event.NOTE_CORRECTED, actor=trail.cast.worker, subject=trail.case)
        Note.objects.filter(pk=trail.note.pk).update(text="Something sang.")
    sealing.seal(head_now=True)
    assert f"enquiries_note {trail.note.pk} was changed before change" in verify()


def test_an_edited_history(trail, forger, verify):
    forger(
        "UPDATE audit_change SET after = replace(after, 'canary', 'sparrow') WHERE table_name = 'enquiries_note'"
    )
    said = verify()
    assert "was changed after it was sealed: words" in said


def test_a_table_emptied(trail, forger, verify):
    forger("TRUNCATE enquiries_note CASCADE", triggers=True)
    said = verify()
    assert "a change without an event" in said
    assert "enquiries_note  emptied" in said


def test_an_entry_deleted_before_it_was_sealed(trail, forger, verify):
    look(trail.cast.worker, trail.case)
    look(trail.cast.sam, trail.case)
    sealed = last()
    forger(f"""
        DELETE FROM audit_auditentry WHERE (lane, place) NOT IN (SELECT lane, place FROM audit_link)
        AND actor_id = '{trail.cast.worker.pk}'
    """)
    said = verify()
    assert (
        f"First bad entry: entry {sealed + 1}: 1 before it in lane 1 were removed before they were sealed"
        in said
    )
    sealing.seal(head_now=True)
    assert "were removed before they were sealed" in verify()


def test_words_erased_without_an_event(trail, forger, verify):
    at = last() - 1
    forger(f"UPDATE audit_auditentry SET reason = '', salt = NULL, erased_xact = 7 WHERE id = {entry_of(at)}")
    said = verify()
    assert f"First bad entry: entry {at}:" in said
    assert "were erased without an event" in said


def test_words_erased_by_the_product_leave_a_trail_that_is_verified(trail, verify):
    from django.db import connection

    with transaction.atomic():
        record(Event.WORDS_ERASED, actor=trail.cast.manager, subject=trail.case)
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_erase_words(%s::uuid[], NULL)", [[trail.case.pk]])
            assert cursor.fetchone()[0] > 0
    sealing.seal(head_now=True)
    assert verify().startswith("0 VERIFIED.")
    assert one("SELECT count(*) FROM audit_auditentry WHERE reason <> '' AND case_id IS NOT NULL") == 0
    assert one("SELECT count(*) FROM audit_change WHERE after LIKE '%canary%'") == 0


def test_a_head_that_was_taken_out_is_missed(trail, verify, heads_file):
    lines = heads_file.read_text().splitlines(keepends=True)
    heads_file.write_text(lines[0] + lines[2])
    assert "saved head 3 does not follow head 1: a head is missing" in verify()


def test_without_saved_heads_nothing_is_called_verified(trail, verify, heads_file):
    heads_file.unlink()
    assert verify().startswith("2 NOT COMPLETE")
