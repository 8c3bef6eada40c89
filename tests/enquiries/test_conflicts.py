import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.models import Reminder
from casefile.reminders import finding
from enquiries import actions
from enquiries.errors import CloseToThePerson, ConflictLifted, ConflictStands
from enquiries.models import Case, Concern
from outcomes.models import Conversation
from people.models import ConflictOfInterest, Person
from principles.forms import owner_choices
from tests.hand import Hand

KIN = {"kind": "relative", "reason": "She is my aunt."}


def declare(actor, case, user):
    return actions.declare_conflict(actor=actor, person_id=case.person_id, user_id=user.pk, **KIN)


def again(user):
    return User.objects.get(pk=user.pk)


def sees(user, case):
    user = again(user)
    return (
        Case.objects.visible_to(user).filter(pk=case.pk).exists(),
        Case.objects.visible_to(user, Verb.SEE_THREAD).filter(pk=case.pk).exists(),
        Concern.objects.visible_to(user).filter(case=case).exists(),
        Person.objects.visible_to(user).filter(pk=case.person_id).exists(),
    )


def test_they_say_it_of_themselves_and_see_nothing_from_then_on(worker, open_case):
    assert sees(worker, open_case) == (True, True, True, True)
    declare(worker, open_case, worker)

    assert sees(worker, open_case) == (False, False, False, False)
    assert not open_case.allocations.filter(user=worker, ended_at=None).exists()
    entry = AuditEntry.objects.get(event=Event.CONFLICT_DECLARED)
    assert (entry.actor, entry.person_id, entry.reason) == (worker, open_case.person_id, KIN["reason"])


@pytest.mark.parametrize("who", ["worker", "sam", "manager", "auditor", "front_door", "advocate"])
def test_no_role_or_relation_lets_them_in(who, cast, sam, instructed_case):
    user = getattr(cast, who)
    ConflictOfInterest.objects.create(
        person=instructed_case.person, user=user, recorded_by=cast.colleague, **KIN
    )
    assert sees(user, instructed_case) == (False, False, False, False)


def test_not_even_behind_broken_glass(outsider, open_case, sam):
    actions.break_glass(actor=outsider, case_id=open_case.pk, kind="danger", reason="Now.")
    assert sees(outsider, open_case)[0]
    declare(sam, open_case, outsider)
    assert sees(outsider, open_case) == (False, False, False, False)
    with pytest.raises(Case.DoesNotExist):
        actions.break_glass(actor=again(outsider), case_id=open_case.pk, kind="danger", reason="Again.")


def test_a_name_on_a_restricted_record_does_not_help(manager, outsider, restricted_case):
    actions.name_on_case(actor=manager, case_id=restricted_case.pk, user_id=outsider.pk, reason="Leads")
    declare(manager, restricted_case, outsider)
    assert sees(outsider, restricted_case) == (False, False, False, False)


def test_a_manager_says_it_of_a_colleague_and_a_worker_does_not(sam, worker, colleague, open_case):
    with pytest.raises(Person.DoesNotExist):
        declare(colleague, open_case, worker)
    declare(sam, open_case, worker)
    assert sees(worker, open_case)[0] is False
    with pytest.raises(ConflictStands):
        declare(sam, open_case, worker)


def test_a_manager_lifts_it_once_and_nobody_for_themselves(sam, manager, worker, open_case):
    conflict = declare(sam, open_case, worker)
    actions.lift_conflict(actor=sam, conflict_id=conflict.pk, reason="Another Olwen.")

    assert sees(worker, open_case)[0] is True
    assert AuditEntry.objects.filter(event=Event.CONFLICT_LIFTED, actor=sam).exists()
    with pytest.raises(ConflictLifted):
        actions.lift_conflict(actor=sam, conflict_id=conflict.pk, reason="Again")
    own = declare(manager, open_case, manager)
    with pytest.raises(ConflictOfInterest.DoesNotExist):
        actions.lift_conflict(actor=again(manager), conflict_id=own.pk, reason="I say so")
    with pytest.raises(IntegrityError, match="lifted_by_another"), transaction.atomic():
        ConflictOfInterest.objects.filter(pk=own.pk).update(lifted_by=manager, lifted_at=clock.now())


def test_a_worker_lifts_nothing(sam, colleague, worker, open_case):
    conflict = declare(sam, open_case, worker)
    with pytest.raises(ConflictOfInterest.DoesNotExist):
        actions.lift_conflict(actor=colleague, conflict_id=conflict.pk, reason="Please")


def test_they_are_given_no_work_with_the_person(sam, manager, colleague, advocate, open_case):
    for user in (colleague, advocate):
        declare(sam, open_case, user)
    with pytest.raises(CloseToThePerson):
        actions.allocate_case(actor=sam, case_id=open_case.pk, user_id=colleague.pk, role="second")
    with pytest.raises(CloseToThePerson):
        actions.instruct_advocate(
            actor=sam, case_id=open_case.pk, advocate_id=advocate.pk, kind="care-act",
            organisation="Voices", instructed=True, from_on=clock.today(),
        )  # fmt: skip
    assert str(colleague.pk) not in dict(owner_choices(open_case))
    actions.restrict_case(actor=sam, case_id=open_case.pk, reason="Kin here.", kind="relative")
    with pytest.raises(CloseToThePerson):
        actions.name_on_case(actor=sam, case_id=open_case.pk, user_id=colleague.pk, reason="Helps")


def test_no_reminder_reaches_them(sam, worker, open_case):
    assert not Conversation.objects.exists()
    declare(sam, open_case, worker)
    Reminder.objects.all().delete()
    finding.find_due()
    assert not Reminder.objects.filter(recipient=worker).exists()


def test_by_hand(worker, open_case):
    hand = Hand(worker)
    page = reverse("enquiries:declare-conflict", args=[open_case.person_id])
    assert hand.open(page).status_code == 200
    assert hand.send(page, **KIN).status_code == 302
    assert hand.client.get(page).status_code == 404
    assert hand.client.get(open_case.get_absolute_url()).status_code == 404


def test_a_manager_by_hand_of_a_colleague_and_lifts_it(sam, worker, open_case):
    hand = Hand(sam)
    page = reverse("enquiries:declare-conflict", args=[open_case.person_id])
    hand.open(page)
    assert hand.send(page, whom="colleague", user=str(worker.pk), **KIN).status_code == 302
    conflict = ConflictOfInterest.objects.get()
    assert worker.name in hand.client.get(open_case.person.get_absolute_url()).text
    lift = reverse("enquiries:lift-conflict", args=[open_case.person_id, conflict.pk])
    hand.open(lift)
    assert hand.send(lift, reason="A mistake").status_code == 302
    assert sees(worker, open_case)[0]
