"""Reads the database back as the steps that were typed, in the words and names of the story.

Each function answers with what is stored for one step; what is empty is left out, so that nothing may be stored
beyond what was typed either.
"""

from datetime import date
from typing import Any

from audit import clock
from enquiries.models import (
    AdvocateInstruction,
    AdvocateRequest,
    Closure,
    Concern,
    ConcernFeedback,
    Decision,
    Note,
)
from outcomes.choices import AnswerState, Judge, OutcomeState
from outcomes.models import Conversation, DesiredOutcome, OutcomeReview
from people.models import Person
from principles.models import Action
from tests.cases.story import TICKED, Step, Story

CONCERN = (
    *(
        "raised_by",
        "raised_by_name",
        "raised_by_role",
        "fact",
        "opinion",
        "hearsay",
        "types",
        "places",
        "sources",
    ),
    *("source_description", "adult_knows", "not_told_reason", "adult_agrees", "agreement_detail"),
    *("own_words", "own_words_voice", "immediate_danger", "safety_steps", "others_at_risk", "others_detail"),
)
DECISION = (
    *("kind", "reasons", "has_needs", "has_needs_reasons", "at_risk", "at_risk_reasons"),
    *("cannot_protect", "cannot_protect_reasons", "not_asked_reason", "not_asked_detail"),
)
FACTS = ("phase", "place", "asked_by", "answered_by", "voice", "support_given", "in_the_room")
RULE = (
    "kind",
    "channel",
    "place",
    "days_and_hours",
    "speak_with",
    "subject",
    "words_to_use",
    "who",
    "reason",
)
RELATIONSHIP = ("name", "kind", "description", "cares_for_them", "carer_says")


def columns(row: Any, *names: str) -> dict[str, Any]:
    """The filled columns of a row; a tick that was not set is no fact."""
    found = {name: getattr(row, name) for name in names}
    return {name: value for name, value in found.items() if value not in ("", None)}


def with_ticks(row: Any, *names: str) -> dict[str, Any]:
    return {name: value for name, value in columns(row, *names).items() if value is not False}


class Rows:
    """What is stored of one story."""

    def __init__(self, story: Story, cast: Any) -> None:
        self.story = story
        self.roles = {user.pk: role for role, user in vars(cast).items() if hasattr(user, "email")}

    def of(self, step: Step) -> dict[str, Any]:
        """The stored step, or nothing where no row holds it."""
        return getattr(self, step["do"].replace("-", "_"))(step)

    def number(self, day: date) -> int:
        return (day - self.story.day_0).days

    def dated(self, day: date, row: Any) -> dict[str, Any]:
        """On which day of the story, and who recorded it."""
        return {"day": self.number(day), "who": self.roles[row.recorded_by_id]}

    # the person

    def person(self) -> dict[str, Any]:
        row = Person.objects.get()
        names = ("preferred_name", "given_names", "family_name", "estimated_age", "gender", "support_reason")
        found = columns(row, *names)
        rows = {
            "needs": [columns(one, "need", "how_met") for one in row.communicationneeds.all()],
            "rules": [columns(one, *RULE) for one in row.safecontactrules.all()],
            "relationships": [with_ticks(one, *RELATIONSHIP) for one in row.relationships.all()],
            "addresses": [columns(one, "kind", "lines") for one in row.addresses.all()],
            "contact": columns(row.contactdetails.first(), "channel", "value", "note")
            if row.contactdetails.exists()
            else {},
        }
        return found | {name: value for name, value in rows.items() if value}

    # the process

    def raise_concern(self, _step: Step) -> dict[str, Any]:
        """As it was raised, before any correction."""
        row = Concern.objects.get()
        correction = row.corrections.order_by("number").first()
        before = correction.before if correction else {}
        found = columns(row, *CONCERN) | {name: before[name] for name in CONCERN if before.get(name)}
        found |= {name: sorted(found[name]) for name in TICKED}
        return found | self.dated(clock.day_of(row.received_at), row)

    def told(self, _step: Step) -> dict[str, Any]:
        row = Concern.objects.get()
        assert row.adult_knows == "yes"
        return {"told_by": row.told_by} | self.dated(row.told_on, row.corrections.get())

    def decide(self, _step: Step) -> dict[str, Any]:
        row = Decision.objects.get()
        asking = {"ask_on_day": self.number(row.ask_on)} if row.ask_on else {}
        return columns(row, *DECISION) | asking | self.dated(row.decided_on, row)

    def note(self, step: Step) -> dict[str, Any]:
        row = Note.objects.get(text=step["text"])
        return columns(row, "kind", "text") | self.dated(clock.day_of(row.happened_at), row)

    def ask_for_advocate(self, _step: Step) -> dict[str, Any]:
        row = AdvocateRequest.objects.get()
        return {"reason": row.reason} | self.dated(row.asked_on, row)

    def instruct_advocate(self, _step: Step) -> dict[str, Any]:
        row = AdvocateInstruction.objects.get(until_on=None)
        return columns(row, "kind", "organisation", "instructed") | self.dated(row.from_on, row)

    def feedback(self, _step: Step) -> dict[str, Any]:
        row = ConcernFeedback.objects.get()
        return columns(row, "result", "said", "why_not") | self.dated(row.on, row)

    def close(self, _step: Step) -> dict[str, Any]:
        row = Closure.objects.get()
        assert row.enquiry.closed_on == row.closed_on
        names = ("reason", "reason_detail", "person_view", "person_view_voice")
        return columns(row, *names) | self.dated(row.closed_on, row)

    # what they said and want

    def conversation(self, step: Step) -> dict[str, Any]:
        row = Conversation.objects.get(happened_at=self.story.moment(step["day"]))
        answers = list(row.answers.all())
        assert all(answer.state == AnswerState.SAID and not answer.worker_note for answer in answers)
        five = {answer.question: answer.words for answer in answers if answer.question != "unprompted"}
        unasked = [answer.words for answer in answers if answer.question == "unprompted"]
        found = columns(row, *FACTS) | self.dated(clock.day_of(row.happened_at), row)
        found |= {"answers": five} if five else {}
        found |= {"unprompted": unasked} if unasked else {}
        if hasattr(row, "safety_rating"):
            assert (row.safety_rating.voice, row.safety_rating.rated_on) == (row.voice, row.day)
            found["safety"] = row.safety_rating.level
        if hasattr(row, "involvement"):
            found["involvement"] = row.involvement.level
        return found

    def outcome(self, step: Step) -> dict[str, Any]:
        """The wish as it was first said: its version 1, whatever became of it later."""
        row = DesiredOutcome.objects.get(number=step["number"])
        version = row.versions.get(number=1)
        found = {"number": row.number} | columns(version, "words", "passage", "voice")
        if version.answer:
            found["question"] = version.answer.question
            assert version.passage in version.answer.words
        return found | self.dated(version.said_on, row)

    def replace(self, step: Step) -> dict[str, Any]:
        new = DesiredOutcome.objects.get(number=step["new_number"])
        old = new.replaces
        assert (old.state, self.number(old.state_on)) == (OutcomeState.REPLACED, step["day"])
        found = self.outcome({"number": new.number})
        return found | {"number": old.number, "new_number": new.number, "reason": old.state_reason}

    def withdraw(self, step: Step) -> dict[str, Any]:
        row = DesiredOutcome.objects.get(number=step["number"], state=OutcomeState.NO_LONGER_WANTED)
        by = {"day": self.number(row.state_on), "who": self.roles[row.state_by_id]}
        return {"number": row.number, "reason": row.state_reason} | by

    def pass_on(self, step: Step) -> dict[str, Any]:
        row = DesiredOutcome.objects.get(number=step["number"], state=OutcomeState.PASSED_ON)
        found = {"number": row.number, "to": row.passed_to, "reason": row.passed_why}
        return found | {"day": self.number(row.passed_on), "who": self.roles[row.state_by_id]}

    def review(self, step: Step) -> dict[str, Any]:
        """Each judge apart, each of the newest version of the wish."""
        rows = list(OutcomeReview.objects.filter(reviewed_on=self.story.day(step["day"])))
        assert all(row.version == row.outcome.current for row in rows)
        persons = [row for row in rows if row.judge == Judge.PERSON]
        workers = [row for row in rows if row.judge == Judge.WORKER]
        assert len(persons) + len(workers) == len(rows)
        (voice,) = {row.voice for row in persons}
        (at_closing,) = {row.at_closing for row in rows}
        sides = {"person": persons, "worker": workers}
        found = {side: {one.outcome.number: one.judgement for one in of} for side, of in sides.items()}
        words = {
            f"{side}_words": {one.outcome.number: one.words for one in of if one.words}
            for side, of in sides.items()
        }
        found |= {side: said for side, said in words.items() if said}
        return found | {"voice": voice, "at_closing": at_closing} | self.dated(rows[0].reviewed_on, rows[0])

    # what is done

    def action(self, step: Step) -> dict[str, Any]:
        row = Action.objects.get(what=step["what"])
        found = columns(row, "what", "principle", "how_it_serves", "duty")
        if row.outcome:
            found["outcome"] = row.outcome.number
        done = [self.number(one.done_on) for one in row.done.all()]
        (found["what_was_done"],) = {one.what_was_done for one in row.done.all()}
        if row.repeats_until:
            first = min(one.due_on for one in row.done.all())
            found |= {"repeats": row.repeats, "due_day": self.number(first), "done_days": done}
            found["repeats_until_day"] = self.number(row.repeats_until)
        else:
            (found["done_day"],) = done
        return found | {"day": step["day"], "who": self.roles[row.recorded_by_id]}
