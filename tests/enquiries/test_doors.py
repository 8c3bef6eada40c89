"""The condition that is written once a user lets in exactly whom `visible_to` lets in, at every moment."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

import enquiries.actions
from accounts.models import User
from accounts.rules import Verb
from audit import clock
from enquiries.choices import AllocationRole
from enquiries.models import Allocation, Case, Concern

VERBS = [Verb.SEE_CASE, Verb.SEE_THREAD, Verb.SEE_CONCERN, Verb.SEE_FIGURES]


@pytest.mark.parametrize("verb", VERBS)
def test_everybody_sees_the_same_cases_through_both(
    cast: SimpleNamespace, instructed_case: Case, front_door_case: Case, restricted_case: Case, verb: Verb
):
    for name, user in vars(cast).items():
        behind = set(Case.objects.behind_door(user, verb).values_list("pk", flat=True))
        assert behind == set(Case.objects.visible_to(user, verb).values_list("pk", flat=True)), name


def test_verbs_of_the_same_relations_share_one(worker: User, open_case: Case):
    for verb in (Verb.SEE_CASE, Verb.SEE_CONCERN, Verb.SEE_THREAD):
        assert Case.objects.behind_door(worker, verb).exists()
    assert len(worker.doors) == 1


def test_an_allocation_that_ends_closes_the_door_at_once(
    sam: User, outsider: User, open_case: Case, concern: Concern
):
    enquiries.actions.allocate_case(
        actor=sam, case_id=open_case.pk, user_id=outsider.pk, role=AllocationRole.SECOND
    )
    assert Concern.objects.visible_to(outsider).exists()
    Allocation.objects.filter(user=outsider).update(ended_at=clock.now())
    assert not Concern.objects.visible_to(outsider).exists()


def test_a_role_that_ended_closes_it_for_who_is_read_again(worker: User, concern: Concern):
    assert Concern.objects.visible_to(worker).exists()
    worker.memberships.update(ended_at=clock.now())
    del worker.running_memberships
    assert not Concern.objects.visible_to(worker).exists()


def test_somebody_who_may_not_sign_in_any_more_sees_nothing(worker: User, open_case: Case):
    assert Case.objects.behind_door(worker, Verb.SEE_CASE).exists()
    worker.is_active = False
    assert not Case.objects.behind_door(worker, Verb.SEE_CASE).exists()


def test_an_instruction_that_ran_out_overnight_is_over_for_the_same_user(
    advocate: User, instructed_case: Case, settings: object
):
    settings.DEMO = True
    instructed_case.advocateinstructions.update(until_on=clock.today())
    assert Case.objects.behind_door(advocate, Verb.SEE_THREAD).exists()
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert not Case.objects.behind_door(advocate, Verb.SEE_THREAD).exists()
