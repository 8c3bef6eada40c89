import pytest
from django.urls import reverse

from audit import clock
from enquiries.actions import move_stage
from enquiries.closing import ClosingItem
from enquiries.models import Closure
from tests.hand import Hand
from ui.models import Draft

VIEW = {"has_view": "said", "person_view": "Close the book. 🏡 ", "person_view_voice": "adult"}


def why():
    today = clock.today()
    day = {"closed_on-day": today.day, "closed_on-month": today.month, "closed_on-year": today.year}
    return {**day, "reason": "complete"}


CHECKED = {
    "sar": "not-met",
    "sar_reason": "Nobody died or was seriously harmed.",
    "done": ["advice"],
    "not_needed": [item.value for item in ClosingItem if item not in {"outcomes", "advice", "later"}],
    "not_needed_why": "One conversation settled it.",
    "to_do_who": "Wyn",
    "to_do_by-day": "1",
    "to_do_by-month": "3",
    "to_do_by-year": "2027",
    "would_change": "Money goes missing again.",
    "would_change_types": ["financial"],
}


@pytest.fixture
def hand(sam, open_case):
    """A manager at the check page."""
    hand = Hand(sam)
    for name, typed in (("close", why()), ("close-their-view", VIEW), ("close-checklist", CHECKED)):
        address = reverse(f"casefile:{name}", args=[open_case.pk])
        hand.open(address)
        hand.send(address, **typed)
    return hand


def check(case):
    return reverse("casefile:close-check", args=[case.pk])


def test_it_is_closed_as_checked_and_once(hand, open_case):
    hand.open(check(open_case))
    first, second = (hand.client.post(check(open_case), hand.hidden) for _ in range(2))

    assert first["Location"] == second["Location"] == reverse("casefile:decisions", args=[open_case.pk])
    assert Closure.objects.get().person_view == "Close the book. 🏡 "
    assert not Draft.objects.exists()


def test_what_changed_meanwhile_is_looked_at_before_it_is_closed(hand, open_case, worker):
    hand.open(check(open_case))
    move_stage(
        actor=worker, case_id=open_case.pk, version=1, stage="plan", moved_on=clock.today(), reason="A plan"
    )
    response = hand.client.post(check(open_case), hand.hidden)
    assert response.status_code == 409
    assert not Closure.objects.exists()

    hand.open(check(open_case))
    hand.client.post(check(open_case), hand.hidden)
    assert Closure.objects.count() == 1


def test_opening_the_page_leaves_nothing_unfinished(sam, open_case):
    Hand(sam).open(reverse("casefile:close", args=[open_case.pk]))
    assert not Draft.objects.exists()
