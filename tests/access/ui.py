from typing import Any

from audit.ids import new_id
from tests.access.matrix import EVERYBODY, WORKER, Place, Row, once_for_each_place
from ui.models import Draft


@once_for_each_place
def draft(place: Place) -> Draft:
    return Draft.objects.create(
        user=place.cast.worker, form_key=new_id(), form="note", title="A note", path="/", posted={}
    )


def drafted(place: Place) -> dict[str, Any]:
    return {"draft_id": draft(place).pk}


ROWS = [
    Row("ui:unfinished", lets=EVERYBODY, methods="GET"),
    Row("ui:stay-signed-in", lets=EVERYBODY, methods="POST"),
    Row("ui:discard-draft", drafted, lets=[WORKER], methods="POST"),
]
