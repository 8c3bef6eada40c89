from typing import Any

from tests.access.matrix import ADVOCATE, EVERYBODY, SAM, SEES_CASE, Place, Row


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


NOT_SAM = tuple(who for who in SEES_CASE if who != SAM)

ROWS = [
    Row("casefile:home", lets=EVERYBODY, methods="GET", has_tests_of_its_own=True),
    Row("casefile:cases", lets=EVERYBODY, methods="GET"),
    Row("casefile:search", lets=EVERYBODY),
    Row("casefile:first-visit-done", lets=EVERYBODY, methods="POST"),
    Row("casefile:help", lets=EVERYBODY, methods="GET"),
    Row("casefile:help-topic", {"topic": "start"}, lets=EVERYBODY, methods="GET"),
    Row("casefile:case", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:advocate-case", of_case, lets=[ADVOCATE], methods="GET"),
    Row("casefile:timeline", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:thread", of_case, lets=(*SEES_CASE, ADVOCATE), methods="GET"),
    Row("casefile:balance", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:decisions", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:decide", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close-their-view", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close-check", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:reopen", of_case, lets=[SAM], refuses=NOT_SAM),
]
