import pytest
from django.core.exceptions import PermissionDenied

from audit.events import Event
from audit.models import AuditEntry
from people import actions
from people.models import Person
from ui.errors import EditConflict


def test_a_change_is_kept_found_and_audited_without_its_words(worker, person):
    actions.change_person(
        actor=worker, person_id=person.pk, version=1, preferred_name="Ŵyn", family_name=person.family_name
    )

    person.refresh_from_db()
    assert (person.preferred_name, person.version) == ("Ŵyn", 2)
    assert person.search_name.startswith("wyn")
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.data) == (Event.PERSON_CHANGED, {"fields": ["preferred_name"]})


def test_the_second_of_two_editors_overwrites_nothing(worker, person):
    actions.change_person(actor=worker, person_id=person.pk, version=1, preferred_name="First")
    with pytest.raises(EditConflict):
        actions.change_person(actor=worker, person_id=person.pk, version=1, preferred_name="Second")
    assert Person.objects.get().preferred_name == "First"


def test_another_team_does_not_see_the_person_to_change(outsider, case):
    with pytest.raises(Person.DoesNotExist):
        actions.change_person(actor=outsider, person_id=case.person_id, version=1, preferred_name="X")


def test_an_auditor_reads_and_does_not_change(auditor, case):
    with pytest.raises(PermissionDenied):
        actions.change_person(actor=auditor, person_id=case.person_id, version=1, preferred_name="X")


def test_a_restricted_person_is_changed_by_the_named_only(worker, manager, restricted_case):
    with pytest.raises(Person.DoesNotExist):
        actions.change_person(
            actor=worker, person_id=restricted_case.person_id, version=1, preferred_name="X"
        )
    actions.change_person(actor=manager, person_id=restricted_case.person_id, version=1, preferred_name="X")
