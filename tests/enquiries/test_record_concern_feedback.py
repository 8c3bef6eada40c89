import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import record_concern_feedback
from enquiries.models import Concern, ConcernFeedback


def feedback(actor, concern, **changes):
    fields = {"result": "told", "on": clock.today(), "said": "Thank you. Somebody will speak with her."}
    return record_concern_feedback(actor=actor, concern_id=concern.pk, **{**fields, **changes})


def test_what_they_were_told_is_kept(worker, concern):
    feedback(worker, concern)
    feedback(worker, concern, result="not-told", said="", why_not="They left no name.")

    assert [row.result for row in concern.feedback.all()] == ["told", "not-told"]
    assert AuditEntry.objects.filter(event=Event.CONCERN_FEEDBACK, actor=worker).count() == 2


def test_who_only_sees_it_records_none(front_door, concern):
    with pytest.raises(PermissionDenied):
        feedback(front_door, concern)
    assert not ConcernFeedback.objects.exists()


def test_another_team_does_not_find_it(outsider, concern):
    with pytest.raises(Concern.DoesNotExist):
        feedback(outsider, concern)
