from typing import Any

from tests.access.matrix import ADVOCATE, SEES_CASE, Place, Row


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


ROWS = [
    Row("casefile:case", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:timeline", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:thread", of_case, lets=(*SEES_CASE, ADVOCATE), methods="GET"),
    Row("casefile:balance", of_case, lets=SEES_CASE, methods="GET"),
]
