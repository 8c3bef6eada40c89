"""A case with a whole thread, as its pages show it. Everybody and everything here is invented."""

from dataclasses import dataclass

from audit import clock
from enquiries.choices import Voice
from enquiries.models import Case
from outcomes import actions
from outcomes.answers import Given, Judged
from outcomes.choices import Judge, Judgement, Question, SafetyLevel
from outcomes.models import DesiredOutcome
from principles.models import Action
from tests.outcomes.given import talk, want
from tests.principles.given import make_action

SENTENCE = "I don't want Jan told — she'd be mortified. Ŵyr neb, ŷd, łódź ż 🙂"
PASSAGE = "I don't want Jan told"
WISH = "Jan stays my shopper, ŵ ł 🙂"


@dataclass
class Threaded:
    case: Case
    served: DesiredOutcome
    unserved: DesiredOutcome
    gone: DesiredOutcome
    action: Action
    on_duty: Action


def threaded(worker, case) -> Threaded:
    """Said, wanted, done and judged: one outcome served and judged apart, one unserved, one no longer wanted."""
    answer = talk(worker, case, Given(Question.NEXT, SENTENCE), safety=SafetyLevel.LESS).answers.get()
    served = want(worker, case, WISH, answer_id=answer.pk, passage=PASSAGE)
    unserved, gone = want(worker, case, "People talk to me, not about me"), want(worker, case, "My winnings")
    actions.withdraw_outcome(
        actor=worker, outcome_id=gone.pk, version=1, withdrawn_on=clock.today(), reason="He shouted at me."
    )
    action = make_action(worker, case, outcome_id=served.pk, what="Receipts in the blue tin")
    on_duty = make_action(worker, case, duty="safety", principle="protection", what="Card stopped")
    judged = [
        Judged(served.pk, Judge.PERSON, Judgement.MET, Voice.ADULT, "Right as rain."),
        Judged(served.pk, Judge.WORKER, Judgement.PARTLY),
    ]
    actions.review_outcomes(actor=worker, case_id=case.pk, reviewed_on=clock.today(), judgements=judged)
    return Threaded(case, served, unserved, gone, action, on_duty)
