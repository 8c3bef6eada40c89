"""A social worker's and an advocate's day with what people say, in a real browser, with scripts and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from audit import clock
from enquiries.choices import Voice
from outcomes.models import AdvocateView, Conversation, DesiredOutcome, OutcomeReview
from tests.infrastructure.browser import DESK, PHONE
from tests.infrastructure.typing import choose, fill_day, read_back
from tests.outcomes.given import WORDS, end, talk, want

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = ("It's ŵ and ŷ, ł and ż, “quotes” and 'apostrophes'. 🐕☕ <b>&amp;</b>  Two spaces.\n\n" * 100)[
    :4999
] + "."
PASSAGE = "It's being talked about over my head I don't feel safe with."


def record_conversation(page, voice):
    page.get_by_role("button", name="Record a conversation").click()
    fill_day(page, "happened_at", clock.today() - timedelta(days=1), "14:30")
    choose(page, "phase", "start")
    page.fill("[name=place]", "Her kitchen")
    page.fill("[name=answered_by]", "Olwen")
    choose(page, "voice", voice)
    page.fill("[name=feel-safe-words]", WORDS)
    page.fill("[name=meaning-words]", LONG)
    choose(page, "safer-state", "nothing-yet")
    page.get_by_text("Something they said without being asked").click()
    page.fill("[name=unprompted-1-words]", "Finish your tea.")
    choose(page, "safety", "adequately")
    page.get_by_role("button", name="Save the conversation").click()
    assert read_back(page) == [WORDS, LONG, "Finish your tea."]
    assert len(LONG) == 5000


def test_a_worker_writes_down_what_was_said_makes_an_outcome_of_it_and_reviews_it(place, worker, open_case):
    place.sign_in(worker)
    page = place.open(f"/cases/{open_case.pk}/conversations/")
    record_conversation(page, "adult")

    page.get_by_role("link", name="Make an outcome").first.click()
    page.fill("[name=passage]", "Words nobody said.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_role("alert").text_content().count("Those words are not in the answer.") == 1
    page.fill("[name=passage]", PASSAGE)
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_role("heading", level=1).text_content() == "Outcome 1"
    assert DesiredOutcome.objects.get().current.words == PASSAGE

    page.get_by_role("link", name="Review the outcomes").click()
    fill_day(page, "reviewed_on", clock.today())
    choose(page, "at_closing", "yes")
    choose(page, "voice", "adult")
    choose(page, "person-1", "met")
    page.fill("[name=person_words-1]", "You listened, I'll give you that. 🐕")
    choose(page, "own-1", "partly")
    choose(page, "safety", "as-safe")
    page.get_by_role("button", name="Save the review").click()
    assert page.locator(".msp-gap").text_content().endswith("Olwen says met; the worker says partly met.")
    assert page.get_by_text("You listened, I'll give you that. 🐕").count() == 1
    assert OutcomeReview.objects.count() == 2


def test_an_advocate_finds_their_person_and_speaks_for_them(
    place, advocate, worker, instructed_case, instruction
):
    place.sign_in(advocate)
    page = place.open("/advocate/")
    page.get_by_role("main").get_by_role("link", name="Olwen").click()
    record_conversation(page, "advocate-instructed")
    label = "Recorded by Ada Vocate, advocate, on behalf of Olwen"
    assert page.get_by_text(label).count() == 1

    page.get_by_role("link", name="Your views and reports").click()
    page.get_by_role("button", name="Record a view or a report").click()
    choose(page, "kind", "report")
    fill_day(page, "happened_on", clock.today())
    page.fill("[name=words]", WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.get_by_text("The council has not answered yet.").count() == 1
    assert AdvocateView.objects.get().words == WORDS
    assert Conversation.objects.get().instruction == instruction

    end(instruction, worker)
    assert page.reload().status == 404


def test_words_selected_in_an_answer_go_into_the_box(site, worker, open_case):
    conversation = talk(worker, open_case)
    site.sign_in(worker)
    page = site.open(conversation.get_absolute_url())
    select(page, PASSAGE)
    page.get_by_role("link", name="Make an outcome").click()

    expect(page.locator("[name=passage]")).to_have_value(PASSAGE)
    assert PASSAGE[:10] not in page.url
    select(page, "Dw i'n iawn, diolch")
    page.get_by_role("button", name="Use the selected words").click()
    page.get_by_role("button", name="Save", exact=True).click()
    version = DesiredOutcome.objects.get().current
    assert (version.words, version.passage) == ("Dw i'n iawn, diolch",) * 2


def select(page, words):
    """Select words of the answer as a hand with a mouse would, with a space too many at each end."""
    page.evaluate(
        """words => {
            const box = document.querySelector('[data-words]').firstChild;
            const start = box.data.indexOf(words), range = document.createRange();
            range.setStart(box, Math.max(start - 1, 0));
            range.setEnd(box, Math.min(start + words.length + 1, box.length));
            const selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
        }""",
        words,
    )
    page.wait_for_timeout(100)


def pages_of(case, conversation, outcome):
    of_case = f"/cases/{case.pk}/"
    answer = conversation.answers.first()
    return [
        conversation.get_absolute_url(),
        outcome.get_absolute_url(),
        *(f"{of_case}conversations/{page}" for page in ("", "record/", "not-asked/")),
        *(f"{of_case}{page}" for page in ("safety/", "involvement/", "views/")),
        *(f"{of_case}outcomes/{page}" for page in ("", "add/", "review/")),
        *(f"{of_case}answers/{answer.pk}/{page}" for page in ("correct/", "outcome/")),
        *(f"{outcome.get_absolute_url()}{page}" for page in ("reword/", "replace/", "withdraw/")),
        *(f"{outcome.get_absolute_url()}{page}" for page in ("cannot-be-met/", "pass-on/")),
    ]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(site, axe, worker, advocate, instructed_case, size):
    theirs = talk(advocate, instructed_case, voice=Voice.ADULT), want(advocate, instructed_case)
    ours = talk(worker, instructed_case), want(worker, instructed_case)
    site.page.set_viewport_size(size)
    site.sign_in(worker)
    for path in pages_of(instructed_case, *ours):
        axe(site.open(path))
        assert site.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    site.sign_in(advocate)
    for path in (
        "/advocate/",
        f"/advocate/{instructed_case.pk}/",
        f"/cases/{instructed_case.pk}/views/record/",
        *(row.get_absolute_url() for row in theirs),
    ):
        axe(site.open(path))
