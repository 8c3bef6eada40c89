from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes.errors import NotInTheAnswer, NotYetTrue, VoiceNotTheirs
from outcomes.models import Answer, DesiredOutcome
from outcomes.passages import passage_of
from tests.given import make_concern, make_person
from tests.outcomes.given import WORDS, talk, want

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(worker, open_case):
    return talk(worker, open_case).answers.get()


def test_an_outcome_is_written_down_in_the_persons_words(worker, open_case):
    outcome = want(worker, open_case, WORDS)

    version = outcome.versions.get()
    assert (outcome.number, outcome.version, outcome.state) == (1, 1, "wanted")
    assert (version.number, version.words, version.voice) == (1, WORDS, Voice.ADULT)
    entry = AuditEntry.objects.get(event=Event.OUTCOME_ADDED)
    assert (entry.actor, entry.case_id, entry.data) == (worker, open_case.pk, {"number": 1, "voice": "adult"})


def test_outcomes_are_counted_within_the_case(worker, open_case, north):
    other = make_concern(worker, make_person(worker, "Petra"), north).case
    assert [want(worker, case).number for case in (open_case, open_case, other, open_case)] == [1, 2, 1, 3]


def test_a_passage_of_an_answer_becomes_an_outcome(worker, open_case, answer):
    passage = "It's being talked about over my head I don't feel safe with.  \nDw i'n iawn"
    version = want(worker, open_case, "", answer_id=answer.pk, passage=passage).versions.get()

    assert (version.words, version.passage, version.answer) == (passage, passage, answer)


def test_the_wish_may_be_worded_beside_the_passage(worker, open_case, answer):
    version = want(
        worker,
        open_case,
        "Talk to me, not about me.",
        answer_id=answer.pk,
        passage="talked about over my head",
    ).versions.get()

    assert (version.words, version.passage) == ("Talk to me, not about me.", "talked about over my head")


def test_words_that_are_not_in_the_answer_are_refused(worker, open_case, answer):
    with pytest.raises(NotInTheAnswer):
        want(worker, open_case, "", answer_id=answer.pk, passage="I feel perfectly safe.")
    assert not DesiredOutcome.objects.exists()


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("\n a\nb \n", "a\nb"),
        ("cafe\u0301", "cafe\u0301"),
        ("caf\u00e9", "caf\u00e9"),
        ("  end", "  end"),
    ],
)
def test_copying_may_change_line_ends_and_how_a_letter_is_written_and_nothing_else(copied, kept):
    assert passage_of("a\nb, caf\u00e9,  end", copied) == kept


@pytest.mark.parametrize("wrong", ["A\nb", "a b", "end.", " ", "cafe"])
def test_other_words_are_not_a_passage(wrong):
    with pytest.raises(NotInTheAnswer):
        passage_of("a\nb, caf\u00e9,  end", wrong) if wrong.strip() else passage_of("ab", wrong)


def test_an_answer_of_another_case_is_not_found(worker, north, answer):
    other = make_concern(worker, make_person(worker, "Petra"), north).case
    with pytest.raises(ObjectDoesNotExist):
        want(worker, other, "", answer_id=answer.pk, passage="kitchen")


def test_an_advocate_records_an_outcome_on_the_persons_behalf(advocate, instructed_case, instruction):
    outcome = want(advocate, instructed_case, voice=Voice.ADVOCATE_INSTRUCTED)

    assert (outcome.instruction, outcome.versions.get().instruction) == (instruction, instruction)
    with pytest.raises(VoiceNotTheirs):
        want(advocate, instructed_case, voice=Voice.FAMILY)


def test_who_may_and_when(worker, outsider, manager, open_case):
    with pytest.raises(NotYetTrue):
        want(worker, open_case, said_on=clock.today() + timedelta(days=1))
    with pytest.raises(ObjectDoesNotExist):
        want(outsider, open_case)
    with pytest.raises(PermissionDenied):
        want(manager, open_case)


def test_the_database_refuses_a_passage_from_nowhere(worker, open_case):
    version = want(worker, open_case).versions.get()
    version.passage = "kitchen"
    with pytest.raises(IntegrityError, match="passage_from_answer"), transaction.atomic():
        version.save(update_fields=["passage"])
    assert not Answer.objects.exists()
