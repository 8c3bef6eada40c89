"""Does the steps of a story through the product's acts, without a browser, and what was assessed beside them."""

from typing import Any

import casefile.actions
import enquiries.actions
import outcomes.actions
from accounts.models import Team
from enquiries.capacity import Ability, Capacity, CapacityDecision, CheckOutcome
from enquiries.choices import AdvocateKind, AllocationRole, ClosingReason, DecisionKind, NotAskedReason, Voice
from enquiries.models import Case, Enquiry
from enquiries.risks import Assessment, RiskOutcome, SourceKind
from outcomes.answers import Given, Judged
from outcomes.choices import Judge, Judgement, Question
from outcomes.models import Answer, DesiredOutcome
from tests.cases.rows import CONCERN, FACTS
from tests.cases.story import Step, Story
from tests.cases.typing import given
from tests.given import CLOSING, make_person

FINDINGS = {
    "why_doubted": "It was asked whether they can decide this.",
    "support_given": "Time, a quiet place and short pieces.",
    "reasons": "As the evidence shows.",
    "can_understand": True,
    "can_weigh": True,
}
LACKS = {
    "can_weigh": False,
    "impairment": True,
    "causal_link": "Their disability keeps them from weighing it.",
}


class Doer:
    """Does one story, each step as whoever does it."""

    def __init__(self, cast: Any, story: Story, team: Team) -> None:
        self.cast, self.story, self.team = cast, story, team
        self.case: Case

    def do_all(self) -> Case:
        for step in self.story.steps:
            if act := getattr(self, step["do"].replace("-", "_"), None):
                act(step)
        return Case.objects.get(pk=self.case.pk)

    def who(self, step: Step) -> Any:
        return getattr(self.cast, step["who"])

    # the process

    def raise_concern(self, step: Step) -> None:
        person = make_person(self.cast.front_door, self.story.person["preferred_name"])
        fields = {"received_at": self.story.moment(step["day"]), **given(step, *CONCERN)}
        front_door, sam = self.cast.front_door, self.cast.sam
        concern = enquiries.actions.raise_concern(
            actor=front_door, person_id=person.pk, team_id=self.team.pk, **fields
        )
        self.case = concern.case
        for user, role in ((self.cast.worker, AllocationRole.LEAD), (sam, AllocationRole.SAM)):
            enquiries.actions.allocate_case(actor=sam, case_id=self.case.pk, user_id=user.pk, role=role)

    def decide(self, step: Step) -> None:
        tests = ("has_needs", "at_risk", "cannot_protect")
        answers = given(step, *(part for test in tests for part in (test, f"{test}_reasons")), "reasons")
        casefile.actions.decide(
            actor=self.who(step),
            case_id=self.case.pk,
            decided_on=self.story.day(step["day"]),
            kind=DecisionKind(step["kind"]),
            not_asked_reason=NotAskedReason(step["not_asked_reason"]) if "not_asked_reason" in step else "",
            not_asked_detail=step.get("not_asked_detail", ""),
            ask_on=self.story.day(step["ask_on_day"]) if "ask_on_day" in step else None,
            **answers,
        )

    def instruct_advocate(self, step: Step) -> None:
        enquiries.actions.instruct_advocate(
            actor=self.who(step),
            case_id=self.case.pk,
            advocate_id=self.cast.advocate.pk,
            kind=AdvocateKind(step["kind"]),
            organisation=step["organisation"],
            instructed=step["instructed"],
            from_on=self.story.day(step["day"]),
        )

    def close(self, step: Step) -> None:
        self.assessments()
        enquiry = Enquiry.objects.get(case=self.case)
        casefile.actions.close_enquiry(
            actor=self.who(step),
            case_id=self.case.pk,
            version=enquiry.version,
            closed_on=self.story.day(step["day"]),
            reason=ClosingReason(step["reason"]),
            reason_detail=step["reason_detail"],
            person_view=step["person_view"],
            person_view_voice=Voice(step["person_view_voice"]),
            checklist=CLOSING["checklist"],
        )

    # what they said and want

    def conversation(self, step: Step) -> None:
        said = [Given(Question(question), words) for question, words in step.get("answers", {}).items()]
        said += [Given(Question.UNPROMPTED, words) for words in step.get("unprompted", [])]
        outcomes.actions.record_conversation(
            actor=self.who(step),
            case_id=self.case.pk,
            happened_at=self.story.moment(step["day"]),
            answers=said,
            **given(step, *FACTS, "safety"),
        )

    def wish(self, step: Step) -> dict[str, Any]:
        answer = None
        if "passage" in step:
            rows = Answer.objects.filter(conversation__case=self.case, question=step["question"])
            answer = rows.get(words__contains=step["passage"]).pk
        return given(step, "words", "passage") | {
            "voice": Voice(step["voice"]),
            "said_on": self.story.day(step["day"]),
            "answer_id": answer,
        }

    def outcome(self, step: Step) -> None:
        outcomes.actions.add_outcome(actor=self.who(step), case_id=self.case.pk, **self.wish(step))

    def numbered(self, number: int) -> DesiredOutcome:
        return DesiredOutcome.objects.get(case=self.case, number=number)

    def replace(self, step: Step) -> None:
        old = self.numbered(step["number"])
        outcomes.actions.replace_outcome(
            actor=self.who(step),
            outcome_id=old.pk,
            version=old.version,
            reason=step["reason"],
            **self.wish(step),
        )

    def withdraw(self, step: Step) -> None:
        old = self.numbered(step["number"])
        outcomes.actions.withdraw_outcome(
            actor=self.who(step),
            outcome_id=old.pk,
            version=old.version,
            withdrawn_on=self.story.day(step["day"]),
            reason=step["reason"],
        )

    def pass_on(self, step: Step) -> None:
        outcomes.actions.pass_on_outcome(
            actor=self.who(step),
            outcome_id=self.numbered(step["number"]).pk,
            passed_to=step["to"],
            passed_on=self.story.day(step["day"]),
            why=step["reason"],
        )

    def review(self, step: Step) -> None:
        judged = [
            Judged(
                self.numbered(number).pk,
                judge,
                Judgement(judgement),
                words=step.get(f"{side}_words", {}).get(number, ""),
                voice=voice,
            )
            for side, judge, voice in (
                ("person", Judge.PERSON, Voice(step["voice"])),
                ("worker", Judge.WORKER, ""),
            )
            for number, judgement in step[side].items()
        ]
        outcomes.actions.review_outcomes(
            actor=self.who(step),
            case_id=self.case.pk,
            reviewed_on=self.story.day(step["day"]),
            judgements=judged,
            at_closing=step["at_closing"],
        )

    # what was assessed

    def assessments(self) -> None:
        assessed = self.story.assessed
        for one in assessed["capacity"]:
            self.capacity(one)
        self.advocacy(assessed["advocacy"])
        about = {"actor": self.cast.worker, "case_id": self.case.pk}
        sources = {
            name: enquiries.actions.add_risk_source(
                **about, **source | {"kind": SourceKind(source["kind"])}
            ).pk
            for name, source in assessed["sources"].items()
        }
        for one in assessed["risks"]:
            self.risk(one, sources[one["source"]])

    def capacity(self, one: dict[str, Any]) -> None:
        facts = given(one, "decision", "of_enquiry") | {
            "actor": self.cast.worker,
            "case_id": self.case.pk,
            "kind": CapacityDecision(one["kind"]),
        }
        day = self.story.day(one["day"])
        if one["answer"] == Capacity.PRESUMED:
            enquiries.actions.presume_capacity(**facts, on=day)
            return
        findings = FINDINGS | (LACKS if one["answer"] == Capacity.LACKS else {})
        enquiries.actions.assess_capacity(
            **facts, answer=Capacity(one["answer"]), assessed_on=day, assessor="Wyn Worker", findings=findings
        )

    def advocacy(self, one: dict[str, Any]) -> None:
        enquiries.actions.check_advocacy(
            actor=self.cast.worker,
            case_id=self.case.pk,
            checked_on=self.story.day(one["day"]),
            hard=[Ability(name) for name in one.get("hard", [])],
            outcome=CheckOutcome(one["outcome"]),
            **given(one, "difficulty_detail", "individual", "offered"),
        )

    def risk(self, one: dict[str, Any], source: Any) -> None:
        worker, day = self.cast.worker, self.story.day(one["day"])
        named = given(one, "abuse_type", "place", "subtype")
        risk = enquiries.actions.add_risk(actor=worker, case_id=self.case.pk, source_id=source, **named)
        risk = enquiries.actions.assess_risk(
            actor=worker,
            risk_id=risk.pk,
            version=risk.version,
            assessment=Assessment(one["assessment"]),
            assessed_on=day,
            reasons="As found.",
        )
        if "outcome" in one:
            enquiries.actions.record_risk_outcome(
                actor=worker,
                risk_id=risk.pk,
                version=risk.version,
                outcome=RiskOutcome(one["outcome"]),
                outcome_on=day,
                reasons="As it is now.",
            )
