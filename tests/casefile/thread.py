"""A case with a whole thread on it, for reports and reminders to be about. Everything is invented."""

from datetime import timedelta

import principles.actions
from audit import clock
from enquiries.choices import NotAskedReason
from outcomes.actions import record_not_asked
from outcomes.answers import Given
from outcomes.choices import Phase, Question
from principles.choices import Principle
from tests.outcomes.given import talk, want

PARAGRAPHS = (
    "I don't want him arrested — he's my son. “I want him to stop.”\n\n"
    "Rwy'n teimlo'n saff yn y tŷ. Ŵyr neb.\nZażółć gęślą jaźń, Łódź. 😀 👩‍👧 ❤️ 🐕\n"
    "Ọ̀ṣun ni orúkọ mi, x̂ ẹ́.\n\n"
    "<b>not bold</b> & office efficient flag <script>alert(1)</script>\n\n"
    + "The change from the shopping never tallies, and I've told them so every Friday since Easter. "
    * 54
)
WISH = "I want to know where my money goes, every penny."
DONE = "We changed the locks with you; you chose who has a key."


def fill(worker, case, words=PARAGRAPHS):
    """One conversation, one outcome, one action done and one to do, and one time when nobody could ask."""
    record_not_asked(
        actor=worker,
        case_id=case.pk,
        phase=Phase.START,
        happened_at=clock.now() - timedelta(days=1),
        reason=NotAskedReason.TOO_UNWELL,
        try_again_on=clock.today(),
    )
    talk(worker, case, Given(Question.FEEL_SAFE, words), safety="less")
    outcome = want(worker, case, WISH)
    done = add_action(worker, case, outcome, what="Change the locks")
    principles.actions.complete_action(
        actor=worker, action_id=done.pk, done_on=clock.today(), what_was_done=DONE
    )
    add_action(worker, case, outcome, what="Look over the bank statements with her")
    return outcome


def add_action(worker, case, outcome, **changes):
    fields = {
        "what": "Change the locks",
        "principle": Principle.EMPOWERMENT,
        "how_it_serves": "She chose it herself.",
        "outcome_id": outcome.pk,
        "owner_id": worker.pk,
        "due_on": clock.today() + timedelta(days=3),
        **changes,
    }
    return principles.actions.add_action(actor=worker, case_id=case.pk, **fields)
