from typing import Any

from principles.models import Action
from tests.access.matrix import AUDITOR, MANAGER, SEES_CASE, TEAM, Place, Row, once_for_each_place
from tests.principles.given import make_action


@once_for_each_place
def action(place: Place) -> Action:
    return make_action(place.cast.worker, place.case)


def about(place: Place) -> dict[str, Any]:
    return {"action_id": action(place).pk}


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


READ_ONLY = (MANAGER, AUDITOR)

ROWS = [
    Row("principles:actions", of_case, lets=SEES_CASE, methods="GET"),
    Row("principles:add-action", of_case, lets=TEAM, refuses=READ_ONLY),
    Row("principles:action", about, lets=SEES_CASE, methods="GET"),
    Row("principles:change-action", about, lets=TEAM, refuses=READ_ONLY),
    Row("principles:complete-action", about, lets=TEAM, refuses=READ_ONLY),
    Row("principles:withdraw-action", about, lets=TEAM, refuses=READ_ONLY),
]
