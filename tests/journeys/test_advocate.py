"""An advocate's day: one person, heard and spoken for, and nothing of anybody else."""

from datetime import timedelta

import pytest

from audit import clock
from outcomes.models import AdvocateView, Conversation, DesiredOutcome
from tests.infrastructure.typing import read_back, send, type_into
from tests.journeys.day import PARAGRAPHS, PASSAGE, SENTENCE, follow, heading, press, sign_in, sign_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_advocate_hears_their_person_and_speaks_for_them(place, advocate, instructed_case, instruction):
    page = sign_in(place, advocate)
    page = place.open("/advocate/")
    follow(page, "Olwen")
    press(page, "Record a conversation")
    type_into(page, phase="start", happened_at=clock.now() - timedelta(hours=1), voice="advocate-instructed")
    type_into(page, place="Her kitchen", asked_by="Ada", answered_by="Olwen")
    type_into(page, **{"meaning-words": PARAGRAPHS, "how-words": SENTENCE}, safety="adequately")
    send(page)
    assert read_back(page) == [PARAGRAPHS, SENTENCE]

    follow(page, "Make an outcome")
    page.fill("[name=passage]", PASSAGE)
    type_into(page, voice="advocate-instructed", said_on=clock.today())
    send(page)
    wish = DesiredOutcome.objects.get()
    assert (wish.current.words, wish.instruction, wish.recorded_by) == (PASSAGE, instruction, advocate)
    assert heading(page) == "Outcome 1"

    follow(page, "Your views and reports")
    press(page, "Record a view or a report")
    type_into(page, kind="view", happened_on=clock.today(), words=SENTENCE)
    send(page)
    view = AdvocateView.objects.get()
    assert (view.words, view.kind, view.instruction) == (SENTENCE, "view", instruction)
    assert SENTENCE in page.locator("main").text_content()
    assert Conversation.objects.get().instruction == instruction
    assert "The change from the shopping never tallies." not in page.content()
    sign_out(page)
    assert place.open("/advocate/").url.startswith(f"{place.url}/accounts/login/")
