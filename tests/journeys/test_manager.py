"""A service manager's day: from a number to exactly the rows it counts, and from a row to the person's own words."""

import csv
import io
from pathlib import Path

import pytest

from audit import clock
from enquiries.choices import Voice
from outcomes import actions
from outcomes.answers import Judged
from outcomes.choices import Judge, Judgement
from tests.given import make_concern, make_enquiry, make_person
from tests.journeys.day import SENTENCE, follow, sign_in, sign_out
from tests.outcomes.given import talk, want

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GAP = "The person and the worker judge it differently"


@pytest.fixture
def judged(worker, sam, north):
    """Three enquiries; in two of them the person and the worker see the outcome differently."""
    cases = []
    for name, workers_view in (("Olwen", "partly"), ("Siân", "not-met"), ("Zofia", "met")):
        case = make_enquiry(sam, make_concern(worker, make_person(worker, name), north).case)
        talk(worker, case)
        outcome = want(worker, case, SENTENCE)
        views = (
            Judged(outcome.pk, Judge.PERSON, Judgement.MET, Voice.ADULT),
            Judged(outcome.pk, Judge.WORKER, Judgement(workers_view), Voice.PROFESSIONAL),
        )
        actions.review_outcomes(actor=worker, case_id=case.pk, reviewed_on=clock.today(), judgements=views)
        cases.append(case)
    return cases


def read_csv(page, link):
    with page.expect_download() as download:
        follow(page, link)
    text = Path(download.value.path()).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_every_number_leads_to_its_rows_and_a_row_to_the_person(place, manager, judged):
    page = sign_in(place, manager)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Figures", exact=True).click()
    numbers = {row[1]: row[3] for row in read_csv(page, "Download these figures (CSV)")}
    link = page.get_by_role("link", name=GAP)
    assert link.inner_text().split(":")[0].strip() == numbers[GAP] == "2"

    link.click()
    rows = page.locator("tbody tr")
    shown = sorted(rows.locator("th").all_inner_texts())
    assert shown == sorted(case.reference for case in judged[:2])
    listed = read_csv(page, "Download this list (CSV)")
    assert sorted(line[0] for line in listed[1:]) == shown

    follow(page, judged[0].reference)
    assert page.url.endswith(judged[0].get_absolute_url())
    assert SENTENCE in page.locator("main").text_content()
    sign_out(page)
