from datetime import timedelta

import pytest
from django.urls import reverse

from audit import clock
from casefile.entries import EntryKind
from casefile.timeline import timeline_of, with_silences
from enquiries.actions import add_note
from enquiries.choices import NoteKind
from tests.casefile.given import threaded

pytestmark = pytest.mark.django_db


def note(actor, case, days_ago, text="She laughed about the biscuits."):
    return add_note(
        actor=actor,
        case_id=case.pk,
        kind=NoteKind.VISIT,
        happened_at=clock.now() - timedelta(days=days_ago),
        text=text,
    )


def test_the_newest_happening_comes_first_whenever_it_was_written(worker, open_case):
    for days_ago in (3, 9, 6):
        note(worker, open_case, days_ago)
    entries = timeline_of(open_case, worker, ["notes"])
    assert [entry.days_late for entry in entries] == [3, 6, 9]


def test_a_late_entry_says_so_in_words(client, worker, open_case):
    note(worker, open_case, 5)
    client.force_login(worker)
    assert "Written down 5 days later" in client.get(reverse("casefile:timeline", args=[open_case.pk])).text


def test_an_entry_of_the_day_is_not_late(worker, open_case):
    note(worker, open_case, 0)
    assert timeline_of(open_case, worker, ["notes"])[0].late == ""


def test_where_only_the_day_is_known_no_hour_is_told(worker, open_case):
    threaded(worker, open_case)
    review = timeline_of(open_case, worker, ["reviews"])[0]
    assert review.moment == clock.today()


def test_every_kind_of_row_has_its_place(worker, instructed_case):
    threaded(worker, instructed_case)
    note(worker, instructed_case, 1)
    kinds = {entry.kind for entry in timeline_of(instructed_case, worker)}
    assert kinds >= {
        EntryKind.CONVERSATION,
        EntryKind.DECISION,
        EntryKind.NOTE,
        EntryKind.REVIEW,
        EntryKind.PEOPLE,
    }


def test_a_stretch_of_silence_is_said(worker, open_case):
    note(worker, open_case, 200)
    note(worker, open_case, 70)
    titles = [item.title for item in with_silences(timeline_of(open_case, worker, ["notes"]))]
    assert titles[1] == "Nothing recorded for 130 days"


def test_the_filter_is_in_the_address_and_said(client, worker, open_case):
    note(worker, open_case, 1)
    threaded(worker, open_case)
    client.force_login(worker)
    path = reverse("casefile:timeline", args=[open_case.pk])
    text = client.get(f"{path}?kind=notes").text
    assert "1 entry, filters on" in text
    assert "biscuits" in text
    assert "Conversation, at the start" not in text
    assert client.get(f"{path}?kind=nonsense&page=99").status_code == 200


def test_of_one_day_what_came_later_stands_above(worker, open_case):
    titles = [entry.title for entry in timeline_of(open_case, worker, ["decisions"])]
    assert [title.split(":")[0].split(" ")[0] for title in titles] == ["Decision", "Concern"]


def test_what_was_written_down_at_once_is_not_told_twice(worker, open_case):
    note(worker, open_case, 0)
    assert timeline_of(open_case, worker, ["notes"])[0].recorded is None
