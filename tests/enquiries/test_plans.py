from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.rules import Role
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import approve, ask_approval, return_approval, review_plan, write_plan
from enquiries.closing import ApprovalOf, PlanReviewOutcome
from enquiries.errors import (
    ApproveByAnother,
    NoWordsOfThePlan,
    PlanEnded,
    PlanStands,
    ReviewDayMissing,
    SayWhySentBack,
)
from enquiries.models import Approval, PlanReview, SafeguardingPlan
from tests.cast import make_user
from tests.given import PLAN

REVIEW = {
    "reviewed_on": date(2026, 2, 16),
    "words": "It does me.",
    "voice": "adult",
    "is_working": "Yes.",
    "meets_outcomes": "Yes.",
    "risk_now": "Small.",
}


def plan_of(actor, case, **changes):
    return write_plan(actor=actor, case_id=case.pk, lead_id=actor.pk, **{**PLAN, **changes})


def test_a_plan_is_written_with_their_words(worker, open_case):
    plan = plan_of(worker, open_case)
    assert (plan.words, plan.lead, plan.ended_on) == (PLAN["words"], worker, None)
    assert AuditEntry.objects.filter(event=Event.PLAN_WRITTEN).count() == 1


def test_without_their_words_it_says_why(worker, open_case):
    with pytest.raises(NoWordsOfThePlan):
        plan_of(worker, open_case, words="")
    assert not SafeguardingPlan.objects.exists()


def test_one_plan_of_a_kind_stands(worker, open_case):
    plan_of(worker, open_case)
    plan_of(worker, open_case, kind="interim")
    with pytest.raises(PlanStands):
        plan_of(worker, open_case)


def test_a_review_carries_it_on_with_a_new_day_and_lead(worker, sam, open_case):
    plan = plan_of(worker, open_case)
    about = {"actor": worker, "plan_id": plan.pk, **REVIEW, "outcome": PlanReviewOutcome.CONTINUES}
    with pytest.raises(ReviewDayMissing):
        review_plan(**about)
    review_plan(**about, next_review_on=date(2027, 3, 1), next_lead_id=sam.pk)
    plan.refresh_from_db()
    assert (plan.review_on, plan.lead, plan.ended_on) == (date(2027, 3, 1), sam, None)


@pytest.mark.parametrize("outcome", [PlanReviewOutcome.NO_LONGER_NEEDED, PlanReviewOutcome.ORDINARY_CARE])
def test_a_review_ends_it(worker, open_case, outcome):
    plan = plan_of(worker, open_case)
    about = {"actor": worker, "plan_id": plan.pk, **REVIEW, "outcome": outcome}
    review_plan(**about)
    plan.refresh_from_db()
    assert plan.ended_on == REVIEW["reviewed_on"]
    with pytest.raises(PlanEnded):
        review_plan(**about)
    assert PlanReview.objects.count() == 1


def test_a_manager_approves_what_another_prepared(worker, sam, north, open_case):
    plan = plan_of(sam, open_case)
    about = {"case_id": open_case.pk, "of": ApprovalOf.PLAN, "asked": "It is agreed with her."}
    approval = ask_approval(actor=worker, plan_id=plan.pk, **about)
    with pytest.raises(ApproveByAnother):
        approve(actor=sam, approval_id=approval.pk)
    another = make_user("mo@council.example", "Mo Manager", (Role.SAM, north))
    assert list(Approval.objects.waiting_for(another)) == [approval]
    with pytest.raises(SayWhySentBack):
        return_approval(actor=another, approval_id=approval.pk, comment=" ")
    return_approval(actor=another, approval_id=approval.pk, comment="Who rings?")
    approval.refresh_from_db()
    assert (approval.state, approval.comment) == ("Sent back", "Who rings?")


def test_the_database_refuses_ones_own(worker, open_case):
    about = {"case_id": open_case.pk, "of": ApprovalOf.CLOSING, "asked": "Done."}
    approval = ask_approval(actor=worker, **about)
    with pytest.raises(IntegrityError, match="approval_by_another"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(answered_by=worker, answered_at=clock.now())


def test_the_pages_show_plan_and_what_waits(client, worker, sam, open_case):
    plan = plan_of(worker, open_case)
    ask_approval(
        actor=worker, case_id=open_case.pk, of=ApprovalOf.PLAN, asked="Agreed with her.", plan_id=plan.pk
    )
    client.force_login(sam)
    assert "Waiting for your approval" in client.get(reverse("casefile:home")).content.decode()
    page = client.get(reverse("casefile:plans", args=[open_case.pk])).content.decode()
    assert PLAN["words"] in page
    assert "Approve or send back" in page
    client.force_login(worker)
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(reverse("casefile:add-plan", args=[open_case.pk])).status_code == 200
