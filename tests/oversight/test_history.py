from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audit.actions import record
from audit.events import Event
from audit.models import AuditEntry, Change
from enquiries.actions import add_note, correct_note
from enquiries.choices import NoteKind
from oversight.history import as_it_was, changes_of, lines
from oversight.readers import readers_of

pytestmark = pytest.mark.django_db


def told(user, case):
    return lines(changes_of(user, case))


def test_a_change_reads_from_what_to_what_by_whom(sam, worker, open_case):
    changed = open_case.enquiry
    changed.version += 1
    changed.began_on = changed.began_on - timedelta(days=1)
    changed.save(update_fields=["version", "began_on"])
    record(Event.STAGE_CHANGED, actor=worker, subject=open_case, reason="The day was wrong")
    line = told(sam, open_case)[0]
    assert line.who.startswith("Wyn Worker moved the enquiry")
    assert line.why == "The day was wrong"
    assert not line.outside
    (field,) = line.fields
    assert field.label == "Began on"
    assert field.before
    assert field.after
    assert field.before != field.after


def test_a_change_of_nobodys_is_told_as_outside_the_product(sam, open_case):
    open_case.enquiry.began_on -= timedelta(days=1)
    open_case.enquiry.save(update_fields=["began_on"])
    line = told(sam, open_case)[0]
    assert line.outside
    assert line.who == "Outside the product, by the database role msp_app"


def test_a_page_tells_it_to_those_who_see_the_case(client, sam, outsider, advocate, open_case):
    client.force_login(sam)
    page = client.get(f"/cases/{open_case.pk}/history/")
    assert page.status_code == 200
    assert "Enquiry made" in page.content.decode()
    assert AuditEntry.objects.filter(event=Event.HISTORY_VIEWED, actor=sam, case_id=open_case.pk).count() == 1
    for other in (outsider, advocate):
        client.force_login(other)
        assert client.get(f"/cases/{open_case.pk}/history/").status_code == 404


def test_a_restricted_concern_of_the_case_is_not_told(sam, open_case):
    concern = open_case.concerns.get()
    assert any(line.what.startswith("Concern") for line in told(sam, open_case))
    concern.restricted = True
    concern.save(update_fields=["restricted"])
    assert not any(line.what.startswith("Concern") for line in told(sam, open_case))


def test_the_record_as_it_was_holds_what_stood_then(sam, worker, open_case):
    first = add_note(
        actor=worker,
        case_id=open_case.pk,
        kind=NoteKind.VISIT,
        happened_at=timezone.now(),
        text="She laughed.",
    )
    moment = timezone.now()
    add_note(
        actor=worker, case_id=open_case.pk, kind=NoteKind.VISIT, happened_at=timezone.now(), text="She cried."
    )
    connection.cursor().execute("UPDATE enquiries_note SET text = 'She sang.' WHERE id = %s", [first.pk])
    then, now = (words_of(as_it_was(sam, open_case, at)) for at in (moment, timezone.now()))
    assert "She laughed." in then
    assert "She cried." not in then
    assert "She sang." not in then
    assert {"She cried.", "She sang."} <= now
    assert "She laughed." not in now
    assert as_it_was(sam, open_case, moment - timedelta(days=365)) == []


def words_of(sections):
    return {field.after for section in sections for row in section.rows for field in row.fields}


def test_a_row_taken_away_is_there_until_then(sam, worker, open_case):
    note = add_note(
        actor=worker,
        case_id=open_case.pk,
        kind=NoteKind.VISIT,
        happened_at=timezone.now(),
        text="She laughed.",
    )
    moment = timezone.now()
    connection.cursor().execute("DELETE FROM enquiries_note WHERE id = %s", [note.pk])
    assert "She laughed." in words_of(as_it_was(sam, open_case, moment))
    assert "She laughed." not in words_of(as_it_was(sam, open_case, timezone.now()))


def test_the_page_of_the_record_as_it_was(client, sam, worker, open_case):
    client.force_login(sam)
    address = f"/cases/{open_case.pk}/as-it-was/"
    assert client.get(address).status_code == 200
    assert client.get(address + "?moment-day=40").status_code == 422
    query = "?moment-day=1&moment-month=1&moment-year=2100&moment-time=12:00"
    assert "As it stood on 1 January 2100" in client.get(address + query).content.decode()
    assert AuditEntry.objects.get(event=Event.AS_IT_WAS_VIEWED).data["moment"] == "2100-01-01T12:00:00+00:00"
    client.force_login(worker)
    assert client.get(address + query).status_code == 403


def test_who_has_looked_is_told_by_name_and_days(client, sam, worker, outsider, open_case):
    for event in (Event.CASE_VIEWED, Event.CASE_VIEWED, Event.NOTE_ADDED):
        record(event, actor=worker, subject=open_case)
    (reader,) = readers_of(sam, open_case.person)
    assert (reader.name, reader.days) == ("Wyn Worker", 1)
    client.force_login(sam)
    assert "Wyn Worker" in client.get(f"/people/{open_case.person_id}/readers/").content.decode()
    assert AuditEntry.objects.filter(event=Event.READERS_LISTED, person_id=open_case.person_id).exists()
    client.force_login(outsider)
    assert client.get(f"/people/{open_case.person_id}/readers/").status_code == 403


def test_unusual_looking_is_shown_to_the_auditor(client, auditor, worker, open_case, settings):
    settings.UNUSUAL_RECORDS_AN_HOUR = 1
    settings.UNUSUAL_HOURS = (24, 24)
    person = open_case.person
    worker.name = f"Wyn {person.family_name or person.preferred_name.split()[-1]}"
    worker.save(update_fields=["name"])
    record(Event.CASE_VIEWED, actor=worker, subject=open_case)
    client.force_login(auditor)
    page = client.get("/dashboard/reading/unusual/").content.decode()
    assert "A person with the same last name" in page
    assert "1 records within an hour" in page
    assert "outside the usual hours" in page


def test_a_correction_keeps_both(sam, worker, open_case):
    note = add_note(
        actor=worker,
        case_id=open_case.pk,
        kind=NoteKind.VISIT,
        happened_at=timezone.now(),
        text="She laughed.",
    )
    correct_note(actor=worker, note_id=note.pk, text="She smiled.", reason="Misheard")
    kept = Change.objects.filter(table_name="enquiries_note", case_id=open_case.pk)
    assert {change.became["text"] for change in kept} == {"She laughed.", "She smiled."}
