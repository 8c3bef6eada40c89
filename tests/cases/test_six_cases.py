"""Six enquiries drawn from published material, typed through the product from the first call to closing."""

from collections import Counter

import pytest

from audit import clock
from enquiries.models import Case
from outcomes.figures import safety_of, sg4a, verdicts_of
from outcomes.models import DesiredOutcome
from tests.cases.rows import Rows
from tests.cases.story import FILES, Story, year_of
from tests.cases.typing import Typist
from tests.infrastructure.typing import folded


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def story(request):
    return Story(request.param)


@pytest.fixture
def typed(site, cast, north, story):
    """The whole case, typed."""
    cast.north = north
    Typist(site, cast, story).type_all()
    return Case.objects.get()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_fact_finds_its_place_and_is_read_again(typed, site, cast, story):
    everything_is_stored_as_typed(story, cast)
    figures_are(typed, story)
    thread_shows(site, cast, typed, story)
    timeline_shows_silences(site, typed, story)


def everything_is_stored_as_typed(story, cast):
    rows = Rows(story, cast)
    assert rows.person() == story.person
    for step in story.steps:
        assert {"do": step["do"], **rows.of(step)} == step
    assert DesiredOutcome.objects.count() == len(story.of_kind("outcome")) + len(story.of_kind("replace"))


def figures_are(case, story):
    expected = story.expected
    value, safety = sg4a([case.pk])[case.pk], safety_of([case.pk])[case.pk]
    assert (value.asked, value.overall) == (expected["asked"], expected["achieved"])
    assert [safety.first.level, safety.last.level] == expected["safety"]
    begun = {year_of(clock.day_of(case.concerns.get().received_at)), year_of(case.enquiry.began_on)}
    assert (begun, year_of(case.enquiry.closed_on)) == ({expected["begun"]}, expected["concluded"])
    outcomes = {outcome.pk: outcome.number for outcome in DesiredOutcome.objects.all()}
    differ = [outcomes[pk] for pk, verdicts in verdicts_of(list(outcomes)).items() if verdicts.differ]
    assert sorted(differ) == sorted(story.disagreed_on)
    assert set(expected.get("disagree_on", [])) <= set(differ)


def thread_shows(site, cast, case, story):
    """The golden thread: each wish in its words, the passage it stands on, what was done for it, and the gap."""
    site.sign_in(cast.worker)
    page = site.open(f"/cases/{case.pk}/thread/")

    def strand(number):
        return folded(page.locator(f"#outcome-{number}").text_content())

    for step in [*story.of_kind("outcome"), *story.of_kind("replace")]:
        shown = strand(step.get("new_number", step["number"]))
        assert folded(step["words"]) in shown
        assert folded(step.get("passage", "")) in shown
    for step in story.of_kind("action"):
        serves = strand(step["outcome"]) if "outcome" in step else page.locator("main").text_content()
        assert folded(step["what"]) in folded(serves)
    for step in [*story.of_kind("withdraw"), *story.of_kind("replace")]:
        assert folded(step["reason"]) in strand(step["number"])
    differ = page.locator(".msp-strand:has(.msp-gap)")
    assert [one.get_attribute("id") for one in differ.all()] == [f"outcome-{n}" for n in story.disagreed_on]


def timeline_shows_silences(site, case, story):
    """Where nothing happened for months, the timeline says so."""
    page = site.open(f"/cases/{case.pk}/timeline/")
    for last, next_one in story.expected.get("silences", []):
        assert page.get_by_text(f"Nothing recorded for {next_one - last} days").count() == 1


def test_what_the_six_yield_together_in_the_year_2025_26():
    """Each value is held by its case above; together they are the figures at the end of `cases.md`."""
    expected = [Story(path).expected for path in FILES]
    assert Counter(one["begun"] for one in expected) == {"2025-26": 5, "2024-25": 1}
    assert Counter(one["concluded"] for one in expected) == {"2025-26": 6}
    assert Counter((one["asked"], one["achieved"]) for one in expected) == {
        ("expressed", "fully"): 3,
        ("expressed", "partially"): 3,
    }
