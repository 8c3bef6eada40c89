"""The fields of the kit: what they take, what they say, and that what was typed is shown again as typed."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.template import Context, Template

from tests.ui.test_govuk_fixtures import canonical
from ui import components
from ui.forms import (
    AboutAge,
    AboutAgeField,
    ChoiceRadios,
    DayField,
    DayTimeField,
    KitForm,
    LineField,
    ManyChoices,
    NumberField,
    SelectField,
    WordsField,
    YesNoField,
)

WORDS = "\n  “I don’t want to leave.”\r\n\r\nChcę zostać w domu – ŵyr 🏡 \t"


class DayForm(KitForm):
    day = DayField(label="When was it?", subject="The day of the visit", future=False)


class MomentForm(KitForm):
    at = DayTimeField(label="When was it?")


class WordsForm(KitForm):
    words = WordsField(label="What did they say?", max_length=100)


class RevealForm(KitForm):
    agree = YesNoField(label="Do they agree?", reveals={"no": ["why", "told"]})
    why = WordsField(label="Why not?")
    told = YesNoField(label="Were they told?", reveals={"yes": ["told_on"]})
    told_on = DayField(label="When were they told?")


def typed_day(day="", month="", year=""):
    return {"day-day": day, "day-month": month, "day-year": year}


def drawn(form):
    return Template("{% error_summary form %}{% fields form %}").render(Context({"form": form}))


def test_words_keep_every_character_and_end_lines_with_lf():
    form = WordsForm({"words": WORDS})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["words"] == WORDS.replace("\r\n", "\n")


def test_white_space_alone_is_no_answer():
    assert not WordsForm({"words": " \n\t "}).is_valid()


def test_words_that_are_too_long_are_refused_and_kept():
    form = WordsForm({"words": "x" * 101})
    assert not form.is_valid()
    assert "x" * 101 in drawn(form)


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\u202e", "\u2066"])
def test_what_cannot_be_kept_is_refused_with_a_sentence_and_the_page_still_draws(character):
    form = WordsForm({"words": f"before{character}after"})
    assert not form.is_valid()
    assert len(form.errors["words"]) == 1
    drawn(form).encode()


def test_a_line_is_one_line():
    class Line(KitForm):
        name = LineField(label="Name")

    form = Line({"name": "  Olwen\r\nTarrable "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Olwen Tarrable"


@pytest.mark.parametrize(
    "boxes",
    [
        ("3", "3", "2026"),
        ("03", " 03 ", "2026"),
        ("3rd", "March", "2026"),
        ("3", "mar", "2026"),
        ("3/3/2026",),
        ("2026-03-03",),
    ],
)
def test_a_day_is_understood_however_it_is_written(boxes):
    form = DayForm(typed_day(*boxes))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("boxes", "message", "wrong"),
    [
        (("", "", ""), "Enter a date", ["day", "month", "year"]),
        (("3", "", "2026"), "The day of the visit must include a month", ["month"]),
        (("3", "", ""), "The day of the visit must include a month and year", ["month", "year"]),
        (
            ("31", "2", "2026"),
            "The day of the visit must be a real date, like 27 3 2026",
            ["day", "month", "year"],
        ),
        (("3", "Febtober", "2026"), "The day of the visit must be a real date, like 27 3 2026", ["month"]),
        (("3", "ma", "2026"), "The day of the visit must be a real date, like 27 3 2026", ["month"]),
        (("3", "3", "26"), "The day of the visit must have a year of 4 numbers, like 2026", ["year"]),
        (("3", "3", "1899"), "The day of the visit must have a year between 1900 and 2200", ["year"]),
        (("3", "3", "9999"), "The day of the visit must have a year between 1900 and 2200", ["year"]),
        (("3", "3", "2199"), "The day of the visit must be today or in the past", ["day", "month", "year"]),
        (("٣", "3", "2026"), "The day of the visit must be a real date, like 27 3 2026", ["day"]),
        (("9" * 5000, "3", "2026"), "The day of the visit must be a real date, like 27 3 2026", ["day"]),
    ],
)
def test_a_wrong_day_is_refused_the_box_is_marked_and_the_boxes_keep_what_was_typed(boxes, message, wrong):
    form = DayForm(typed_day(*boxes))
    assert form.errors["day"] == [message]
    page = drawn(form)
    assert f'href="#id_day-{wrong[0]}"' in page
    for part, text in zip(("day", "month", "year"), boxes, strict=True):
        box = next(line for line in page.splitlines() if f'id="id_day-{part}"' in line)
        assert ("govuk-input--error" in box) == (part in wrong)
        assert f'value="{text}"' in box or not text


def test_a_stored_day_fills_the_boxes():
    page = drawn(DayForm(initial={"day": date(2026, 3, 9)}))
    assert 'id="id_day-day" name="day-day" type="text" value="9"' in page
    assert 'value="2026"' in page


@pytest.mark.parametrize(
    ("time", "utc"),
    [
        ("14:30", (13, 30)),
        ("14.30", (13, 30)),
        ("1430", (13, 30)),
        ("2:30pm", (13, 30)),
        ("2 pm", (13, 0)),
        ("midday", (11, 0)),
        ("12am", (23, 0)),
    ],
)
def test_a_time_is_london_time_however_it_is_written(time, utc):
    form = MomentForm({"at-day": "3", "at-month": "7", "at-year": "2026", "at-time": time})
    assert form.is_valid(), form.errors
    day = 2 if utc[0] == 23 else 3
    assert form.cleaned_data["at"] == datetime(2026, 7, day, *utc, tzinfo=UTC)


@pytest.mark.parametrize("time", ["25:00", "14", "2:75", "13pm", "half past two", "٣:٣٠"])
def test_a_time_that_is_none_is_refused(time):
    form = MomentForm({"at-day": "3", "at-month": "7", "at-year": "2026", "at-time": time})
    assert form.errors["at"] == ["The date and time must have a time like 14:30 or 2:30pm"]


def test_the_hour_that_the_clocks_skip_is_refused():
    form = MomentForm({"at-day": "28", "at-month": "3", "at-year": "2027", "at-time": "01:30"})
    assert form.errors["at"] == ["The date and time fall in the hour that the clocks skip. Check the time"]


def test_a_stored_moment_is_shown_in_london_time():
    page = drawn(MomentForm(initial={"at": datetime(2026, 7, 3, 13, 30, tzinfo=UTC)}))
    assert 'value="14:30"' in page


def test_about_how_old_is_an_age_and_a_month():
    class Form(KitForm):
        about = AboutAgeField(label="About how old?")

    form = Form({"about-age": "78", "about-month": "May", "about-year": "2025"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["about"] == AboutAge(78, date(2025, 5, 1))
    assert str(form.cleaned_data["about"]) == "about 78 in May 2025"
    assert Form({"about-age": "780", "about-month": "5", "about-year": "2025"}).errors


def test_what_a_choice_does_not_reveal_is_not_asked():
    form = RevealForm({"agree": "yes", "why": "left over", "told": "yes", "told_on-day": "99"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"agree": True, "why": "", "told": None, "told_on": None}


def test_what_a_choice_reveals_is_asked_at_any_depth():
    form = RevealForm({"agree": "no", "told": "yes"})
    assert set(form.errors) == {"why", "told_on"}
    assert RevealForm({"agree": "no", "why": "Not now", "told": "no"}).is_valid()


def test_a_revealed_field_stands_once_and_under_its_choice():
    page = drawn(RevealForm())
    assert page.count('name="why"') == 1
    assert page.index('id="conditional-id_agree-2"') < page.index('name="why"')


def test_none_of_these_goes_with_nothing_else():
    class Form(KitForm):
        many = ManyChoices(label="Which?", choices=[("a", "A"), ("none", "None")], exclusive=["none"])

    assert Form({"many": ["a", "none"]}).errors["many"] == ["Choose “None” or the others, not both"]
    assert Form({"many": ["none"]}).is_valid()
    assert Form(QueryDict("many=a")).is_valid()


@pytest.mark.parametrize("sent", ["maybe", "True", "\x00"])
def test_a_choice_that_was_not_offered_is_refused(sent):
    class Form(KitForm):
        answer = YesNoField(label="Yes?")
        one = ChoiceRadios(label="One?", choices=[("a", "A")])
        place = SelectField(label="Place?", choices=[("a", "A")])

    form = Form({"answer": sent, "one": sent, "place": sent})
    assert set(form.errors) == {"answer", "one", "place"}
    drawn(form).encode()


def test_a_number_that_is_none_is_refused_and_kept():
    class Form(KitForm):
        days = NumberField(label="Days?", max_value=10)

    form = Form({"days": "twelve"})
    assert form.errors["days"] == ["Enter a whole number, like 12"]
    assert 'value="twelve"' in drawn(form)
    assert Form({"days": "11"}).errors["days"] == ["Enter 10 or less"]


def test_a_bound_field_is_drawn_as_govuk_draws_it():
    class Form(KitForm):
        name = LineField(
            label="What is their name?",
            hint="As they say it",
            width=20,
            error_messages={"required": "Enter their name"},
        )

    expected = components.render(
        "input",
        id="id_name",
        name="name",
        autocomplete="off",
        classes="govuk-input--width-20",
        label={"text": "What is their name?", "classes": "govuk-label--s"},
        hint={"text": "As they say it"},
        errorMessage={"text": "Enter their name"},
    )
    assert canonical(Template("{% field form.name %}").render(Context({"form": Form({})}))) == canonical(
        expected
    )


def test_hint_and_error_describe_a_control_once():
    page = drawn(DayForm(typed_day("3")))
    assert page.count('aria-describedby="id_day-hint id_day-error"') == 1
    assert "aria-invalid" not in page
