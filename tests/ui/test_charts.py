"""Charts say the same in a picture, a sentence and a table, with nothing that the content policy refuses."""

from datetime import date
from xml.etree import ElementTree

import pytest

from ui import charts

SCALE = ["Not at all safe", "As safe as I want"]
ALL = [
    charts.bars(
        "By principle",
        [charts.Bar("Empowerment", 14, "/actions/?principle=empowerment"), charts.Bar("<b>", 0)],
    ),
    charts.shares("Met?", ["Met", "Not met"], [("Person", [3, 1]), ("Advocate", [0, 0])]),
    charts.dumbbells("Safer?", [charts.Shift("Not at all safe", 4, 1)]),
    charts.ratings(
        "Safer?",
        SCALE,
        [
            charts.Rating(date(2026, 3, 3), 0),
            charts.Rating(date(2026, 4, 3), None),
            charts.Rating(date(2026, 5, 3), 1),
        ],
        events=[(date(2026, 3, 9), "Locks changed")],
    ),
    charts.bars("Nothing", []),
    charts.ratings("Nobody", SCALE, []),
]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.title)
def test_a_chart_has_a_title_a_description_and_no_style(chart):
    picture = ElementTree.fromstring(chart.svg)  # noqa: S314 -- our own
    names = [element.tag.split("}")[1] for element in picture.iter()]
    assert names[:3] == ["svg", "title", "desc"]
    assert not any("style" in element.attrib or element.tag.endswith("script") for element in picture.iter())
    assert picture.find("{*}title").text == chart.title
    assert picture.find("{*}desc").text == chart.summary


def test_the_sentence_and_the_table_hold_the_numbers():
    principle, met, safer, rated = ALL[:4]
    assert principle.summary == "Empowerment 14, <b> 0."
    assert met.rows == [["Person", 3, 1], ["Advocate", 0, 0]]
    assert safer.summary == "Not at all safe: 4 at first, 1 at the end."
    assert rated.summary == "On 3 March 2026: not at all safe. On 3 May 2026: as safe as I want."
    assert ["3 April 2026", "Could not say"] in rated.rows


def test_a_number_leads_to_what_it_counts():
    assert ALL[0].rows[0][1] == '<a class="govuk-link" href="/actions/?principle=empowerment">14</a>'
