"""A wish said better, a different wish, a wish no longer held."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import OutcomeState
from outcomes.errors import AdvocatesOwnRecord, NoLongerWanted, NothingChanged, NotYetTrue, VoiceNotTheirs
from outcomes.models import DesiredOutcome, OutcomeVersion
from tests.outcomes.given import end, instruct, talk, want
from ui.errors import EditConflict

pytestmark = pytest.mark.django_db

DOOR = "I want a front door, that's all, a front door that's mine."
WHY = "She cried at the step and could not get over it."


def change(act, actor, outcome, **changes):
    fields = {
        "version": outcome.version,
        "words": DOOR,
        "voice": Voice.ADULT,
        "said_on": clock.today(),
        "reason": WHY,
        **changes,
    }
    return act(actor=actor, outcome_id=outcome.pk, **fields)


def withdraw(actor, outcome, **changes):
    fields = {"version": outcome.version, "withdrawn_on": clock.today(), "reason": WHY, **changes}
    return actions.withdraw_outcome(actor=actor, outcome_id=outcome.pk, **fields)


@pytest.fixture
def outcome(worker, open_case):
    return want(worker, open_case, "Home. To my house, as it is.")


def test_the_same_wish_said_better_is_a_version_with_the_reason(worker, outcome):
    changed = change(actions.reword_outcome, worker, outcome)

    first, second = changed.versions.all()
    assert (changed.version, changed.state) == (2, OutcomeState.WANTED)
    assert (first.words, second.words) == ("Home. To my house, as it is.", DOOR)
    assert (second.number, second.change_reason) == (2, WHY)
    assert AuditEntry.objects.filter(event=Event.OUTCOME_REWORDED, subject_id=outcome.pk).exists()


def test_better_words_can_come_from_a_later_answer(worker, open_case, outcome):
    answer = talk(worker, open_case).answers.get()
    changed = change(
        actions.reword_outcome, worker, outcome, words="", answer_id=answer.pk, passage="In my own kitchen?"
    )
    assert changed.versions.last().words == "In my own kitchen?"


def test_the_same_words_are_no_change(worker, outcome):
    with pytest.raises(NothingChanged):
        change(actions.reword_outcome, worker, outcome, words="Home. To my house, as it is.")


def test_a_different_wish_takes_the_place_and_the_first_keeps_its_words_date_and_reason(worker, outcome):
    new = change(actions.replace_outcome, worker, outcome)

    old = DesiredOutcome.objects.get(pk=outcome.pk)
    assert (old.state, old.state_on, old.state_reason) == (OutcomeState.REPLACED, clock.today(), WHY)
    assert (old.replaced_by, new.number, new.replaces) == (new, 2, old)
    assert old.versions.get().words == "Home. To my house, as it is."
    assert AuditEntry.objects.get(event=Event.OUTCOME_REPLACED).data["by"] == str(new.pk)


def test_a_prize_that_can_never_come_stays_as_said(worker, open_case):
    prize = want(worker, open_case, "I want my three and a half million please.")
    withdraw(worker, prize, reason="The prize was a fraud. He shouted at me. A friend doesn't shout.")

    prize = DesiredOutcome.objects.get(pk=prize.pk)
    assert (prize.state, prize.state_by) == (OutcomeState.NO_LONGER_WANTED, worker)
    assert prize.versions.get().words == "I want my three and a half million please."
    assert AuditEntry.objects.filter(event=Event.OUTCOME_WITHDRAWN).exists()


def test_what_is_no_longer_wanted_is_not_changed_again(worker, outcome):
    gone = withdraw(worker, outcome)
    for act in (actions.reword_outcome, actions.replace_outcome):
        with pytest.raises(NoLongerWanted):
            change(act, worker, gone)
    with pytest.raises(NoLongerWanted):
        withdraw(worker, gone)
    assert OutcomeVersion.objects.count() == 1


def test_two_at_once_the_second_is_told(worker, sam, outcome):
    change(actions.reword_outcome, worker, outcome)
    for act in (actions.reword_outcome, actions.replace_outcome):
        with pytest.raises(EditConflict):
            change(act, sam, outcome, version=1, words="Something else.")
    with pytest.raises(EditConflict):
        withdraw(sam, outcome, version=1)
    assert DesiredOutcome.objects.count() == 1


def test_nothing_changes_tomorrow(worker, outcome):
    tomorrow = clock.today() + timedelta(days=1)
    for act in (actions.reword_outcome, actions.replace_outcome):
        with pytest.raises(NotYetTrue):
            change(act, worker, outcome, said_on=tomorrow)
    with pytest.raises(NotYetTrue):
        withdraw(worker, outcome, withdrawn_on=tomorrow)


def test_who_may(outsider, manager, outcome):
    for act in (actions.reword_outcome, actions.replace_outcome):
        with pytest.raises(ObjectDoesNotExist):
            change(act, outsider, outcome)
        with pytest.raises(PermissionDenied):
            change(act, manager, outcome)
    with pytest.raises(ObjectDoesNotExist):
        withdraw(outsider, outcome)
    with pytest.raises(PermissionDenied):
        withdraw(manager, outcome)


def test_while_they_are_instructed_only_the_advocate_changes_their_own(worker, advocate, instructed_case):
    outcome = want(advocate, instructed_case, voice=Voice.ADVOCATE_INSTRUCTED)
    for act in (actions.reword_outcome, actions.replace_outcome):
        with pytest.raises(AdvocatesOwnRecord):
            change(act, worker, outcome)
    with pytest.raises(AdvocatesOwnRecord):
        withdraw(worker, outcome)

    with pytest.raises(VoiceNotTheirs):
        change(actions.reword_outcome, advocate, outcome, voice=Voice.FAMILY)
    assert change(actions.reword_outcome, advocate, outcome).versions.count() == 2


def test_an_advocate_does_not_change_what_the_council_recorded(worker, advocate, instructed_case):
    outcome = want(worker, instructed_case)
    with pytest.raises(AdvocatesOwnRecord):
        change(actions.reword_outcome, advocate, outcome)


def test_after_the_instruction_a_change_of_mind_told_to_the_council_is_added_to_the_advocates_words(
    worker, advocate, instructed_case, instruction
):
    outcome = want(advocate, instructed_case, voice=Voice.ADVOCATE_INSTRUCTED)
    end(instruction, worker)

    changed = change(actions.reword_outcome, worker, outcome)

    theirs, ours = changed.versions.all()
    assert (theirs.instruction, theirs.recorded_by) == (instruction, advocate)
    assert (ours.instruction, ours.recorded_by) == (None, worker)


def test_a_new_advocate_goes_on_where_the_last_one_ended(
    worker, advocate, other_advocate, instructed_case, instruction
):
    outcome = want(advocate, instructed_case, voice=Voice.ADULT)
    later = instruct(worker, instructed_case, other_advocate)
    with pytest.raises(AdvocatesOwnRecord):
        withdraw(other_advocate, outcome)
    end(instruction, worker)

    assert change(actions.reword_outcome, other_advocate, outcome).versions.last().instruction == later
