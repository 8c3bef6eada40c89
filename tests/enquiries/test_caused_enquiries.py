"""An enquiry caused to another body: agreed, received, returned, accepted, or taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries import actions, errors, planning_errors
from enquiries.models import CausedEnquiry, CausedReport, CrossBoundary, ParallelProcess
from enquiries.planning import CausedState
from people.models import Organisation
from tests.access.enquiries import TERMS
from tests.enquiries.test_pages_of_risk import day, shown
from tests.hand import Hand


@pytest.fixture
def trust(db):
    return Organisation.objects.create(name="St Elsewhere Trust")


@pytest.fixture
def caused(worker, open_case, trust):
    return actions.cause_enquiry(
        actor=worker,
        case_id=open_case.pk,
        organisation_id=trust.pk,
        asked_on=clock.today(),
        return_on=clock.today() + timedelta(days=20),
        **TERMS,
    )


def fill(user, path, **typed):
    hand = Hand(user)
    assert hand.open(path).status_code == 200
    assert hand.send(path, **typed).status_code == 302


def receive(actor, caused, **fields):
    told = {"received_on": clock.today(), "summary": "Nobody wrote down the heels."} | fields
    return actions.receive_report(actor=actor, caused_id=caused.pk, **told)


def give_back(actor, caused, days=10):
    return actions.return_report(
        actor=actor,
        caused_id=caused.pk,
        checked_on=clock.today(),
        reasons="Who turned her at night?",
        new_return_on=clock.today() + timedelta(days=days),
    )


def accept(actor, caused):
    return actions.accept_report(
        actor=actor, caused_id=caused.pk, checked_on=clock.today(), reasons="It answers all."
    )


def last_event():
    return AuditEntry.objects.order_by("-at").values_list("event", flat=True).first()


def test_an_enquiry_is_caused_on_its_terms_and_audited(caused):
    assert (caused.state, caused.conflict) == (CausedState.ASKED, True)
    assert last_event() == Event.ENQUIRY_CAUSED


def test_a_report_goes_back_as_often_as_it_takes_and_every_one_stays(worker, sam, caused):
    receive(worker, caused)
    give_back(sam, caused)
    receive(worker, caused, summary="The night notes are lost.")
    give_back(sam, caused, days=15)
    receive(worker, caused, adult_said="Nobody asked me till now.")
    accept(sam, caused)
    caused.refresh_from_db()
    reports = list(CausedReport.objects.order_by("recorded_at"))
    assert [report.finding for report in reports] == ["returned", "returned", "accepted"]
    assert [report.due_on - clock.today() for report in reports] == [timedelta(days=n) for n in (20, 10, 15)]
    assert caused.state == CausedState.ACCEPTED
    assert last_event() == Event.CAUSED_ACCEPTED


def test_the_council_enquires_instead_where_a_report_will_not_do(worker, sam, caused):
    receive(worker, caused)
    actions.take_enquiry_back(
        actor=sam, caused_id=caused.pk, checked_on=clock.today(), reasons="They asked nobody."
    )
    caused.refresh_from_db()
    assert caused.state == CausedState.COUNCIL
    assert last_event() == Event.CAUSED_TAKEN_BACK
    with pytest.raises(planning_errors.NothingOwed):
        receive(worker, caused)


def test_one_report_is_received_and_checked_once(worker, sam, caused):
    receive(worker, caused)
    with pytest.raises(planning_errors.NothingOwed):
        receive(worker, caused)
    accept(sam, caused)
    with pytest.raises(planning_errors.NothingToCheck):
        accept(sam, caused)
    assert CausedReport.objects.count() == 1


def test_a_worker_does_not_check_the_report_and_nothing_is_written(worker, caused):
    receive(worker, caused)
    with pytest.raises(PermissionDenied):
        accept(worker, caused)
    assert CausedReport.objects.get().finding == ""


def test_a_manager_of_services_causes_no_enquiry(manager, open_case, trust):
    with pytest.raises(PermissionDenied):
        actions.cause_enquiry(
            actor=manager,
            case_id=open_case.pk,
            organisation_id=trust.pk,
            asked_on=clock.today(),
            return_on=clock.today(),
            **TERMS,
        )
    assert not CausedEnquiry.objects.exists()


def test_another_team_finds_no_such_enquiry(outsider, caused):
    with pytest.raises(CausedEnquiry.DoesNotExist):
        receive(outsider, caused)


def test_days_that_cannot_be_are_refused(worker, sam, open_case, trust, caused):
    shared = {"actor": worker, "case_id": open_case.pk, "organisation_id": trust.pk, **TERMS}
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(planning_errors.ReturnBeforeAsking):
        actions.cause_enquiry(**shared, asked_on=clock.today(), return_on=yesterday)
    with pytest.raises(errors.StillInTheFuture):
        actions.cause_enquiry(
            **shared, asked_on=clock.today() + timedelta(days=1), return_on=clock.today() + timedelta(days=2)
        )
    with pytest.raises(planning_errors.ReceivedBeforeAsked):
        receive(worker, caused, received_on=yesterday)
    receive(worker, caused)
    with pytest.raises(planning_errors.NewReturnDate):
        give_back(sam, caused, days=-1)


def test_the_database_refuses_a_return_without_a_new_date(worker, sam, caused):
    report = receive(worker, caused)
    with pytest.raises(IntegrityError), transaction.atomic():
        CausedReport.objects.filter(pk=report.pk).update(
            finding="returned", finding_reasons="Why?", checked_on=clock.today(), checked_by=sam
        )


def test_a_process_is_added_and_its_standing_changed(worker, open_case):
    process = actions.add_process(
        actor=worker,
        case_id=open_case.pk,
        kind="police",
        owner="PC Adeyemi",
        reference="HC/1234",
        status="running",
    )
    with pytest.raises(planning_errors.WhenItEnded):
        actions.change_process(actor=worker, process_id=process.pk, version=1, status="ended")
    actions.change_process(
        actor=worker, process_id=process.pk, version=1, status="ended", ended_on=clock.today()
    )
    assert not ParallelProcess.objects.get().runs
    assert last_event() == Event.PROCESS_CHANGED


def test_something_else_says_what_it_is(worker, open_case):
    with pytest.raises(planning_errors.SayWhatItIs):
        actions.add_process(
            actor=worker, case_id=open_case.pk, kind="other", owner="Somebody", status="running"
        )
    assert not ParallelProcess.objects.exists()


def test_the_other_council_was_told_or_the_reason_is_there(worker, open_case):
    shared = {
        "actor": worker,
        "case_id": open_case.pk,
        "host": "Here",
        "placing": "There",
        "contact": "Their duty team",
    }
    with pytest.raises(planning_errors.ToldOrWhyNot):
        actions.record_boundary(**shared)
    actions.record_boundary(**shared, told_on=clock.today())
    assert CrossBoundary.objects.count() == 1
    assert last_event() == Event.BOUNDARY_RECORDED


def test_the_pages_take_it_from_the_terms_to_the_accepted_report(worker, sam, open_case):
    at = f"/cases/{open_case.pk}/"
    due = clock.today() + timedelta(days=20)
    terms = {**TERMS, "conflict": "yes"}
    fill(
        worker,
        f"{at}caused/add/",
        organisation="St Elsewhere Trust",
        **terms,
        **day("asked_on"),
        **day("return_on", due),
    )
    caused = CausedEnquiry.objects.get()
    fill(
        worker,
        f"{at}caused/{caused.pk}/receive/",
        summary="Nobody looked.",
        adult_said="I told them it hurt.",
        **day("received_on"),
    )
    fill(
        sam,
        f"{at}caused/{caused.pk}/check/",
        finding="returned",
        reasons="Who was on the ward?",
        **day("checked_on"),
        **day("new_return_on", due),
    )
    page = shown(worker, caused.get_absolute_url())
    assert (
        page.index("I told them it hurt.") < page.index("Nobody looked.") < page.index("Who was on the ward?")
    )
    fill(
        worker,
        f"{at}processes/add/",
        kind="cqc",
        owner="The inspector",
        reference="CQC-9",
        status="running",
    )
    process = ParallelProcess.objects.get()
    fill(
        worker,
        f"{at}processes/{process.pk}/",
        owner="The inspector",
        reference="CQC-9",
        status="ended",
        version=1,
        **day("ended_on"),
    )
    fill(
        worker,
        f"{at}boundary/",
        host="Brackwater",
        placing="Eastmere",
        contact="Duty",
        told="yes",
        **day("told_on"),
    )
    planning = shown(worker, f"{at}planning/")
    for words in ("St Elsewhere Trust", "CQC-9", "Ended", "Brackwater"):
        assert words in planning
    assert "Report of St Elsewhere Trust received" in shown(worker, f"{at}timeline/")
