"""The invented year: as many of each kind as a council has, told in the order of days, by the product's own acts."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from audit import clock
from audit.models import AuditEntry
from casefile.models import Report
from enquiries.models import Case, Concern, Enquiry
from msp.embedded.demo import SIGN_INS
from outcomes.models import Answer, DesiredOutcome
from oversight.demo import proportions
from oversight.demo.doing import DOING
from oversight.demo.loading import load
from oversight.demo.threads import read_stories
from oversight.demo.year import Plan, plan
from people.models import Person
from principles.models import Action

TODAY = date(2026, 11, 24)
SMALL = 0.05


@pytest.fixture(scope="module")
def year():
    return plan(today=TODAY)


@pytest.fixture
def demo(settings, monkeypatch):
    settings.DEMO = True
    monkeypatch.setenv("DEMO_PASSWORD", "correct-horse-demo")


def rows():
    models = (User, Person, Case, Concern, Enquiry, Answer, DesiredOutcome, Action, Report, AuditEntry)
    return {model.__name__: model.objects.count() for model in models}


def test_the_year_has_the_numbers_of_a_tenth_of_a_council(year):
    decided = proportions.decisions(year)

    assert 385 <= proportions.concerns(year) <= 415
    assert 110 <= decided["s42"] <= 125
    assert 3 <= decided["other"] <= 10
    assert decided[""] >= 6, "some wait for a decision"
    assert 20 <= len(proportions.enquiries(year)) - len(proportions.concluded(year)) <= 45, "some are open"


@pytest.mark.parametrize(
    ("count", "value", "national", "within"),
    [
        (proportions.types, "neglect", 31.5, 5),
        (proportions.types, "physical", 19, 4),
        (proportions.types, "psychological", 13.6, 4),
        (proportions.types, "financial", 13.5, 4),
        (proportions.types, "self-neglect", 8.5, 4),
        (proportions.types, "domestic", 7, 3),
        (proportions.places, "own-home", 46, 10),
        (proportions.places, "residential", 24, 7),
        (proportions.places, "nursing", 9.5, 4),
        (proportions.sources, "known", 50, 8),
        (proportions.sources, "provider", 38, 8),
        (proportions.sources, "unknown", 12, 5),
        (proportions.asked, "expressed", 66, 8),
        (proportions.asked, "none expressed", 14, 7),
        (proportions.asked, "not asked", 11, 6),
        (proportions.achieved, "fully", 67, 6),
        (proportions.achieved, "partially", 27, 6),
        (proportions.achieved, "not-achieved", 5.5, 4),
    ],
)
def test_the_year_is_made_up_as_the_nations_is(year, count, value, national, within):
    """Shares in per cent, of England's enquiries as councils reported them from 2018 to 2025."""
    assert count(year)[value] == pytest.approx(national, abs=within)


def test_the_same_seed_tells_the_same_year(year):
    again = plan(today=TODAY)
    assert [(pair[0].key, pair[1]) for pair in again.steps()] == [
        (pair[0].key, pair[1]) for pair in year.steps()
    ]
    other = plan(today=TODAY, seed=7)
    assert [step.at for _, step in other.steps()] != [step.at for _, step in year.steps()]


def test_steps_follow_each_other_and_end_with_the_year(year):
    for thread in year.threads:
        moments = [step.at for step in thread.steps]
        assert moments == sorted(moments), thread.key
        assert max(moments).date() <= year.until.date(), thread.key
    assert (TODAY - year.until.date()).days <= 4


def test_every_step_of_a_story_has_happened_and_is_known(year):
    told = {thread.key: thread for thread in year.threads}
    for key in read_stories():
        assert told[key].dropped == 0, f"{key} tells of days to come"
        assert {step.do for step in told[key].steps} <= set(DOING), key


@pytest.mark.django_db
def test_every_story_is_acted_out_to_its_end(demo, year):
    stories = tuple(thread for thread in year.threads if thread.key in read_stories())
    plays = load(Plan(stories, year.until), password="correct-horse-demo", seed=42)

    assert set(plays) == set(read_stories())
    for key, play in plays.items():
        case = Case.objects.get(pk=play.case_id)
        assert case.concerns.count() == len(play.concerns), key
        wished = [step for step in play.thread.steps if step.do in {"want", "replace"}]
        assert DesiredOutcome.objects.filter(case=case).count() == len(wished), key


@pytest.mark.django_db
def test_the_command_refuses_outside_demo_mode(settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setenv("DEMO_PASSWORD", "correct-horse-demo")
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_command_refuses_where_somebody_is_already(demo, worker):
    with pytest.raises(CommandError, match="already"):
        call_command("demo")


@pytest.mark.django_db
def test_a_small_year_carries_the_times_of_its_days(demo):
    call_command("demo", scale=SMALL, verbosity=0)

    assert set(SIGN_INS) <= {
        email.partition("@")[0] for email in User.objects.values_list("email", flat=True)
    }
    assert all(
        user.check_password("correct-horse-demo") for user in User.objects.filter(email__startswith="sam")
    )
    assert not User.objects.get(email="kate.munro@demo.example").has_usable_password()
    assert not User.objects.exclude(first_visit_done_at=None).exists()
    assert AuditEntry.objects.latest("at").at < clock.now()
    for concern in Concern.objects.all():
        assert AuditEntry.objects.filter(subject_id=concern.pk, at=concern.recorded_at).exists()
        assert concern.received_at < concern.recorded_at < clock.now()
    for series, model in (("C", Concern), ("E", Enquiry)):
        for year in {reference[2:6] for reference in model.objects.values_list("reference", flat=True)}:
            numbered = model.objects.filter(reference__startswith=f"{series}-{year}").order_by("recorded_at")
            references = list(numbered.values_list("reference", flat=True))
            assert references == [f"{series}-{year}-{number:05d}" for number in range(1, len(references) + 1)]


@pytest.mark.django_db(transaction=True)
def test_two_runs_write_the_same_rows(demo):
    from tests.infrastructure.database import flush

    year, counts = plan(today=TODAY, scale=SMALL), []
    for _ in range(2):
        load(year, password="correct-horse-demo", seed=42)
        counts.append(rows())
        flush()
    assert counts[0] == counts[1]
