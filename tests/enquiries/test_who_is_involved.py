from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import (
    add_participant,
    cancel_meeting,
    change_participant,
    end_participant,
    plan_meeting,
)
from enquiries.errors import MeetingCancelled, ParticipantChangedMeanwhile
from enquiries.models import Case, Meeting, Participant


@pytest.fixture
def neighbour(worker, open_case):
    return add_participant(
        actor=worker,
        case_id=open_case.pk,
        name="Jan Invented",
        role="Neighbour, does the shopping",
        knows="Nothing of the concern",
        may_be_told=False,
        may_be_told_detail="“I don’t want Jan told she was accused.”",
    )


def test_what_somebody_knows_changes_and_the_former_stays(worker, neighbour):
    new = change_participant(
        actor=worker,
        participant_id=neighbour.pk,
        role=neighbour.role,
        knows="That receipts go into the blue tin",
        may_be_told=False,
        reason="Olwen told her",
    )

    assert list(Participant.objects.current()) == [new]
    neighbour.refresh_from_db()
    assert (neighbour.knows, new.name) == ("Nothing of the concern", "Jan Invented")
    with pytest.raises(ParticipantChangedMeanwhile):
        end_participant(actor=worker, participant_id=neighbour.pk, ended_on=clock.today(), reason="Moved")


def test_somebody_no_longer_involved_stays_readable(worker, neighbour):
    end_participant(actor=worker, participant_id=neighbour.pk, ended_on=clock.today(), reason="Moved away")

    assert not Participant.objects.current().exists()
    assert AuditEntry.objects.get(event=Event.PARTICIPANT_ENDED).subject_id == neighbour.pk


def test_the_advocate_and_another_team_do_not_see_who_is_involved(
    advocate, outsider, instructed_case, neighbour
):
    for user in (advocate, outsider):
        assert not Participant.objects.visible_to(user).exists()


def test_the_auditor_changes_nothing(auditor, neighbour):
    with pytest.raises(PermissionDenied):
        end_participant(actor=auditor, participant_id=neighbour.pk, ended_on=clock.today(), reason="No")


def meeting(worker, case, **changes):
    fields = {"purpose": "To plan together", "at": clock.now() + timedelta(days=3), "place": "Her kitchen"}
    return plan_meeting(actor=worker, case_id=case.pk, **{**fields, **changes})


def test_a_meeting_to_come_is_seen_until_it_is_called_off(worker, advocate, instructed_case):
    planned = meeting(worker, instructed_case)
    meeting(worker, instructed_case, at=clock.now() - timedelta(days=3))
    assert list(Meeting.objects.visible_to(advocate).to_come(clock.now())) == [planned]

    cancel_meeting(actor=worker, meeting_id=planned.pk, reason="She is in hospital")
    assert not Meeting.objects.to_come(clock.now()).exists()
    with pytest.raises(MeetingCancelled):
        cancel_meeting(actor=worker, meeting_id=planned.pk, reason="Again")


def test_an_advocate_plans_and_cancels_none(worker, advocate, instructed_case):
    planned = meeting(worker, instructed_case)
    with pytest.raises(PermissionDenied):
        cancel_meeting(actor=advocate, meeting_id=planned.pk, reason="No")
    with pytest.raises(Case.DoesNotExist):
        meeting(advocate, instructed_case)
