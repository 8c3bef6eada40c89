import pytest

from audit.actions import record
from audit.events import Event
from audit.models import AuditEntry
from oversight.reading import entries, lines

pytestmark = pytest.mark.django_db


def told(reader, **narrowed):
    return [(line.who, line.what) for line in lines(list(entries(reader, **narrowed)), reader)]


def test_an_entry_reads_as_a_sentence_with_its_reference(auditor, worker, open_case):
    record(Event.CASE_VIEWED, actor=worker, subject=open_case)
    assert told(auditor)[0] == ("Wyn Worker", f"looked at: {open_case.reference}")


def test_a_restricted_record_keeps_its_reference_to_itself(auditor, manager, restricted_case):
    said = [what for _, what in told(auditor)]
    assert "restricted: restricted record" in said
    assert restricted_case.reference not in " ".join(said)
    assert told(auditor, reference=restricted_case.reference) == []


def test_it_is_narrowed_by_reference_by_event_and_by_who(auditor, worker, sam, open_case, front_door_case):
    everything = AuditEntry.objects.count()
    assert 0 < len(told(auditor, reference=open_case.reference)) < everything
    assert {who for who, _ in told(auditor, user_id=str(sam.pk))} == {"Sam Manager"}
    assert {what.split(":")[0] for _, what in told(auditor, event=Event.DECIDED)} == {"decided"}


def test_only_the_auditor_reads_it(client, auditor, manager, open_case):
    client.force_login(auditor)
    assert (
        client.get("/dashboard/reading/?reference=e-2026-1&event=nonsense&user_id=x&page=-3").status_code
        == 200
    )
    client.force_login(manager)
    assert client.get("/dashboard/reading/").status_code == 403
