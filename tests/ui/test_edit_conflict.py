"""Two people edit one record: the second sees both versions, field by field, and chooses."""

import json

import pytest

from tests.hand import Hand
from ui.models import Draft

TYPED = {"title": "My title", "path": "First line\r\nMy line", "colours": ["g", "r"]}
DAY = {"day-day": "3", "day-month": "3", "day-year": "2026"}
SENT = {**TYPED, **DAY}


def change(row, **changes):
    """The colleague saves something meanwhile."""
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def path(row):
    return f"/rows/{row.pk}/"


@pytest.fixture
def late(hand, row, path):
    """The worker opens the form, and the colleague changes the title before it is sent."""
    hand.open(path)
    change(row, title="Their title")
    return hand


def differing(response):
    return {difference.name for difference in response.context["comparison"].differences}


def test_an_edit_begins_from_what_is_stored_and_is_saved(hand, row, path):
    form = hand.open(path).context["form"]
    assert form["title"].value() == "Old title"
    assert hand.send(path, **SENT).status_code == 302

    row.refresh_from_db()
    assert (row.title, row.version) == ("My title", 2)


def test_a_late_edit_overwrites_nothing_and_shows_both(late, row, path):
    response = late.send(path, **SENT)

    assert response.status_code == 409
    assert differing(response) == {"title", "path"}
    for text in ("Their title", "My title", "First line<br>Second line", "First line<br>My line"):
        assert text in response.text
    row.refresh_from_db()
    assert (row.title, row.version) == ("Their title", 2)


def test_a_wrong_answer_among_the_differences_is_an_error_only_once_it_is_chosen(late, row, path):
    first = late.send(path, **{**SENT, "path": ""})
    assert "There is a problem" not in first.text
    choices = {"keep-title": "mine", "keep-path": "mine", "resolve": "save"}
    fresh = {"version": first.context["flow"]["version"], "path": ""}
    response = late.send(path, **{**SENT, **choices, **fresh})

    assert response.status_code == 422
    assert response.context["form"]["title"].value() == "My title"


def test_what_was_chosen_field_by_field_is_saved(late, row, path):
    first = late.send(path, **SENT)
    choices = {"keep-title": "theirs", "keep-path": "mine", "resolve": "save"}
    response = late.send(path, **{**SENT, **choices, "version": first.context["flow"]["version"]})

    assert response.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.path, row.version) == ("Their title", "First line\nMy line", 3)
    assert row.posted == {"colours": ["g", "r"], "day": "2026-03-03"}


def test_a_field_that_one_person_changed_is_said_and_chosen_beforehand(late, row, path):
    change(row, posted={"colours": ["b"], "day": "2026-03-03"})
    response = late.send(path, **SENT)

    found = {d.name: (d.changed_by, d.choice) for d in response.context["comparison"].differences}
    assert found == {"title": ("both", ""), "path": ("mine", "mine"), "colours": ("theirs", "theirs")}
    assert "You did not change this" in response.text


def test_marks_say_nothing_of_what_is_stored(hand, row, path):
    hand.open(path)

    assert set(json.loads(hand.hidden["began_from"])) == {"title", "path", "colours", "day"}
    assert "Old" not in hand.hidden["began_from"]


@pytest.mark.parametrize("garbled", ["", "x", "[]", "null", '{"title": 3}', "\x00"])
def test_garbled_marks_choose_nothing_beforehand(late, row, path, garbled):
    response = late.send(path, **{**SENT, "began_from": garbled})

    assert [difference.choice for difference in response.context["comparison"].differences] == ["", ""]


def test_every_difference_needs_a_choice(late, row, path):
    first = late.send(path, **SENT)
    fresh = {"version": first.context["flow"]["version"], "resolve": "save", "keep-path": "theirs"}
    response = late.send(path, **{**SENT, **fresh})

    assert response.status_code == 409
    assert "Choose which version to keep: Title" in response.text
    assert response.context["comparison"].differences[1].choice == "theirs"
    row.refresh_from_db()
    assert row.version == 2


def test_a_third_change_in_between_is_shown_too(late, row, path):
    first = late.send(path, **SENT)
    change(row, title="Third title")
    choices = {"keep-title": "mine", "keep-path": "mine", "resolve": "save"}
    response = late.send(path, **{**SENT, **choices, "version": first.context["flow"]["version"]})

    assert response.status_code == 409
    assert "Third title" in response.text
    row.refresh_from_db()
    assert row.title == "Third title"


def test_choices_of_every_kind_of_input_can_be_theirs(late, row, path):
    row.posted = {"colours": ["b"], "day": "2026-05-06"}
    row.path = '\n<b>&amp; "quoted" 🏡'
    change(row)
    first = late.send(path, **SENT)
    assert differing(first) == {"title", "path", "colours", "day"}
    assert "6 May 2026" in first.text
    assert "Blue" in first.text
    keep = dict.fromkeys(["keep-title", "keep-path", "keep-colours", "keep-day"], "theirs")
    late.send(path, **{**SENT, **keep, "resolve": "save", "version": first.context["flow"]["version"]})

    row.refresh_from_db()
    assert (row.title, row.version) == ("Their title", 4)
    assert row.posted == {"colours": ["b"], "day": "2026-05-06"}
    assert row.path == '\n<b>&amp; "quoted" 🏡'


def test_a_choice_left_half_done_is_two_versions_again_when_it_is_opened(late, row, path):
    first = late.send(path, **SENT)
    fresh = {"version": first.context["flow"]["version"], "resolve": "save", "keep-path": "theirs"}
    late.send(path, **{**SENT, **fresh})

    assert differing(late.open(path)) == {"title", "path"}


def test_a_wrong_answer_after_choosing_keeps_what_was_chosen(late, row, path):
    first = late.send(path, **{**SENT, "path": ""})
    choices = {"keep-title": "theirs", "keep-path": "mine", "resolve": "save"}
    fresh = {"version": first.context["flow"]["version"], "path": ""}
    assert late.send(path, **{**SENT, **choices, **fresh}).status_code == 422

    form = late.open(path).context["form"]
    assert (form["title"].value(), form["path"].value()) == ("Their title", "")


def test_what_was_chosen_can_be_put_back_into_the_form(late, row, path):
    first = late.send(path, **SENT)
    choices = {"keep-title": "theirs", "keep-path": "mine", "resolve": "edit"}
    response = late.send(path, **{**SENT, **choices, "version": first.context["flow"]["version"]})

    assert response.status_code == 200
    assert response.context["form"]["title"].value() == "Their title"
    row.refresh_from_db()
    assert row.version == 2


def test_a_change_between_check_and_act_is_shown_too(hand, row, path, monkeypatch):
    hand.open(path)
    found = Draft.objects.get(pk=row.pk)
    change(row, title="Their title")
    monkeypatch.setattr("tests.ui.flow_pages.get_object_or_404", lambda *args, **kwargs: found)
    response = hand.send(path, **SENT)

    assert response.status_code == 409
    assert "Their title" in response.text


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1.5", "²", "\x00"])
def test_a_garbled_version_overwrites_nothing(hand, row, path, version):
    hand.open(path)
    response = hand.send(path, **{**SENT, "version": version})

    assert response.status_code == 409
    row.refresh_from_db()
    assert row.version == 1


def test_a_draft_from_before_the_change_is_shown_beside_it(late, row, path):
    late.type(path, **SENT)
    response = late.open(path)

    assert response.status_code == 200
    assert differing(response) == {"title", "path"}
    choices = {"keep-title": "mine", "keep-path": "mine", "resolve": "save"}
    assert late.send(path, **SENT, **choices).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.version) == ("My title", 3)
    assert not Draft.objects.filter(user=late.user).exists()


def test_sending_a_saved_edit_again_goes_to_its_result(hand, row, path):
    hand.open(path)
    first, second = hand.send(path, **SENT), hand.send(path, **SENT)

    assert first.url == second.url
    row.refresh_from_db()
    assert row.version == 2


def test_the_text_of_a_conflict_is_kept_when_the_page_is_closed(late, row, path):
    late.send(path, **SENT)

    assert differing(Hand(late.user).open(path)) == {"title", "path"}


def test_an_act_that_edits_nothing_comes_back_after_somebody_elses_change(hand, row, path):
    hand.open(f"{path}close/")
    change(row, title="Their title")
    response = hand.send(f"{path}close/", words="Closing")

    assert response.status_code == 422
    assert "Somebody else changed this" in response.text
    fresh = {**hand.hidden, "version": response.context["flow"]["version"], "words": "Closing"}
    assert hand.client.post(f"{path}close/", fresh).url == "/there/"
