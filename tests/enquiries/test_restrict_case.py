import pytest
from django.core.exceptions import PermissionDenied

from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import end_named_access, name_on_case, restrict_case, unrestrict_case
from enquiries.errors import AlreadyNamed, AlreadyRestricted, KeepSomebodyNamed, NotRestricted
from enquiries.models import Case, Concern
from people.models import Person
from tests.given import make_concern

WHY = "A relative works for the council."


def sees(user, case):
    return (
        Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        Concern.objects.visible_to(user).filter(case=case).exists(),
        Person.objects.visible_to(user).filter(pk=case.person_id).exists(),
    )


def test_only_the_named_see_it_with_its_person_and_concerns(
    sam, worker, colleague, front_door, auditor, open_case
):
    restrict_case(actor=sam, case_id=open_case.pk, reason=WHY)

    assert sees(sam, open_case) == sees(worker, open_case) == (True, True, True)
    for user in (colleague, front_door, auditor):
        assert sees(user, open_case) == (False, False, False)
    assert AuditEntry.objects.get(event=Event.CASE_RESTRICTED).reason == WHY


def test_it_is_restricted_once(sam, open_case):
    restrict_case(actor=sam, case_id=open_case.pk, reason=WHY)

    with pytest.raises(AlreadyRestricted):
        restrict_case(actor=sam, case_id=open_case.pk, reason=WHY)


def test_a_worker_restricts_nothing(worker, open_case):
    with pytest.raises(PermissionDenied):
        restrict_case(actor=worker, case_id=open_case.pk, reason=WHY)
    assert not Case.objects.get(pk=open_case.pk).restricted


def test_lifting_it_opens_everything_and_forgets_the_names(manager, restricted_case, outsider):
    unrestrict_case(actor=manager, case_id=restricted_case.pk, reason="They have left the council.")

    assert sees(outsider, restricted_case) == (True, True, True)
    assert not restricted_case.named_access.exists()
    assert not restricted_case.person.named_access.exists()
    assert AuditEntry.objects.filter(event=Event.CASE_UNRESTRICTED, actor=manager).exists()
    with pytest.raises(NotRestricted):
        unrestrict_case(actor=manager, case_id=restricted_case.pk, reason="Again")


def test_the_person_stays_shut_while_another_case_of_theirs_is(sam, manager, closed_case, north):
    other = make_concern(manager, closed_case.person, north).case
    for case in (closed_case, other):
        restrict_case(actor=manager, case_id=case.pk, reason=WHY)
    unrestrict_case(actor=manager, case_id=other.pk, reason="Not needed")

    assert Person.objects.get(pk=closed_case.person_id).restricted
    assert sees(manager, other)[0]


def test_somebody_named_sees_it_until_their_name_is_taken_off(manager, restricted_case, outsider, colleague):
    name_on_case(actor=manager, case_id=restricted_case.pk, user_id=outsider.pk, reason="Leads it")
    assert sees(outsider, restricted_case) == (True, True, True)
    with pytest.raises(AlreadyNamed):
        name_on_case(actor=manager, case_id=restricted_case.pk, user_id=outsider.pk, reason="Leads it")

    end_named_access(actor=manager, case_id=restricted_case.pk, user_id=outsider.pk, reason="No longer leads")
    assert sees(outsider, restricted_case) == (False, False, False)
    assert AuditEntry.objects.get(event=Event.ACCESS_ENDED).data == {"user": str(outsider.pk)}


def test_nobody_shuts_themselves_out(manager, restricted_case):
    with pytest.raises(KeepSomebodyNamed):
        end_named_access(actor=manager, case_id=restricted_case.pk, user_id=manager.pk, reason="Tired")


def test_names_are_put_on_restricted_cases_only(sam, open_case, colleague):
    with pytest.raises(NotRestricted):
        name_on_case(actor=sam, case_id=open_case.pk, user_id=colleague.pk, reason="Help")
