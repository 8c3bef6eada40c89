from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

import enquiries.actions
from accounts.rules import Role
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import close_enquiry, reopen_enquiry
from casefile.checklist import Checklist, Line, standing_lines
from casefile.errors import (
    ChecklistOpen,
    ChecklistSaysNothing,
    ClosedBeforeBegun,
    ClosedInTheFuture,
    PersonsViewMissing,
    ReopenedBeforeClosed,
    ReviewNotConsidered,
)
from enquiries.choices import AllocationRole
from enquiries.closing import ApprovalOf, CheckState, ClosingItem, SarAnswer
from enquiries.errors import AlreadyClosed, AnotherMustApprove, ApproveByAnother, NoEnquiryYet, NotClosed
from enquiries.models import Case, ClosingCheck, Closure, Enquiry, WouldChange
from tests.cast import make_user
from tests.given import CLOSING, make_concern
from ui.errors import EditConflict

DAY = timedelta(days=1)
WORDS = "Write it down that I said no, in my words, and close the book.\n\n“Diolch” 🏡 "


def close(actor, case, **changes):
    fields = {"version": 1, "closed_on": clock.today(), **CLOSING, **changes}
    return close_enquiry(actor=actor, case_id=case.pk, **fields)


def reopen(actor, case, **changes):
    fields = {"reopened_on": clock.today(), "reason": "He has rung her again.", **changes}
    return reopen_enquiry(actor=actor, case_id=case.pk, **fields)


def test_an_enquiry_closes_with_the_persons_own_words(sam, open_case):
    closure = close(sam, open_case, person_view=WORDS)

    closure.refresh_from_db()
    assert (closure.person_view, closure.person_view_voice) == (WORDS, "adult")
    enquiry = Enquiry.objects.get()
    assert (enquiry.closed_on, enquiry.stage, enquiry.version) == (clock.today(), "closing", 2)
    assert AuditEntry.objects.get(event=Event.ENQUIRY_CLOSED).data["code"] == "complete"


def test_without_their_view_it_says_why(sam, open_case):
    with pytest.raises(PersonsViewMissing):
        close(sam, open_case, person_view="", person_view_voice="")
    with pytest.raises(PersonsViewMissing):
        close(sam, open_case, person_view_voice="")
    close(sam, open_case, person_view="", person_view_missing_reason="She would rather not say.")
    assert Closure.objects.get().person_view_voice == ""


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"version": 7}, EditConflict),
        ({"closed_on": clock.today() + DAY}, ClosedInTheFuture),
        ({"closed_on": clock.today() - DAY}, ClosedBeforeBegun),
    ],
)
def test_what_cannot_be_is_refused(sam, open_case, changes, refusal):
    with pytest.raises(refusal):
        close(sam, open_case, **changes)
    assert not Closure.objects.exists()


def test_it_closes_once(sam, closed_case):
    with pytest.raises(AlreadyClosed):
        close(sam, closed_case, version=2)


def test_reopening_keeps_the_closing(sam, closed_case):
    reopen(sam, closed_case)

    closure = Closure.objects.get()
    assert (closure.reopened_on, closure.reopened_by) == (clock.today(), sam)
    assert Enquiry.objects.get().is_open
    close(sam, closed_case, version=3)
    assert Closure.objects.count() == 2
    assert AuditEntry.objects.filter(event=Event.ENQUIRY_REOPENED).count() == 1


def test_what_is_open_or_not_begun_is_not_reopened(sam, open_case, front_door_case, north):
    with pytest.raises(NotClosed):
        reopen(sam, open_case)
    Case.objects.filter(pk=front_door_case.pk).update(team=north)
    with pytest.raises(NoEnquiryYet):
        reopen(sam, front_door_case)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_reopened_between_its_closing_and_today(sam, closed_case, days):
    with pytest.raises(ReopenedBeforeClosed):
        reopen(sam, closed_case, reopened_on=clock.today() + days * DAY)


@pytest.mark.parametrize("who", ["worker", "manager", "auditor"])
def test_only_a_sam_closes_and_reopens(request, who, sam, open_case):
    with pytest.raises(PermissionDenied):
        close(request.getfixturevalue(who), open_case)
    close(sam, open_case)
    with pytest.raises(PermissionDenied):
        reopen(request.getfixturevalue(who), open_case)


def test_another_team_finds_nothing_to_close(outsider, open_case):
    with pytest.raises(Case.DoesNotExist):
        close(outsider, open_case)


ALL = CLOSING["checklist"].lines


def checked(**changes):
    return Checklist(**{"sar": SarAnswer.NOT_MET, "sar_reason": "Nobody died.", "lines": ALL, **changes})


def test_every_line_of_the_checklist_is_answered_and_kept(sam, open_case):
    later = Line(CheckState.TO_DO, who="Wyn", by_on=clock.today() + 90 * DAY)
    closure = close(sam, open_case, checklist=checked(lines={**ALL, ClosingItem.LATER: later}))

    assert (closure.sar, closure.sar_reason) == ("not-met", "Nobody died.")
    assert {row.item for row in ClosingCheck.objects.all()} == set(ClosingItem)
    assert standing_lines(sam, open_case)[ClosingItem.LATER] == later


def test_a_line_without_an_answer_keeps_it_open(sam, open_case):
    left_out = {item: line for item, line in ALL.items() if item != ClosingItem.CHILDREN}
    with pytest.raises(ChecklistOpen):
        close(sam, open_case, checklist=checked(lines=left_out))
    assert not Closure.objects.exists()
    assert not ClosingCheck.objects.exists()


@pytest.mark.parametrize(
    "line", [Line(CheckState.NOT_NEEDED), Line(CheckState.TO_DO, who="Wyn"), Line(CheckState.TO_DO)]
)
def test_not_needed_says_why_and_to_do_says_who_and_when(sam, open_case, line):
    with pytest.raises(ChecklistSaysNothing):
        close(sam, open_case, checklist=checked(lines={**ALL, ClosingItem.LESSONS: line}))
    assert not Closure.objects.exists()


def test_a_safeguarding_adults_review_is_considered_with_a_reason(sam, open_case):
    with pytest.raises(ReviewNotConsidered):
        close(sam, open_case, checklist=checked(sar_reason=" "))
    assert not Closure.objects.exists()


def test_what_would_change_the_decision_is_raised_by_a_matching_concern(
    sam, worker, front_door, north, open_case
):
    about = {"would_change": "Money goes missing again.", "would_change_types": ["financial"]}
    close(sam, open_case, checklist=checked(**about))
    person = open_case.person
    matching, other = (
        make_concern(worker, person, north, types=[kind]) for kind in ("financial", "physical")
    )

    def raised(user, concern):
        return [row.what for row in WouldChange.objects.visible_to(user).raised_by(concern)]

    assert raised(sam, matching) == raised(front_door, matching) == ["Money goes missing again."]
    assert raised(sam, other) == []
    reopen(sam, open_case)
    assert raised(sam, matching) == []


def test_whoever_leads_the_work_closes_only_what_another_approved(sam, worker, north, open_case):
    enquiries.actions.allocate_case(actor=sam, case_id=open_case.pk, user_id=sam.pk, role=AllocationRole.LEAD)
    with pytest.raises(AnotherMustApprove):
        close(sam, open_case)

    about = {"case_id": open_case.pk, "of": ApprovalOf.CLOSING, "asked": "She says she is safe."}
    approval = enquiries.actions.ask_approval(actor=sam, **about)
    with pytest.raises(ApproveByAnother):
        enquiries.actions.approve(actor=sam, approval_id=approval.pk)
    with pytest.raises(PermissionDenied):
        enquiries.actions.approve(actor=worker, approval_id=approval.pk)
    another = make_user("mo@council.example", "Mo Manager", (Role.SAM, north))
    enquiries.actions.approve(actor=another, approval_id=approval.pk)
    close(sam, open_case)

    assert Closure.objects.count() == 1
    assert AuditEntry.objects.filter(event=Event.APPROVED).count() == 1
