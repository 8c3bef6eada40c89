from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.rules import Verb
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import (
    ask_for_advocate,
    end_advocate_request,
    end_instruction,
    instruct_advocate,
    name_on_case,
)
from enquiries.errors import (
    AlreadyInstructed,
    EndsBeforeItBegins,
    InstructionEnded,
    NameThemFirst,
    NotAnAdvocate,
    RequestEnded,
)
from enquiries.models import AdvocateInstruction, AdvocateRequest, Case

DAY = timedelta(days=1)


def ask(actor, case):
    return ask_for_advocate(
        actor=actor, case_id=case.pk, asked_on=clock.today(), reason="She cannot hold it all in mind."
    )


def instruct(actor, case, advocate, **changes):
    fields = {
        "kind": "care-act",
        "organisation": "Invented Voices",
        "instructed": True,
        "from_on": clock.today(),
        **changes,
    }
    return instruct_advocate(actor=actor, case_id=case.pk, advocate_id=advocate.pk, **fields)


def threads_of(user):
    return list(Case.objects.visible_to(user, Verb.SEE_THREAD))


def test_a_request_waits_until_an_advocate_is_instructed(worker, open_case, advocate):
    ask(worker, open_case)
    assert AdvocateRequest.objects.filter(ended_on=None).exists()

    instruct(worker, open_case, advocate)
    assert not AdvocateRequest.objects.filter(ended_on=None).exists()
    assert threads_of(advocate) == [open_case]
    assert not Case.objects.visible_to(advocate).exists()


def test_a_request_ends_with_a_reason_where_none_is_needed(worker, open_case):
    request = ask(worker, open_case)
    end_advocate_request(
        actor=worker, request_id=request.pk, ended_on=clock.today(), reason="Her sister will help."
    )

    with pytest.raises(RequestEnded):
        end_advocate_request(actor=worker, request_id=request.pk, ended_on=clock.today(), reason="Again")
    assert AuditEntry.objects.filter(event=Event.ADVOCATE_REQUEST_ENDED).count() == 1


def test_an_instruction_counts_from_its_first_to_its_last_day(worker, open_case, advocate):
    instruction = instruct(worker, open_case, advocate, from_on=clock.today() + DAY)
    assert threads_of(advocate) == []

    AdvocateInstruction.objects.filter(pk=instruction.pk).update(
        from_on=clock.today() - 3 * DAY, until_on=clock.today()
    )
    assert threads_of(advocate) == [open_case]
    AdvocateInstruction.objects.filter(pk=instruction.pk).update(until_on=clock.today() - DAY)
    assert threads_of(advocate) == []
    with pytest.raises(InstructionEnded):
        end_instruction(actor=worker, instruction_id=instruction.pk, until_on=clock.today(), reason="Late")


def test_after_the_end_the_advocate_sees_nothing(worker, instruction, advocate):
    AdvocateInstruction.objects.filter(pk=instruction.pk).update(from_on=clock.today() - 3 * DAY)
    end_instruction(
        actor=worker,
        instruction_id=instruction.pk,
        until_on=clock.today() - DAY,
        reason="She asked for another.",
    )

    assert threads_of(advocate) == []


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
def test_the_last_day_is_not_before_the_first(worker, open_case, advocate, days, refused):
    until_on = clock.today() + days * DAY
    if refused:
        with pytest.raises(EndsBeforeItBegins):
            instruct(worker, open_case, advocate, until_on=until_on)
    else:
        instruct(worker, open_case, advocate, until_on=until_on)


def test_one_advocate_is_instructed_once_at_a_time(worker, instruction, open_case, advocate):
    with pytest.raises(AlreadyInstructed):
        instruct(worker, open_case, advocate)
    AdvocateInstruction.objects.filter(pk=instruction.pk).update(until_on=clock.today())
    with pytest.raises(AlreadyInstructed):
        instruct(worker, open_case, advocate)
    instruct(worker, open_case, advocate, from_on=clock.today() + DAY)


def test_only_an_advocate_is_instructed(worker, open_case, colleague):
    with pytest.raises(NotAnAdvocate):
        instruct(worker, open_case, colleague)


def test_on_a_restricted_case_the_advocate_is_named_first(manager, sam, open_case, advocate):
    from enquiries.actions import restrict_case

    restrict_case(actor=sam, case_id=open_case.pk, reason="A relative works here.")
    with pytest.raises(NameThemFirst):
        instruct(sam, open_case, advocate)
    name_on_case(actor=sam, case_id=open_case.pk, user_id=advocate.pk, reason="Her advocate")
    instruct(sam, open_case, advocate)
    assert threads_of(advocate) == [open_case]


def test_the_front_door_instructs_nobody_and_another_team_finds_nothing(
    front_door, outsider, front_door_case, open_case, advocate
):
    with pytest.raises(PermissionDenied):
        instruct(front_door, front_door_case, advocate)
    with pytest.raises(Case.DoesNotExist):
        instruct(outsider, open_case, advocate)
    assert not AdvocateInstruction.objects.exists()
