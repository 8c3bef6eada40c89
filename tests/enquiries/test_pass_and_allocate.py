import pytest
from django.core.exceptions import PermissionDenied

from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import allocate_case, end_allocation, name_on_case, pass_case
from enquiries.errors import (
    AllocationEnded,
    AlreadyAllocated,
    AlreadyThere,
    CannotWorkOnIt,
    NameThemFirst,
    NotASam,
)
from enquiries.models import Allocation, Case


def allocate(actor, case, user, role="lead"):
    return allocate_case(actor=actor, case_id=case.pk, user_id=user.pk, role=role)


def test_the_front_door_passes_a_case_to_a_team_and_sees_it_no_longer(front_door, front_door_case, north):
    pass_case(actor=front_door, case_id=front_door_case.pk, team_id=north.pk, reason="North knows her.")

    front_door_case.refresh_from_db()
    assert front_door_case.team == north
    assert not Case.objects.visible_to(front_door).exists()
    assert AuditEntry.objects.get(event=Event.CASE_PASSED).reason == "North knows her."


def test_passing_ends_the_allocations(sam, open_case, south):
    pass_case(actor=sam, case_id=open_case.pk, team_id=south.pk, reason="She has moved.")

    assert not Allocation.objects.filter(ended_at=None).exists()


def test_a_case_is_not_passed_to_where_it_is(sam, open_case, north):
    with pytest.raises(AlreadyThere):
        pass_case(actor=sam, case_id=open_case.pk, team_id=north.pk, reason="Again")


def test_a_worker_passes_no_case_on(worker, open_case, south):
    with pytest.raises(PermissionDenied):
        pass_case(actor=worker, case_id=open_case.pk, team_id=south.pk, reason="Busy")


def test_a_new_lead_takes_the_place_of_the_former(sam, open_case, worker, colleague):
    allocate(sam, open_case, colleague)

    running = open_case.allocations.get(role="lead", ended_at=None)
    assert running.user == colleague
    assert open_case.allocations.get(user=worker).ended_at is not None


def test_nobody_is_allocated_twice_in_one_role(sam, open_case, worker):
    with pytest.raises(AlreadyAllocated):
        allocate(sam, open_case, worker)


@pytest.mark.parametrize("who", ["front_door", "manager", "analyst", "advocate"])
def test_only_those_who_enquire_are_allocated(request, sam, open_case, who):
    with pytest.raises(CannotWorkOnIt):
        allocate(sam, open_case, request.getfixturevalue(who))


def test_only_a_sam_is_allocated_as_one(sam, open_case, colleague):
    with pytest.raises(NotASam):
        allocate(sam, open_case, colleague, "sam")


def test_on_a_restricted_case_the_worker_is_named_first(manager, restricted_case, outsider):
    with pytest.raises(NameThemFirst):
        allocate(manager, restricted_case, outsider)
    name_on_case(actor=manager, case_id=restricted_case.pk, user_id=outsider.pk, reason="Will lead it.")
    allocate(manager, restricted_case, outsider)
    assert Case.objects.visible_to(outsider).get() == restricted_case


def test_an_allocation_ends_once(sam, open_case, worker):
    allocation = open_case.allocations.get(user=worker)
    end_allocation(actor=sam, allocation_id=allocation.pk, reason="On leave")

    with pytest.raises(AllocationEnded):
        end_allocation(actor=sam, allocation_id=allocation.pk, reason="On leave")
    assert AuditEntry.objects.filter(event=Event.ALLOCATION_ENDED).count() == 1


def test_another_team_does_not_find_the_allocation(outsider, open_case, worker):
    with pytest.raises(Allocation.DoesNotExist):
        end_allocation(
            actor=outsider, allocation_id=open_case.allocations.get(user=worker).pk, reason="No reason"
        )
