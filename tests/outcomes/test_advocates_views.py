from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import ViewKind
from outcomes.errors import NothingToAnswer, NotYetTrue
from outcomes.models import AdvocateView, CouncilAnswer
from tests.outcomes.given import WORDS, end, talk, want

pytestmark = pytest.mark.django_db


def view(actor, case, kind=ViewKind.REPORT, **changes):
    fields = {"happened_on": clock.today(), "words": WORDS, **changes}
    return actions.record_view(actor=actor, case_id=case.pk, kind=kind, **fields)


def answer(actor, case, **to):
    return actions.answer_advocate(actor=actor, case_id=case.pk, text="We will meet you on Friday.", **to)


def test_an_advocates_report_is_kept_word_for_word_and_waits_for_an_answer(
    advocate, instructed_case, instruction
):
    report = view(advocate, instructed_case)

    assert (report.words, report.instruction) == (WORDS, instruction)
    assert list(AdvocateView.objects.unanswered()) == [report]
    assert AuditEntry.objects.get(event=Event.VIEW_RECORDED).data == {"kind": "report"}


def test_a_view_needs_no_answer(advocate, instructed_case):
    view(advocate, instructed_case, ViewKind.VIEW)
    assert not AdvocateView.objects.unanswered().exists()


def test_the_council_answers_in_writing_and_touches_nothing(worker, advocate, instructed_case):
    report = view(advocate, instructed_case)
    written = answer(worker, instructed_case, view_id=report.pk)

    assert (written.view, written.text) == (report, "We will meet you on Friday.")
    assert not AdvocateView.objects.unanswered().exists()
    assert list(CouncilAnswer.objects.visible_to(advocate)) == [written]
    assert AuditEntry.objects.filter(event=Event.VIEW_ANSWERED).exists()


def test_the_council_answers_a_conversation_and_an_outcome_too(worker, advocate, instructed_case):
    conversation = talk(advocate, instructed_case, voice=Voice.ADULT)
    outcome = want(advocate, instructed_case)

    assert answer(worker, instructed_case, conversation_id=conversation.pk).conversation == conversation
    assert answer(worker, instructed_case, outcome_id=outcome.pk).outcome == outcome


def test_only_what_an_advocate_recorded_is_answered(worker, instructed_case):
    conversation = talk(worker, instructed_case)
    for to in ({}, {"conversation_id": conversation.pk}):
        with pytest.raises(NothingToAnswer):
            answer(worker, instructed_case, **to)
    assert not CouncilAnswer.objects.exists()


def test_who_may_and_when(worker, advocate, other_advocate, outsider, instructed_case):
    with pytest.raises(NotYetTrue):
        view(advocate, instructed_case, happened_on=clock.today() + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        view(worker, instructed_case)
    with pytest.raises(ObjectDoesNotExist):
        view(other_advocate, instructed_case)
    report = view(advocate, instructed_case)
    for stranger in (outsider, advocate):
        with pytest.raises(ObjectDoesNotExist):
            answer(stranger, instructed_case, view_id=report.pk)
    assert not CouncilAnswer.objects.exists()


def test_after_the_instruction_the_advocate_sees_and_does_nothing(
    worker, advocate, instructed_case, instruction
):
    view(advocate, instructed_case)
    end(instruction, worker)

    assert not AdvocateView.objects.visible_to(advocate).exists()
    with pytest.raises(ObjectDoesNotExist):
        view(advocate, instructed_case)
