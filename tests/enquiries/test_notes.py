from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import add_note, correct_note, withdraw_note
from enquiries.errors import HappenedInTheFuture, NoteCorrectedMeanwhile, NoteWithdrawn
from enquiries.models import Case, Note

TEXT = "Seen at home, Jan’s name not mentioned.\n\nKettle on. "


@pytest.fixture
def note(worker, open_case):
    happened_at = clock.now() - timedelta(days=2)
    return add_note(actor=worker, case_id=open_case.pk, kind="visit", happened_at=happened_at, text=TEXT)


def test_an_entry_says_when_it_happened_and_when_it_was_recorded(worker, note):
    note.refresh_from_db()
    assert note.recorded_at - note.happened_at > timedelta(days=1)
    assert (note.text, note.recorded_by) == (TEXT, worker)
    assert AuditEntry.objects.get(event=Event.NOTE_ADDED).subject_id == note.pk


def test_nothing_has_happened_in_the_future(worker, open_case, note):
    later = clock.now() + timedelta(hours=1)
    with pytest.raises(HappenedInTheFuture):
        add_note(actor=worker, case_id=open_case.pk, kind="visit", happened_at=later, text=TEXT)
    with pytest.raises(HappenedInTheFuture):
        correct_note(actor=worker, note_id=note.pk, text=TEXT, reason="Date", happened_at=later)


def test_a_correction_is_a_new_entry_and_the_first_stays(colleague, note):
    new = correct_note(actor=colleague, note_id=note.pk, text="Better", reason="Wrong kind", kind="phone")

    note.refresh_from_db()
    assert (note.text, note.kind) == (TEXT, "visit")
    assert (new.corrects, new.kind, new.happened_at) == (note, "phone", note.happened_at)
    with pytest.raises(NoteCorrectedMeanwhile):
        correct_note(actor=colleague, note_id=note.pk, text="Best", reason="Again")
    with pytest.raises(NoteCorrectedMeanwhile):
        withdraw_note(actor=colleague, note_id=note.pk, reason="Again")


def test_an_entry_written_by_mistake_is_withdrawn_and_stays_readable(worker, note):
    withdraw_note(actor=worker, note_id=note.pk, reason="About somebody else")

    note.refresh_from_db()
    assert (note.text, note.withdrawn_by, note.withdrawn_reason) == (TEXT, worker, "About somebody else")
    assert AuditEntry.objects.filter(event=Event.NOTE_WITHDRAWN).count() == 1
    for act in (withdraw_note, correct_note):
        with pytest.raises(NoteWithdrawn):
            act(
                actor=worker,
                note_id=note.pk,
                reason="Again",
                **({"text": "x"} if act is correct_note else {}),
            )


def test_who_may_only_read_writes_nothing(auditor, open_case, note):
    with pytest.raises(PermissionDenied):
        add_note(actor=auditor, case_id=open_case.pk, kind="visit", happened_at=clock.now(), text=TEXT)
    with pytest.raises(PermissionDenied):
        withdraw_note(actor=auditor, note_id=note.pk, reason="No")
    assert Note.objects.count() == 1


def test_neither_another_team_nor_the_advocate_finds_it(outsider, advocate, instructed_case, note):
    for user in (outsider, advocate):
        with pytest.raises(Note.DoesNotExist):
            correct_note(actor=user, note_id=note.pk, text="Mine", reason="No")
        with pytest.raises(Case.DoesNotExist):
            add_note(actor=user, case_id=instructed_case.pk, kind="visit", happened_at=clock.now(), text=TEXT)
