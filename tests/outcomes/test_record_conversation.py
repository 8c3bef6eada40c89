from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from enquiries.errors import HappenedInTheFuture
from outcomes import actions
from outcomes.answers import Given
from outcomes.choices import AnswerState, Involvement, Phase, Question, SafetyLevel
from outcomes.errors import NobodyAnswered, PersonsViewOnly, VoiceNotTheirs
from outcomes.models import Answer, Conversation
from tests.outcomes.given import TALK, WORDS, talk

pytestmark = pytest.mark.django_db


def test_the_words_are_kept_as_said_and_the_act_is_recorded(worker, open_case):
    conversation = talk(
        worker,
        open_case,
        Given(Question.FEEL_SAFE, WORDS, worker_note="Seen alone."),
        Given(Question.SAFER, state=AnswerState.NOTHING_YET),
        Given(Question.NEXT, state=AnswerState.RATHER_NOT),
        Given(Question.OTHER, "Tuesdays.", question_text="When does Jan come?"),
        Given(Question.UNPROMPTED, "  Put the kettle on.\n"),
        Given(Question.UNPROMPTED, "Shona means well."),
        support_given="Hearing aid in",
        in_the_room="Nobody else",
        note="The account changed once she was alone.",
        safety=SafetyLevel.ADEQUATELY,
        involvement=Involvement.INFORMED,
        involvement_detail="Ring me in a month.",
    )

    answers = list(Answer.objects.filter(conversation=conversation))
    assert [answer.words for answer in answers] == [
        WORDS,
        "",
        "",
        "Tuesdays.",
        "  Put the kettle on.\n",
        "Shona means well.",
    ]
    assert [answer.question_text for answer in answers] == [
        "Do you feel safe?",
        "What will help you to feel safer?",
        "What would you like to happen next?",
        "When does Jan come?",
        "",
        "",
    ]
    assert answers[0].worker_note == "Seen alone."
    assert conversation.safety_rating.level == SafetyLevel.ADEQUATELY
    assert conversation.involvement.detail == "Ring me in a month."
    assert conversation.instruction is None
    entry = AuditEntry.objects.get(event=Event.CONVERSATION_RECORDED)
    assert (entry.actor, entry.case_id, entry.data["answers"]) == (worker, open_case.pk, 6)
    assert WORDS not in str(entry.data)


def test_five_thousand_characters_come_back_whole(worker, open_case):
    words = ("It's ŵ, ŷ, ł and ż. 🐕 " * 300)[:5000]

    talk(worker, open_case, Given(Question.MEANING, words))

    assert Answer.objects.get().words == words


def test_one_of_the_five_can_be_asked_in_other_words(worker, open_case):
    talk(worker, open_case, Given(Question.FEEL_SAFE, "Yes.", question_text="Are you all right here?"))

    assert Answer.objects.get().question_text == "Are you all right here?"


def test_a_person_can_be_asked_any_number_of_times(worker, open_case):
    for phase in (Phase.START, Phase.DURING, Phase.DURING, Phase.END):
        talk(worker, open_case, phase=phase)

    assert Conversation.objects.visible_to(worker).count() == 4


def test_a_person_can_be_asked_before_any_decision(worker, case):
    assert talk(worker, case).case == case


def test_a_conversation_to_come_is_refused(worker, open_case):
    with pytest.raises(HappenedInTheFuture):
        talk(worker, open_case, happened_at=clock.now() + timedelta(minutes=1))
    assert not Conversation.objects.exists()


def test_a_conversation_without_an_answer_is_refused(worker, open_case):
    with pytest.raises(NobodyAnswered):
        actions.record_conversation(
            actor=worker, case_id=open_case.pk, answers=[], happened_at=clock.now(), **TALK
        )
    assert not Conversation.objects.exists()


def test_an_advocate_records_on_the_persons_behalf(advocate, instructed_case, instruction):
    conversation = talk(advocate, instructed_case, voice=Voice.ADVOCATE_INSTRUCTED, safety=SafetyLevel.LESS)

    assert conversation.instruction == instruction
    assert conversation.safety_rating.instruction == instruction


def test_an_advocate_relays_the_persons_own_words(advocate, instructed_case, instruction):
    assert talk(advocate, instructed_case, voice=Voice.ADULT).instruction == instruction


@pytest.mark.parametrize(
    "voice",
    [Voice.FAMILY, Voice.ATTORNEY, Voice.LIKELY_WISHES, Voice.ADVOCATE_NON_INSTRUCTED],
)
def test_an_advocate_speaks_with_no_other_voice(advocate, instructed_case, voice):
    with pytest.raises(VoiceNotTheirs):
        talk(advocate, instructed_case, voice=voice)
    assert not Conversation.objects.exists()


def test_an_advocate_without_an_instruction_does_not_find_the_case(other_advocate, instructed_case):
    with pytest.raises(ObjectDoesNotExist):
        talk(other_advocate, instructed_case, voice=Voice.ADULT)


def test_what_a_professional_thinks_is_not_what_the_person_said(worker, open_case):
    with pytest.raises(PersonsViewOnly):
        talk(worker, open_case, voice=Voice.PROFESSIONAL)
    conversation = talk(worker, open_case)
    conversation.voice = Voice.PROFESSIONAL
    with pytest.raises(IntegrityError, match="never_a_professionals"), transaction.atomic():
        conversation.save(update_fields=["voice"])


def test_another_team_does_not_find_the_case(outsider, open_case):
    with pytest.raises(ObjectDoesNotExist):
        talk(outsider, open_case)


def test_who_only_looks_may_not_record(auditor, manager, open_case):
    for looker in (auditor, manager):
        with pytest.raises(PermissionDenied):
            talk(looker, open_case)
    assert not Conversation.objects.exists()


def test_the_database_refuses_words_that_were_not_said(worker, open_case):
    conversation = talk(worker, open_case)
    for state, words in ((AnswerState.SAID, ""), (AnswerState.NOTHING_YET, "Well, one thing.")):
        with pytest.raises(IntegrityError, match="answer_said_has_words"), transaction.atomic():
            Answer.objects.create(
                conversation=conversation,
                position=9,
                question=Question.NEXT,
                question_text="?",
                state=state,
                words=words,
                recorded_by=worker,
            )
