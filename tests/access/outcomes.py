"""Who gets what on the pages of what people say, want and judge."""

from typing import Any
from uuid import UUID

from audit import clock
from outcomes.choices import SafetyLevel, ViewKind
from outcomes.models import AdvocateView
from tests.access.matrix import (
    ADVOCATE,
    AUDITOR,
    EVERYBODY,
    FRONT_DOOR,
    MANAGER,
    OTHER_ADVOCATE,
    SAM,
    SEES_CASE,
    TEAM,
    WORKER,
    Place,
    Row,
    once_for_each_place,
)
from tests.outcomes.given import talk, want

SEES_THREAD = (*SEES_CASE, ADVOCATE)
AT_THE_DOOR = (FRONT_DOOR, MANAGER, AUDITOR)
ONLY_LOOK = (MANAGER, AUDITOR)


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


@once_for_each_place
def conversation(place: Place) -> Any:
    return talk(place.worker, place.case, safety=SafetyLevel.LESS)


@once_for_each_place
def outcome(place: Place) -> UUID:
    return want(place.worker, place.case).pk


@once_for_each_place
def report(place: Place) -> AdvocateView:
    """A row, not an act: on the restricted case the advocate, who is not named, could not record one."""
    return AdvocateView.objects.create(
        case=place.case,
        instruction=place.case.advocateinstructions.get(),
        recorded_by=place.advocate,
        kind=ViewKind.REPORT,
        happened_on=clock.today(),
        words="They were not asked.",
    )


def of_conversation(place: Place) -> dict[str, Any]:
    return of_case(place) | {"conversation_id": conversation(place).pk}


def of_rating(place: Place) -> dict[str, Any]:
    return of_case(place) | {"rating_id": conversation(place).safety_rating.pk}


def of_answer(place: Place) -> dict[str, Any]:
    return of_case(place) | {"answer_id": conversation(place).answers.get().pk}


def of_outcome(place: Place) -> dict[str, Any]:
    return of_case(place) | {"outcome_id": outcome(place)}


def of_report(place: Place) -> dict[str, Any]:
    return of_case(place) | {"kind": "view", "row_id": report(place).pk}


def record(name: str, arguments: Any = of_case) -> Row:
    """A form that the team and the advocate may send; managers and auditors only look."""
    return Row(f"outcomes:{name}", arguments, lets=(*TEAM, ADVOCATE), refuses=ONLY_LOOK)


def change(name: str, arguments: Any = of_outcome) -> Row:
    """A form about what the council recorded, or replies: not the advocate's."""
    return Row(f"outcomes:{name}", arguments, lets=TEAM, refuses=(*ONLY_LOOK, ADVOCATE))


def look(name: str, arguments: Any = of_case) -> Row:
    return Row(f"outcomes:{name}", arguments, lets=SEES_THREAD, methods="GET", at_the_door=AT_THE_DOOR)


ROWS = [
    Row("outcomes:ask-question", of_case, lets=TEAM, refuses=ONLY_LOOK, refuses_at_the_door=AT_THE_DOOR),
    Row(
        "outcomes:advocate-home",
        lets=(ADVOCATE, OTHER_ADVOCATE),
        refuses=[who for who in EVERYBODY if who not in (ADVOCATE, OTHER_ADVOCATE)],
        methods="GET",
    ),
    look("conversations"),
    look("conversation", of_conversation),
    look("outcomes"),
    look("outcome", of_outcome),
    look("views"),
    record("record-conversation"),
    record("record-not-asked"),
    record("rate-safety"),
    record("record-involvement"),
    record("add-outcome"),
    record("outcome-from-answer", of_answer),
    record("review-outcomes"),
    change("correct-answer", of_answer),
    change("correct-conversation", of_conversation),
    change("correct-safety", of_rating),
    Row(
        "casefile:withdraw-conversation",
        of_conversation,
        lets=(WORKER, SAM),
        refuses=(*(who for who in SEES_CASE if who not in (WORKER, SAM)), ADVOCATE),
    ),
    change("reword-outcome"),
    change("replace-outcome"),
    change("withdraw-outcome"),
    change("explain-cannot-be-met"),
    change("pass-on-outcome"),
    Row("outcomes:record-view", of_case, lets=[ADVOCATE], refuses=SEES_CASE),
    Row("outcomes:answer-advocate", of_report, lets=(*TEAM, MANAGER), refuses=(AUDITOR, ADVOCATE)),
]
