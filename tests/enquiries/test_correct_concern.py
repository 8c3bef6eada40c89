import pytest
from django.core.exceptions import PermissionDenied

from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import correct_concern
from enquiries.errors import NothingToCorrect
from enquiries.models import Concern, ConcernCorrection
from ui.errors import EditConflict

REASON = "I had written down the wrong kind."


def test_what_it_said_before_is_kept_with_the_reason(worker, concern):
    correct_concern(
        actor=worker,
        concern_id=concern.pk,
        version=1,
        reason=REASON,
        types=["neglect"],
        happened="On Tuesday",
    )

    concern.refresh_from_db()
    assert (concern.types, concern.happened, concern.version) == (["neglect"], "On Tuesday", 2)
    kept = ConcernCorrection.objects.get()
    assert (kept.before, kept.reason, kept.number) == ({"types": ["financial"], "happened": ""}, REASON, 1)
    entry = AuditEntry.objects.get(event=Event.CONCERN_CORRECTED)
    assert entry.data == {"fields": ["happened", "types"]}


def test_a_correction_of_an_older_version_overwrites_nothing(worker, colleague, concern):
    correct_concern(actor=worker, concern_id=concern.pk, version=1, reason=REASON, happened="On Tuesday")

    with pytest.raises(EditConflict):
        correct_concern(
            actor=colleague, concern_id=concern.pk, version=1, reason=REASON, happened="On Friday"
        )
    concern.refresh_from_db()
    assert concern.happened == "On Tuesday"


def test_a_correction_that_changes_nothing_is_none(worker, concern):
    with pytest.raises(NothingToCorrect):
        correct_concern(actor=worker, concern_id=concern.pk, version=1, reason=REASON, types=["financial"])


def test_who_only_sees_it_cannot_correct_it(front_door, concern):
    with pytest.raises(PermissionDenied):
        correct_concern(
            actor=front_door, concern_id=concern.pk, version=1, reason=REASON, happened="On Friday"
        )
    assert not ConcernCorrection.objects.exists()


def test_another_team_does_not_find_it(outsider, concern):
    with pytest.raises(Concern.DoesNotExist):
        correct_concern(actor=outsider, concern_id=concern.pk, version=1, reason=REASON, happened="On Friday")
