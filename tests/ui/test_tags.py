"""The tags and filters of the kit."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from casefile.models import ReportState
from enquiries.choices import Stage
from outcomes.choices import Judgement, OutcomeState
from principles.choices import ActionStatus
from ui import components
from ui.statuses import COLOURS


def rendered(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize("choices", [Judgement, OutcomeState, ActionStatus, Stage, ReportState])
def test_every_state_has_a_colour_of_its_own_choosing(choices):
    assert {label.lower() for label in choices.labels} <= set(COLOURS)


def test_words_are_escaped_and_keep_their_lines():
    assert rendered("{{ words|spoken }}", words="<b>One\ntwo\r\n\r\nthree & four") == (
        "<p>&lt;b&gt;One<br>two</p><p>three &amp; four</p>"
    )


def test_text_is_escaped_and_html_is_not():
    assert "&lt;b&gt;" in components.render("button", text="<b>")
    assert "<b>" in components.render("button", html="<b>x</b>")
    assert "&quot;&gt;" in components.render(
        "input", id="a", name="a", label={"text": "A"}, value='"><script>'
    )


def test_a_block_is_the_html_of_its_component():
    made = rendered('{% govuk_block "inset-text" %}{{ text }}{% end_govuk_block %}', text="<i>")
    assert "&lt;i&gt;" in made


def test_days_and_moments_are_written_out():
    assert rendered("{{ day|day_text }}", day=date(2026, 3, 3)) == "3 March 2026"
    assert rendered("{{ day|day_text }}", day=datetime(2026, 7, 3, 13, 2, tzinfo=UTC)) == "3 July 2026, 14:02"


def test_pages_keep_the_filters_of_the_address():
    page = Paginator(range(100), 10).page(5)
    made = rendered('{% include "components/pagination.html" %}', page=page, base="?team=north&")
    assert 'href="?team=north&amp;page=4"' in made
    assert 'aria-current="page"' in made


def test_one_page_needs_no_page_numbers():
    page = Paginator(range(3), 10).page(1)
    assert not rendered('{% include "components/pagination.html" %}', page=page, base="?").strip()


def test_the_person_banner_says_who_must_not_be_told():
    banner = {"preferred_name": "<Olwen>", "must_not_tell": ["Jan must not be told"], "restricted": True}
    made = rendered('{% include "components/person_banner.html" %}', banner=banner)
    assert "&lt;Olwen&gt;" in made
    assert made.index("Safe contact") < made.index("Jan must not be told")
    assert "Restricted: named people only" in made
