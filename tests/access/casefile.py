from tests.access.matrix import ADVOCATE, SEES_CASE, Row

ROWS = [
    Row("casefile:case", lambda place: {"case_id": place.case.pk}, lets=SEES_CASE, methods="GET"),
    Row("casefile:advocate-case", lambda place: {"case_id": place.case.pk}, lets=[ADVOCATE], methods="GET"),
]
