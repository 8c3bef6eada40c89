from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import move_stage
from enquiries.errors import AlreadyAtStage, AlreadyClosed, MovedInTheFuture, NoEnquiryYet, NoSuchStage
from enquiries.models import Case, Enquiry, StageChange
from ui.errors import EditConflict


def move(actor, case, stage="plan", version=1, **changes):
    fields = {"moved_on": clock.today(), "reason": "A plan was agreed round her table.", **changes}
    return move_stage(actor=actor, case_id=case.pk, stage=stage, version=version, **fields)


def test_the_enquiry_moves_on_and_back(worker, open_case):
    move(worker, open_case)
    move(worker, open_case, "enquiry", version=2, reason="A new caller got through.")

    assert [change.stage for change in StageChange.objects.all()] == ["plan", "enquiry"]
    assert Enquiry.objects.get().stage == "enquiry"
    assert AuditEntry.objects.filter(event=Event.STAGE_CHANGED).count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"stage": "concern"}, NoSuchStage),
        ({"stage": "enquiry"}, AlreadyAtStage),
        ({"version": 9}, EditConflict),
        ({"moved_on": clock.today() + timedelta(days=1)}, MovedInTheFuture),
    ],
)
def test_what_cannot_be_is_refused(worker, open_case, changes, refusal):
    with pytest.raises(refusal):
        move(worker, open_case, **changes)
    assert not StageChange.objects.exists()


def test_there_is_an_enquiry_to_move(worker, case):
    with pytest.raises(NoEnquiryYet):
        move(worker, case)


def test_a_closed_enquiry_is_reopened_first(worker, closed_case):
    with pytest.raises(AlreadyClosed):
        move(worker, closed_case, version=2)


def test_the_manager_of_the_service_moves_nothing_and_another_team_finds_nothing(
    manager, outsider, open_case
):
    with pytest.raises(PermissionDenied):
        move(manager, open_case)
    with pytest.raises(Case.DoesNotExist):
        move(outsider, open_case)


@pytest.mark.parametrize(
    ("which", "first"), [("case", "Record the decision first"), ("closed_case", "Reopen it first")]
)
def test_the_page_says_what_must_come_first(client, request, worker, which, first):
    found = request.getfixturevalue(which)
    client.force_login(worker)
    page = client.get(reverse("enquiries:move-stage", args=[found.pk])).text
    assert first in page
    assert '<form method="post" novalidate' not in page
