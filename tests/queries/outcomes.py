from django.urls import reverse

from audit import clock
from enquiries.choices import Voice
from outcomes import actions
from outcomes.answers import Given, Judged
from outcomes.choices import Involvement, Judge, Judgement, Question, SafetyLevel, ViewKind
from tests.access.matrix import Place
from tests.outcomes.given import talk, want
from tests.queries import Visit, page


def address(place: Place, name: str, **more: object) -> str:
    return reverse(f"outcomes:{name}", kwargs={"case_id": place.case.pk, **more})


def talks(place: Place, rows: int) -> None:
    """Conversations by the worker and by the advocate, each with answers of which one is corrected."""
    for _ in range(rows):
        for who, voice in ((place.worker, Voice.ADULT), (place.advocate, Voice.ADVOCATE_INSTRUCTED)):
            conversation = talk(
                who,
                place.case,
                Given(Question.FEEL_SAFE, "Yes."),
                Given(Question.NEXT, "Nothing."),
                voice=voice,
                safety=SafetyLevel.LESS,
                involvement=Involvement.SOME,
            )
            first = conversation.answers.first()
            actions.correct_answer(actor=who, answer_id=first.pk, words="No.", reason="Mistyped.")


def wishes(place: Place, rows: int) -> None:
    """Outcomes by the worker and by the advocate, explained, reviewed by three; one of each pair replaced."""
    for _ in range(rows):
        mine = want(place.worker, place.case)
        theirs = want(place.advocate, place.case, voice=Voice.ADULT)
        for who, own in ((place.worker, Judge.WORKER), (place.advocate, Judge.ADVOCATE)):
            actions.review_outcomes(
                actor=who,
                case_id=place.case.pk,
                reviewed_on=clock.today(),
                judgements=[
                    Judged(one.pk, judge, Judgement.MET, Voice.ADULT)
                    for one in (mine, theirs)
                    for judge in (Judge.PERSON, own)
                ],
            )
        actions.explain_cannot_be_met(
            actor=place.worker,
            outcome_id=theirs.pk,
            why="No.",
            explained="So.",
            explained_on=clock.today(),
            offered="This.",
        )
        actions.replace_outcome(
            actor=place.worker,
            outcome_id=mine.pk,
            version=1,
            words="Else.",
            voice=Voice.ADULT,
            said_on=clock.today(),
            reason="So.",
        )


def reports(place: Place, rows: int) -> None:
    for _ in range(rows):
        report = actions.record_view(
            actor=place.advocate,
            case_id=place.case.pk,
            kind=ViewKind.REPORT,
            happened_on=clock.today(),
            words="They were not asked.",
        )
        actions.answer_advocate(
            actor=place.worker, case_id=place.case.pk, view_id=report.pk, text="We are sorry."
        )


@page
def outcomes_conversations(place: Place, rows: int) -> Visit:
    talks(place, rows)
    return Visit(place.worker, address(place, "conversations"))


@page
def outcomes_conversation(place: Place, rows: int) -> Visit:
    answers = [Given(Question.UNPROMPTED, f"Word {number}.") for number in range(rows)]
    conversation = talk(place.worker, place.case, *answers)
    for answer in conversation.answers.all():
        want(place.worker, place.case, "", answer_id=answer.pk, passage="Word")
    return Visit(place.worker, conversation.get_absolute_url())


@page
def outcomes_outcomes(place: Place, rows: int) -> Visit:
    wishes(place, rows)
    return Visit(place.worker, address(place, "outcomes"))


@page
def outcomes_outcome(place: Place, rows: int) -> Visit:
    outcome = want(place.worker, place.case)
    for number in range(rows):
        actions.reword_outcome(
            actor=place.worker,
            outcome_id=outcome.pk,
            version=number + 1,
            words=f"Word {number}.",
            voice=Voice.ADULT,
            said_on=clock.today(),
            reason="Said better.",
        )
    return Visit(place.worker, outcome.get_absolute_url())


@page
def outcomes_review(place: Place, rows: int) -> Visit:
    wishes(place, rows)
    return Visit(place.worker, address(place, "review-outcomes"))


@page
def outcomes_views(place: Place, rows: int) -> Visit:
    reports(place, rows)
    return Visit(place.worker, address(place, "views"))


@page
def outcomes_advocate(place: Place, rows: int) -> Visit:
    return Visit(place.advocate, reverse("outcomes:advocate-home"))


@page
def casefile_advocate_case(place: Place, rows: int) -> Visit:
    talks(place, rows)
    wishes(place, rows)
    reports(place, rows)
    return Visit(place.advocate, reverse("casefile:advocate-case", args=[place.case.pk]))
