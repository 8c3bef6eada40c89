"""Who asks is told in every transaction, and never stays on a connection."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client

import enquiries.actions
from audit.context import NOBODY, SYSTEM, asker, asking
from audit.ids import new_id
from enquiries.choices import AllocationRole
from enquiries.models import Allocation, Case, Note
from tests.wall.conftest import as_user

ASKED = "SELECT nullif(current_setting('msp.asker', true), '')"


def told():
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchone()[0]


def left_on_the_connection():
    """What a statement of its own finds there, past our backend."""
    with connection.connection.cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a_statement_outside_a_transaction_asks_and_leaves_nothing_behind(case):
    for who in (SYSTEM, NOBODY):
        with asking(who):
            assert Case.objects.filter(pk=case.pk).exists() == (who is SYSTEM)
        assert not connection.in_atomic_block
        assert left_on_the_connection() is None


@pytest.mark.django_db(transaction=True)
def test_two_requests_of_different_users_on_one_connection(worker, outsider, case):
    before = connection.connection
    for user, status in ((worker, 200), (outsider, 404), (worker, 200), (outsider, 404)):
        client = Client()
        client.force_login(user)
        assert client.get(f"/cases/{case.pk}/").status_code == status
        assert left_on_the_connection() is None
    assert connection.connection is before


def test_a_request_leaves_its_test_as_it_was(worker, case):
    client = Client()
    client.force_login(worker)
    client.get(f"/cases/{case.pk}/")
    assert asker() is SYSTEM
    assert told() == "system"


def test_a_rollback_to_a_savepoint_tells_again(worker, case):
    with as_user(worker):
        with transaction.atomic():
            assert told() == str(worker.pk)
            transaction.set_rollback(True)
        assert told() == str(worker.pk)


def test_what_was_told_in_a_savepoint_that_failed_is_taken_back(worker, case):
    with as_user(worker):
        assert told() == str(worker.pk)
        with pytest.raises(ZeroDivisionError), transaction.atomic(), asking(SYSTEM):  # noqa: PT012
            assert told() == "system"
            raise ZeroDivisionError
        assert told() == str(worker.pk)


def test_a_user_who_is_not_there_sees_nothing(case):
    with as_user(get_user_model()(pk=new_id())):
        assert not Case.objects.exists()


def test_an_act_that_changes_where_one_stands_goes_on_with_what_one_sees_now(sam, outsider, south, open_case):
    with as_user(outsider):
        assert not Allocation.objects.filter(case=open_case).exists()
    with as_user(sam):
        enquiries.actions.allocate_case(
            actor=sam, case_id=open_case.pk, user_id=outsider.pk, role=AllocationRole.SECOND
        )
    with as_user(outsider):
        mine = Allocation.objects.get(case=open_case, user=outsider)
        assert Note.objects.filter(case=open_case).count() == 0
        mine.ended_at = mine.started_at
        mine.save(update_fields=["ended_at"])
        assert not Allocation.objects.filter(case=open_case).exists()


def test_a_manager_passes_a_case_to_another_team_as_themselves(sam, south, open_case):
    with as_user(sam):
        enquiries.actions.pass_case(actor=sam, case_id=open_case.pk, team_id=south.pk, reason="They moved.")
        assert Case.objects.get(pk=open_case.pk).team == south


def test_a_concern_of_somebody_elses_joins_the_case_of_the_other_team(outsider, south, open_case):
    from tests.given import make_concern

    with as_user(outsider):
        concern = make_concern(outsider, open_case.person, south)
        assert concern.case_id == open_case.pk
        assert not Case.objects.get(pk=open_case.pk).concerns.exists()


def test_a_manager_restricts_names_and_opens_a_case_as_themselves(manager, sam, open_case):
    with as_user(manager):
        about = {"actor": manager, "case_id": open_case.pk, "reason": "A relative works here."}
        assert enquiries.actions.restrict_case(**about).person.restricted
        enquiries.actions.end_named_access(**about, user_id=sam.pk)
        assert not enquiries.actions.unrestrict_case(**about).person.restricted
