from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import Involvement
from outcomes.errors import NotYetTrue
from outcomes.models import InvolvementWish

pytestmark = pytest.mark.django_db


def wish(actor, case, level=Involvement.SOME, **changes):
    fields = {"voice": Voice.ADULT, "said_on": clock.today(), "detail": "Tell Fay, she tells me.", **changes}
    return actions.record_involvement(actor=actor, case_id=case.pk, level=level, **fields)


def test_how_involved_they_want_to_be_is_kept_each_time_it_changes(worker, open_case):
    wish(worker, open_case)
    wish(worker, open_case, Involvement.NOT, detail="")

    assert [row.level for row in open_case.involvementwishs.all()] == [Involvement.SOME, Involvement.NOT]
    assert AuditEntry.objects.filter(event=Event.INVOLVEMENT_ASKED).count() == 2


def test_who_may_and_when(worker, outsider, auditor, open_case):
    with pytest.raises(NotYetTrue):
        wish(worker, open_case, said_on=clock.today() + timedelta(days=1))
    with pytest.raises(ObjectDoesNotExist):
        wish(outsider, open_case)
    with pytest.raises(PermissionDenied):
        wish(auditor, open_case)
    assert not InvolvementWish.objects.exists()
