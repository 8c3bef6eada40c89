"""What the council says to a wish: it cannot be met as asked, or somebody else takes it on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.choices import Voice
from outcomes import actions
from outcomes.choices import OutcomeState
from outcomes.errors import AlreadyPassedOn, NoLongerWanted, NotYetTrue
from outcomes.models import CannotBeMet, DesiredOutcome
from tests.outcomes.given import want

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(worker, open_case):
    return want(worker, open_case, "Then I can get a dog, and the dog will bark.")


def explain(actor, outcome, **changes):
    fields = {
        "why": "His tenancy allows no animals.",
        "explained": "That the landlord has to agree first.",
        "explained_on": clock.today(),
        "offered": "Walking the neighbour's dog.",
        **changes,
    }
    return actions.explain_cannot_be_met(actor=actor, outcome_id=outcome.pk, **fields)


def pass_on(actor, outcome, **changes):
    fields = {
        "passed_to": "Nerys Support, support review",
        "passed_on": clock.today(),
        "why": "Not for safeguarding.",
        **changes,
    }
    return actions.pass_on_outcome(actor=actor, outcome_id=outcome.pk, **fields)


def test_why_a_wish_cannot_be_met_is_explained_and_the_wish_stays(worker, outcome):
    explanation = explain(worker, outcome)

    assert explanation.offered == "Walking the neighbour's dog."
    assert DesiredOutcome.objects.get(pk=outcome.pk).state == OutcomeState.WANTED
    assert AuditEntry.objects.filter(event=Event.OUTCOME_CANNOT_BE_MET, subject_id=outcome.pk).exists()
    explain(worker, outcome, explained="The landlord said no.")
    assert outcome.explanations.count() == 2


@pytest.mark.parametrize("part", ["why", "explained", "offered"])
def test_the_database_wants_all_three(worker, outcome, part):
    with pytest.raises(IntegrityError, match="says_all_three"), transaction.atomic():
        explain(worker, outcome, **{part: ""})


def test_a_wish_that_is_not_for_safeguarding_goes_to_somebody_named(worker, outcome):
    passed = pass_on(worker, outcome)

    assert (passed.state, passed.passed_to) == (OutcomeState.PASSED_ON, "Nerys Support, support review")
    assert AuditEntry.objects.filter(event=Event.OUTCOME_PASSED_ON, subject_id=outcome.pk).exists()
    with pytest.raises(AlreadyPassedOn):
        pass_on(worker, passed)


def test_dropping_it_later_keeps_to_whom_it_was_passed(worker, outcome):
    passed = pass_on(worker, outcome)
    actions.withdraw_outcome(
        actor=worker,
        outcome_id=passed.pk,
        version=passed.version,
        withdrawn_on=clock.today(),
        reason="He does not want a dog after all.",
    )
    dropped = DesiredOutcome.objects.get(pk=outcome.pk)
    assert (dropped.passed_to, dropped.passed_why) == (
        "Nerys Support, support review",
        "Not for safeguarding.",
    )
    with pytest.raises(NoLongerWanted):
        explain(worker, dropped)


def test_the_database_wants_a_name_to_pass_it_to(worker, outcome):
    with pytest.raises(IntegrityError, match="passed_to_somebody"), transaction.atomic():
        pass_on(worker, outcome, passed_to="")


def test_the_council_replies_to_a_wish_that_an_advocate_recorded_and_the_advocate_does_not(
    worker, advocate, instructed_case
):
    theirs = want(advocate, instructed_case, voice=Voice.ADULT)
    for act in (explain, pass_on):
        with pytest.raises(PermissionDenied):
            act(advocate, theirs)
    explain(worker, theirs)
    pass_on(worker, theirs)


def test_who_may_and_when(worker, outsider, manager, outcome):
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(NotYetTrue):
        explain(worker, outcome, explained_on=tomorrow)
    with pytest.raises(NotYetTrue):
        pass_on(worker, outcome, passed_on=tomorrow)
    for act in (explain, pass_on):
        with pytest.raises(ObjectDoesNotExist):
            act(outsider, outcome)
        with pytest.raises(PermissionDenied):
            act(manager, outcome)
    assert not CannotBeMet.objects.exists()
