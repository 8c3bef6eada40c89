"""Deciding what to share, and telling the person."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import people.actions
from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, planning_errors
from enquiries.models import Case, SharingDecision
from tests.access.enquiries import AGREED_TO_SHARE
from tests.enquiries.test_caused_enquiries import fill
from tests.enquiries.test_pages_of_risk import day, shown
from tests.hand import Hand


def decide(actor, case, **changes):
    told = AGREED_TO_SHARE | {"decided_on": clock.today(), "decided_by": "The manager"} | changes
    return actions.decide_sharing(actor=actor, case_id=case.pk, **told)


@pytest.fixture
def grandson(worker, open_case):
    return people.actions.add_safe_contact(
        actor=worker,
        person_id=open_case.person_id,
        kind="never-tell",
        who="Gareth Parry",
        reason="She is afraid of him",
    )


def test_a_decision_to_share_is_recorded_and_audited(worker, open_case):
    decide(worker, open_case)
    entry = AuditEntry.objects.order_by("-at").first()
    assert (entry.event, entry.data["shared"]) == (Event.SHARING_DECIDED, True)


def test_without_agreement_it_needs_a_ground_that_is_proportionate(worker, open_case):
    for asked in ({"agreed": "no"}, {"asked": False, "agreed": ""}):
        with pytest.raises(planning_errors.SharingNeedsGround):
            decide(worker, open_case, **asked)
    assert not SharingDecision.objects.exists()
    decide(worker, open_case, agreed="no", ground="risk-to-others", proportionality="Others live there")


def test_a_decision_not_to_share_needs_no_ground(worker, open_case):
    decision = decide(worker, open_case, shared=False, agreed="no", method="")
    assert str(decision).startswith("Not shared with")


def test_nothing_is_shared_with_somebody_who_must_not_learn_of_it(worker, open_case, grandson):
    with pytest.raises(planning_errors.MustNotLearn):
        decide(worker, open_case, with_whom="Gareth Parry, her grandson")
    decide(worker, open_case, with_whom="Gareth Parry, her grandson", despite_rule="The court orders it")
    decide(worker, open_case, with_whom="Gareth Parry", shared=False, method="")
    assert SharingDecision.objects.count() == 2


def test_the_person_is_told_once_and_not_before_the_decision(worker, open_case):
    decision = decide(worker, open_case)
    with pytest.raises(planning_errors.ToldBeforeDecided):
        actions.tell_of_sharing(
            actor=worker, decision_id=decision.pk, told_on=clock.today() - timedelta(days=1)
        )
    actions.tell_of_sharing(actor=worker, decision_id=decision.pk, told_on=clock.today())
    with pytest.raises(planning_errors.ToldAlready):
        actions.tell_of_sharing(actor=worker, decision_id=decision.pk, told_on=clock.today())


def test_who_may_not_is_refused_and_another_team_finds_nothing(manager, outsider, open_case):
    with pytest.raises(PermissionDenied):
        decide(manager, open_case)
    with pytest.raises(Case.DoesNotExist):
        decide(outsider, open_case)
    assert not SharingDecision.objects.exists()


def test_the_database_refuses_sharing_without_a_ground(worker, open_case):
    decision = decide(worker, open_case)
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingDecision.objects.filter(pk=decision.pk).update(agreed="no")


def test_the_page_warns_stops_and_shows_who_knows_what(worker, open_case, grandson):
    at = f"/cases/{open_case.pk}/sharing/"
    told = {
        "asked": "yes",
        "agreed": "no",
        "words": "Not him.",
        "voice": "adult",
        "shared": "yes",
        "method": "phone",
        "with_whom": "Gareth Parry",
        "what": "That she moved",
        "why": "He rang",
        "ground": "statutory-duty",
        "proportionality": "Only that",
        "decided_by": "The manager",
        "told": "no",
        "not_told_reason": "Next visit",
        **day("decided_on"),
    }
    hand = Hand(worker)
    assert "Gareth Parry" in hand.open(f"{at}add/").text
    assert hand.send(f"{at}add/", **told).status_code == 422
    fill(worker, f"{at}add/", **told, despite_rule="The court orders it")
    page = shown(worker, at)
    assert "Do not tell" in page
    assert page.index("Not him.") < page.index("He rang") < page.index("The court orders it")
    decision = SharingDecision.objects.get()
    fill(worker, f"{at}{decision.pk}/told/", **day("told_on"))
    assert "Shared with Gareth Parry" in shown(worker, f"/cases/{open_case.pk}/timeline/")
