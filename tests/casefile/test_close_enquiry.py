from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.actions import close_enquiry, reopen_enquiry
from casefile.errors import ClosedBeforeBegun, ClosedInTheFuture, PersonsViewMissing, ReopenedBeforeClosed
from enquiries.errors import AlreadyClosed, NoEnquiryYet, NotClosed
from enquiries.models import Case, Closure, Enquiry
from tests.given import CLOSING
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
