from tests.access.matrix import SEES_CASE, Row

ROWS = [
    Row("casefile:case", lambda place: {"case_id": place.case.pk}, lets=SEES_CASE, methods="GET"),
]
