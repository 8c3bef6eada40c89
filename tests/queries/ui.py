from django.urls import reverse

from audit.ids import new_id
from tests.access.matrix import Place
from tests.queries import Visit, page
from ui.models import Draft


@page
def ui_unfinished(place: Place, rows: int) -> Visit:
    for number in range(rows):
        Draft.objects.create(
            user=place.worker, form_key=new_id(), form="note", title=f"Note {number}", path="/", posted={}
        )
    return Visit(place.worker, reverse("ui:unfinished"))
