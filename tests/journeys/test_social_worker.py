"""A social worker's day from signing in to signing out, and what their manager decides of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from audit import clock
from casefile.models import Report
from casefile.reports.reading import folded, read_tagged
from enquiries.models import Case, Closure, Concern, Decision
from outcomes.models import DesiredOutcome, OutcomeReview
from principles.models import Action
from tests.infrastructure.typing import answer_checklist, choose, read_back, send, type_into
from tests.journeys.day import PARAGRAPHS, PASSAGE, SENTENCE, follow, heading, press, sign_in, sign_out
from tests.outcomes.given import talk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN = "Paweł's been at my purse.\n\nI'm not daft, I've counted it — twice. 🐕"
DONE = "We fitted the chain together; Łucja's got the second key. It's 'his' no more."
CONCERN = (
    {"raised_by": "family"},
    {"raised_by_name": "Łucja O'Brien", "raised_by_role": "Daughter"},
    {},  # when it reached the council: it stands there already
    {"immediate_danger": False},
    {"fact": "£40 was gone from her purse on Friday. She'd counted it."},
    {"types": ["financial"]},
    {"places": ["own-home"]},
    {"sources": ["known"], "source_description": "Paweł, her grandson"},
    {"own_words": OWN, "own_words_voice": "adult"},
    {"adult_knows": "yes"},
    {"adult_agrees": "yes"},
    {"others_at_risk": "no"},
)


def find_or_add_the_person(page):
    follow_menu(page, "Find a person")
    page.fill("[name=name]", "Siân Żółć-O'Brien")
    press(page, "Find")
    page.get_by_text("Nobody found").wait_for()
    follow(page, "Add a person")
    type_into(page, preferred_name="Siân", given_names="Siân", family_name="Żółć-O'Brien", birth="unknown")
    send(page)
    assert heading(page) == "Siân Żółć-O'Brien"


def follow_menu(page, name):
    page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True).click()


def raise_the_concern(page, north):
    follow(page, "Raise a concern about them")
    press(page, "Start")
    press(page, "Go on")
    for answers in (*CONCERN, {"team": str(north.pk)}):
        type_into(page, **answers)
        send(page)
    assert folded(OWN) in folded(page.locator("main").inner_text())
    press(page, "Send the concern")
    follow(page, "the whole case")


def record_what_she_said(page):
    follow(page, "Record a conversation")
    type_into(page, phase="start", happened_at=clock.now() - timedelta(hours=1), voice="adult")
    type_into(page, place="Her kitchen", asked_by="Wyn", answered_by="Siân", in_the_room="Nobody else")
    type_into(page, **{"feel-safe-words": PARAGRAPHS, "next-words": SENTENCE}, safety="less")
    send(page)
    assert len(PARAGRAPHS) == 5000
    assert read_back(page) == [PARAGRAPHS, SENTENCE]


def make_outcomes(page, case):
    for index, passage in enumerate((PASSAGE, SENTENCE)):
        page.get_by_role("link", name="Make an outcome").nth(index).click()
        page.fill("[name=passage]", passage)
        type_into(page, voice="adult", said_on=clock.today())
        send(page)
        page.go_back()
        page.go_back()
    wishes = {one.number: one.current.words for one in DesiredOutcome.objects.filter(case=case)}
    assert wishes == {1: PASSAGE, 2: SENTENCE}


def act_under_principles(page, case):
    follow_pages(page, "What is being done")
    for number, principle in ((1, "protection"), (2, "empowerment")):
        press(page, "Add an action")
        outcome = DesiredOutcome.objects.get(case=case, number=number)
        type_into(page, what=f"A chain she'd chosen, for wish {number}", outcome=outcome.pk)
        type_into(page, principle=principle, how_it_serves="She chose it; it's her door.")
        type_into(page, due_on=clock.today() + timedelta(days=2))
        send(page)
        follow_pages(page, "What is being done")
    follow(page, "A chain she'd chosen, for wish 1")
    press(page, "Record what was done")
    type_into(page, done_on=clock.today(), what_was_done=DONE)
    send(page)
    assert sorted(Action.objects.values_list("principle", "status")) == [
        ("empowerment", "open"),
        ("protection", "done"),
    ]


def follow_pages(page, name):
    page.locator(".msp-case-nav").get_by_role("link", name=name, exact=True).click()


def review(page):
    follow_pages(page, "What they want")
    press(page, "Review the outcomes")
    type_into(page, reviewed_on=clock.today(), at_closing=False, voice="adult")
    type_into(
        page, **{"person-1": "met", "person_words-1": "He knocks now, doesn't he? ŵ", "own-1": "partly"}
    )
    send(page)
    assert sorted(OutcomeReview.objects.values_list("judge", "judgement")) == [
        ("person", "met"),
        ("worker", "partly"),
    ]


def read_the_report(page, eventually):
    follow_pages(page, "Reports")
    press(page, "Ask for a report")
    choose(page, "kind", "person")
    press(page, "Make the report")
    eventually(lambda: Report.objects.get().state == "made")
    page.reload()
    with page.expect_download() as download:
        press(page, "Download the report (PDF)")
    return folded(read_tagged(Path(download.value.path()).read_bytes()))


@pytest.mark.worker
def test_from_the_first_call_to_the_report(place, worker, north, front_door_team, celery_worker, eventually):
    page = sign_in(place, worker)
    find_or_add_the_person(page)
    raise_the_concern(page, north)
    case = Case.objects.get()
    assert Concern.objects.get().own_words == OWN
    record_what_she_said(page)
    make_outcomes(page, case)
    act_under_principles(page, case)
    review(page)
    report = read_the_report(page, eventually)
    for words in (PARAGRAPHS, SENTENCE, PASSAGE, DONE, "He knocks now, doesn't he? ŵ"):
        assert folded(words) in report
    sign_out(page)
    assert place.open(case.get_absolute_url()).url.startswith(f"{place.url}/accounts/login/")


def test_a_safeguarding_adults_manager_decides_and_closes(place, sam, worker, case):
    talk(worker, case)
    page = sign_in(place, sam)
    follow_menu(page, "Concerns received")
    follow(page, case.reference)
    press(page, "Decide")
    for number, test in enumerate(("has_needs", "at_risk", "cannot_protect"), start=1):
        type_into(page, **{test: True, f"{test}_reasons": f"{number}: it's as she says. ŷ ż"})
    type_into(page, kind="s42", reasons="She's asked us to; we've weighed it.", decided_on=clock.today())
    send(page)
    decision = Decision.objects.get()
    assert (decision.kind, decision.person_asked, decision.cannot_protect_reasons) == (
        "s42",
        True,
        "3: it's as she says. ŷ ż",
    )

    press(page, "Close the enquiry")
    type_into(page, closed_on=clock.today(), reason="one-conversation", reason_detail="She's content.")
    send(page)
    type_into(page, has_view="said", person_view=SENTENCE, person_view_voice="adult")
    send(page)
    answer_checklist(page)
    send(page)
    assert heading(page) == "Decisions and closing"
    assert Closure.objects.get().person_view == SENTENCE
    assert SENTENCE in page.locator("main").text_content()
    sign_out(page)
