import pytest
from django.core.exceptions import ObjectDoesNotExist

from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.answers import Given
from outcomes.choices import AnswerState, Question
from outcomes.errors import AdvocatesOwnRecord, AlreadyCorrected, NothingChanged
from outcomes.models import Answer
from tests.outcomes.given import end, talk, want

pytestmark = pytest.mark.django_db

CORRECTED = {"words": "It's the sums that worry you.", "reason": "I typed suns."}


def answer_of(conversation):
    return conversation.answers.get()


@pytest.fixture
def answer(worker, open_case):
    return answer_of(talk(worker, open_case, Given(Question.SAFER, "It's the suns that worry you.")))


def test_both_versions_stay_readable(worker, answer):
    corrected = actions.correct_answer(actor=worker, answer_id=answer.pk, **CORRECTED)

    assert (corrected.corrects, corrected.question_text) == (answer, "What will help you to feel safer?")
    assert Answer.objects.get(pk=answer.pk).words == "It's the suns that worry you."
    assert list(Answer.objects.current()) == [corrected]
    entry = AuditEntry.objects.get(event=Event.ANSWER_CORRECTED)
    assert entry.data == {"answer": str(corrected.pk), "corrects": str(answer.pk)}


def test_it_can_turn_out_that_they_said_nothing_yet(worker, answer):
    corrected = actions.correct_answer(
        actor=worker, answer_id=answer.pk, words="", state=AnswerState.NOTHING_YET, reason="Wrong box."
    )
    assert corrected.state == AnswerState.NOTHING_YET


def test_the_second_to_correct_is_told(worker, sam, answer):
    actions.correct_answer(actor=worker, answer_id=answer.pk, **CORRECTED)
    with pytest.raises(AlreadyCorrected):
        actions.correct_answer(
            actor=sam, answer_id=answer.pk, words="Something else.", reason="I know better."
        )
    assert Answer.objects.count() == 2


def test_the_same_words_are_no_correction(worker, answer):
    with pytest.raises(NothingChanged):
        actions.correct_answer(actor=worker, answer_id=answer.pk, words=answer.words, reason="None.")


def test_an_outcome_keeps_the_version_it_was_made_from(worker, open_case, answer):
    outcome = want(worker, open_case, answer_id=answer.pk, passage="the suns")
    actions.correct_answer(actor=worker, answer_id=answer.pk, **CORRECTED)

    assert outcome.versions.get().answer == answer


def test_the_council_cannot_correct_an_advocates_record_even_after_the_instruction(
    worker, advocate, instructed_case, instruction
):
    answer = answer_of(talk(advocate, instructed_case, voice=Voice.ADVOCATE_INSTRUCTED))
    with pytest.raises(AdvocatesOwnRecord):
        actions.correct_answer(actor=worker, answer_id=answer.pk, **CORRECTED)
    end(instruction, worker)
    with pytest.raises(AdvocatesOwnRecord):
        actions.correct_answer(actor=worker, answer_id=answer.pk, **CORRECTED)
    assert Answer.objects.count() == 1


def test_an_advocate_corrects_their_own_and_not_the_councils(worker, advocate, instructed_case):
    own = answer_of(talk(advocate, instructed_case, voice=Voice.ADULT))
    theirs = answer_of(talk(worker, instructed_case))

    actions.correct_answer(actor=advocate, answer_id=own.pk, **CORRECTED)
    with pytest.raises(AdvocatesOwnRecord):
        actions.correct_answer(actor=advocate, answer_id=theirs.pk, **CORRECTED)


def test_another_team_does_not_find_it(outsider, answer):
    with pytest.raises(ObjectDoesNotExist):
        actions.correct_answer(actor=outsider, answer_id=answer.pk, **CORRECTED)
