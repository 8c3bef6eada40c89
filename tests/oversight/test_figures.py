from datetime import timedelta

import pytest
from django.utils import timezone

import enquiries.actions
from audit import clock
from enquiries.models import Case
from outcomes.models import Conversation, DesiredOutcome, OutcomeReview, OutcomeVersion, SafetyRating
from oversight.figures import FIGURES, counts, rows_of
from oversight.scope import Scope, reporting_year
from principles.models import Action
from tests.given import make_concern, make_enquiry, make_person

pytestmark = pytest.mark.django_db


def converse(worker, case, **changes):
    return Conversation.objects.create(
        **{
            "case": case,
            "recorded_by": worker,
            "phase": "start",
            "happened_at": clock.now(),
            "asked_by": "Wyn",
            "answered_by": "Olwen",
            "voice": "adult",
        }
        | changes
    )


def want(worker, case, number=1, said_on=None):
    outcome = DesiredOutcome.objects.create(case=case, number=number, recorded_by=worker)
    OutcomeVersion.objects.create(
        outcome=outcome,
        number=1,
        words="Jan stays my shopper",
        voice="adult",
        said_on=said_on or clock.today(),
        recorded_by=worker,
    )
    return outcome


def judge(worker, outcome, judge, judgement, voice=None, reviewed_on=None):
    return OutcomeReview.objects.create(
        outcome=outcome,
        version=outcome.versions.get(),
        judge=judge,
        judgement=judgement,
        voice=voice or ("professional" if judge == "worker" else "adult"),
        reviewed_on=reviewed_on or clock.today(),
        recorded_by=worker,
    )


@pytest.fixture
def a_year(cast, north, south, front_door_team, open_case, restricted_case):
    """Rows of every kind, in two teams."""
    worker = cast.worker
    converse(worker, open_case)
    first, second = want(worker, open_case), want(worker, open_case, 2, clock.today() - timedelta(days=40))
    judge(worker, first, "person", "met")
    judge(worker, first, "worker", "partly")
    judge(worker, second, "person", "does-not-know", "family")
    for level, days in (("less", 30), ("adequately", 0)):
        SafetyRating.objects.create(
            case=open_case,
            level=level,
            voice="adult",
            rated_on=clock.today() - timedelta(days=days),
            recorded_by=worker,
        )
    for outcome, duty in ((first, ""), (None, "safety")):
        Action.objects.create(
            case=open_case,
            what="See her alone",
            principle="empowerment",
            how_it_serves="Her account changed as soon as she could speak freely.",
            outcome=outcome,
            duty=duty,
            owner=worker,
            due_on=clock.today() - timedelta(days=1),
            recorded_by=worker,
        )
    other = make_concern(cast.outsider, make_person(cast.outsider, "Gareth"), south).case
    converse(
        cast.outsider,
        other,
        asked=False,
        not_asked_reason="police",
        try_again_on=clock.today(),
        voice="",
        asked_by="",
    )
    return open_case


def test_every_number_is_the_number_of_rows_behind_it_for_every_reader(a_year, cast):
    for user in (cast.worker, cast.sam, cast.outsider, cast.manager, cast.analyst, cast.auditor):
        scope = Scope.of_this_year(user)
        numbers = counts(scope)
        assert set(numbers) == set(FIGURES)
        for key, figure in FIGURES.items():
            assert numbers[key] == rows_of(figure, scope).count(), (key, user.name)


def test_a_figure_counts_only_what_its_reader_may_see(a_year, cast):
    def received(user):
        return counts(Scope.of_this_year(user))["received"]

    assert received(cast.worker) == 1
    assert received(cast.outsider) == 1
    assert received(cast.analyst) == 2
    assert received(cast.manager) == 3  # who is named on the restricted one


def test_each_figure_counts_what_its_words_say(a_year, cast):
    numbers = counts(Scope.of_this_year(cast.worker))
    told = {key: number for key, number in numbers.items() if number}
    assert told == {
        "adult-met": 1,
        "representative-does-not-know": 1,
        "worker-partly": 1,
        "gap": 1,
        "received": 1,
        "decided": 1,
        "asked-after": 1,
        "asked-by-day": 1,
        "asked-ever": 1,
        "first-less": 1,
        "last-adequately": 1,
        "feels-safer": 1,
        "no-action": 1,
        "action-overdue": 2,
        "principle-empowerment": 2,
        "no-outcome": 1,
        "age-0": 1,
        "stage-enquiry": 1,
    }


def test_the_worker_saying_met_where_the_person_does_not_is_counted(a_year, cast):
    outcome = DesiredOutcome.objects.get(number=2)
    judge(cast.worker, outcome, "person", "not-met", "family")
    judge(cast.worker, outcome, "worker", "met")
    numbers = counts(Scope.of_this_year(cast.worker))
    assert (numbers["gap"], numbers["gap-worker-higher"]) == (2, 1)


def test_a_later_judgement_takes_the_place_of_an_earlier_one(a_year, cast):
    judge(cast.worker, DesiredOutcome.objects.get(number=1), "person", "not-met")
    numbers = counts(Scope.of_this_year(cast.worker))
    assert (numbers["adult-met"], numbers["adult-not-met"]) == (0, 1)


def test_an_outcome_nobody_looked_at_for_four_weeks_is_overdue_on_the_next_day(a_year, cast, worker):
    for number, days in ((3, 28), (4, 29)):
        want(worker, a_year, number, clock.today())
        written = clock.now() - timedelta(days=days)
        DesiredOutcome.objects.filter(case=a_year, number=number).update(recorded_at=written)
        if days == 28:
            assert counts(Scope.of_this_year(cast.worker))["review-overdue"] == 0
    assert counts(Scope.of_this_year(cast.worker))["review-overdue"] == 1


def test_waiting_for_an_advocate_ends_with_the_instruction(a_year, cast):
    enquiries.actions.ask_for_advocate(
        actor=cast.worker,
        case_id=a_year.pk,
        asked_on=clock.today(),
        reason="She finds it hard to weigh things.",
    )
    assert counts(Scope.of_this_year(cast.worker))["advocate-waiting"] == 1
    enquiries.actions.instruct_advocate(
        actor=cast.worker,
        case_id=a_year.pk,
        advocate_id=cast.advocate.pk,
        kind="care-act",
        organisation="Invented Voices",
        instructed=True,
        from_on=clock.today(),
    )
    assert counts(Scope.of_this_year(cast.worker))["advocate-waiting"] == 0


def test_not_asked_says_why_or_that_nobody_said(cast, north, front_door_team):
    case = make_concern(cast.worker, make_person(cast.worker), north).case
    assert counts(Scope.of_this_year(cast.worker))["not-asked-no-reason"] == 1
    make_enquiry(cast.sam, case)
    numbers = counts(Scope.of_this_year(cast.worker))
    assert (numbers["not-asked-no-reason"], numbers["not-asked-not-reached"]) == (0, 1)


def test_one_team_is_counted_apart(a_year, cast, south):
    yesterday = clock.today() - timedelta(days=1)  # they came an hour ago
    scope = Scope(user=cast.manager, start=yesterday, end=clock.today(), team_ids=(south.pk,))
    assert counts(scope)["received"] == Case.objects.filter(team=south).count() == 2


def test_the_reporting_year_runs_from_april_to_march():
    day = timezone.datetime(2026, 3, 31).date()
    assert reporting_year(day)[0].isoformat() == "2025-04-01"
    assert reporting_year(day + timedelta(days=1))[0].isoformat() == "2026-04-01"
