"""Conversations, outcomes and instructions that the tests of this app begin from."""

from datetime import timedelta

import enquiries.actions
from audit import clock
from enquiries.choices import AdvocateKind, Voice
from outcomes import actions
from outcomes.answers import Given
from outcomes.choices import Phase, Question

WORDS = (
    "Safe? In my own kitchen? I was till this started.\n\n"
    "It's being talked about over my head I don't feel safe with.  \n"
    "Dw i'n iawn, diolch — ŵy a ŷd. Zażółć gęślą jaźń. ☕🐕\n\tA 'quote', a \"quote\" & <b>that's all</b>."
)
TALK = {
    "phase": Phase.START,
    "asked_by": "Wyn Worker",
    "answered_by": "Olwen",
    "voice": Voice.ADULT,
    "place": "Her kitchen",
}


def talk(actor, case, *answers, **changes):
    answers = answers or (Given(Question.FEEL_SAFE, WORDS),)
    fields = {"happened_at": clock.now() - timedelta(minutes=5), **TALK, **changes}
    return actions.record_conversation(actor=actor, case_id=case.pk, answers=answers, **fields)


def want(actor, case, words="Jan stays my shopper.", **changes):
    fields = {"voice": Voice.ADULT, "said_on": clock.today(), **changes}
    return actions.add_outcome(actor=actor, case_id=case.pk, words=words, **fields)


def instruct(actor, case, advocate, **changes):
    fields = {
        "kind": AdvocateKind.CARE_ACT,
        "organisation": "Invented Voices",
        "instructed": True,
        "from_on": clock.today(),
        **changes,
    }
    return enquiries.actions.instruct_advocate(
        actor=actor, case_id=case.pk, advocate_id=advocate.pk, **fields
    )


def end(instruction, actor):
    """The instruction ended yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    type(instruction).objects.filter(pk=instruction.pk).update(from_on=yesterday)
    enquiries.actions.end_instruction(
        actor=actor, instruction_id=instruction.pk, until_on=yesterday, reason="The work is done."
    )
