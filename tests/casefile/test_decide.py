from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.errors import AnswerWhetherAsked, DecidedInTheFuture
from enquiries.choices import NotAskedReason
from enquiries.errors import (
    AlreadyClosed,
    DecidedBeforeReceived,
    EnquiryIsOpen,
    SayWhatInstead,
    ThreeTestsNotMet,
)
from enquiries.models import Case, Decision, Enquiry
from tests.given import make_enquiry
from tests.outcomes.given import talk
from ui.errors import EditConflict


def test_a_decision_begins_the_enquiry_on_its_day(sam, case):
    make_enquiry(sam, case)

    enquiry = Enquiry.objects.get(case=case)
    assert (enquiry.kind, enquiry.began_on, enquiry.stage) == ("s42", clock.today(), "enquiry")
    assert enquiry.reference == f"E-{clock.today().year}-00001"
    decision = Decision.objects.get()
    assert (decision.person_asked, decision.not_asked_reason) == (False, NotAskedReason.NOT_REACHED)
    entry = AuditEntry.objects.get(event=Event.DECIDED)
    assert (entry.actor, entry.data["kind"]) == (sam, "s42")


def test_once_the_person_was_asked_the_decision_says_so(sam, worker, case):
    talk(worker, case)
    make_enquiry(sam, case)

    decision = Decision.objects.get()
    assert (decision.person_asked, decision.not_asked_reason, decision.ask_on) == (True, "", None)


def test_not_asked_needs_why_and_when(sam, case):
    for missing in ({"not_asked_reason": ""}, {"ask_on": None}):
        with pytest.raises(AnswerWhetherAsked):
            make_enquiry(sam, case, **missing)
    make_enquiry(sam, case, not_asked_reason=NotAskedReason.DIED, ask_on=None)


def test_no_enquiry_says_what_happens_instead(sam, case):
    with pytest.raises(SayWhatInstead):
        make_enquiry(sam, case, kind="none")
    make_enquiry(sam, case, kind="none", instead="assessment", instead_detail="By the hospital team")

    assert not Enquiry.objects.exists()
    assert Decision.objects.get().instead == "assessment"


def test_a_section_42_enquiry_needs_all_three_tests_and_another_does_not(sam, case):
    with pytest.raises(ThreeTestsNotMet):
        make_enquiry(sam, case, cannot_protect=False)
    make_enquiry(sam, case, cannot_protect=False, kind="other")
    assert Enquiry.objects.get().kind == "other"


def test_a_later_decision_stays_beside_the_first_and_the_enquiry_goes_on(sam, open_case):
    make_enquiry(sam, open_case, kind="other", reasons="She can protect herself after all.")

    assert [row.kind for row in Decision.objects.order_by("recorded_at")] == ["s42", "other"]
    assert Enquiry.objects.get().kind == "other"


def test_an_open_enquiry_is_closed_and_not_decided_away(sam, open_case):
    with pytest.raises(EnquiryIsOpen):
        make_enquiry(sam, open_case, kind="none", instead="nothing")


def test_a_closed_enquiry_is_reopened_before_it_is_decided_on(sam, closed_case):
    with pytest.raises(AlreadyClosed):
        make_enquiry(sam, closed_case)


def test_nobody_decides_over_a_decision_that_they_have_not_seen(sam, case):
    seen = case.version
    make_enquiry(sam, case, version=seen)

    with pytest.raises(EditConflict):
        make_enquiry(sam, case, version=seen)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(("days", "refusal"), [(1, DecidedInTheFuture), (-30, DecidedBeforeReceived)])
def test_the_day_is_between_the_concern_and_today(sam, case, days, refusal):
    with pytest.raises(refusal):
        make_enquiry(sam, case, decided_on=clock.today() + timedelta(days=days))
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["worker", "manager", "auditor"])
def test_only_a_sam_decides(request, who, case):
    with pytest.raises(PermissionDenied):
        make_enquiry(request.getfixturevalue(who), case)
    assert not Decision.objects.exists()


def test_another_team_finds_nothing_to_decide(outsider, case):
    with pytest.raises(Case.DoesNotExist):
        make_enquiry(outsider, case)
