"""A front door's, a worker's and a manager's day with a concern, in a real browser, with scripts and without."""

from datetime import timedelta

import pytest

from audit import clock
from enquiries.models import AdvocateInstruction, Closure, Concern, Decision, Meeting, Note, Participant
from people.models import CommunicationNeed
from tests.infrastructure.browser import DESK, PHONE
from tests.infrastructure.typing import answer_checklist, choose, fill_day
from tests.outcomes.given import want
from ui.models import Draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FACT = (
    "The change never tallies when Jan does Olwen’s shop.\n\n“£4.20 short” – twice, I’ve kept the receipts."
)
OWN = "It’s being talked about over my head I don’t feel safe with.\n\n  Dw i’n iawn, ŵyr. Zażółć gęślą jaźń 🏡☕ "


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def heading(page):
    return page.locator("h1").inner_text()


def write_the_concern(page):
    choose(page, "raised_by", "home-care")
    press(page, "Continue")
    page.fill("[name=raised_by_name]", "Shona O’Brien")
    page.fill("[name=raised_by_role]", "Home-care worker")
    page.fill("[name=raised_by_organisation]", "Bluebell Home Care")
    page.check("[name=protect_identity]")
    press(page, "Continue")
    fill_day(page, "received_at", clock.today() - timedelta(days=1), "9:15am")
    press(page, "Continue")
    choose(page, "immediate_danger", "no")
    press(page, "Continue")
    page.fill("[name=fact]", FACT)
    page.fill("[name=opinion]", "She thinks that Jan takes it.")
    page.fill("[name=hearsay]", "A cousin said so at the bus stop.")
    page.fill("[name=happened]", "Each Tuesday")


def finish_the_concern(page):
    choose(page, "types", "financial", "psychological")
    press(page, "Continue")
    choose(page, "places", "own-home")
    press(page, "Continue")
    choose(page, "sources", "known")
    page.fill("[name=source_description]", "Jan, the neighbour who shops")
    press(page, "Continue")
    page.fill("[name=own_words]", OWN)
    press(page, "Continue")
    assert "Choose whose words these are" in page.get_by_role("alert").inner_text()
    assert page.input_value("[name=own_words]") == OWN
    page.select_option("[name=own_words_voice]", "adult")
    press(page, "Continue")
    choose(page, "adult_knows", "no")
    page.fill("[name=not_told_reason]", "Nobody has seen her alone yet.")
    press(page, "Continue")
    choose(page, "adult_agrees", "not-asked")
    press(page, "Continue")
    choose(page, "others_at_risk", "not-known")
    press(page, "Continue")


def test_the_front_door_takes_a_concern_leaves_it_and_sends_it_once(place, front_door, person):
    place.sign_in(front_door)
    page = place.open(f"/concerns/raise/?person={person.pk}")
    press(page, "Start")
    page.get_by_role("button", name="Go on").or_(page.get_by_role("link", name="Go on")).click()
    write_the_concern(page)
    press(page, "Save and finish later")
    page.get_by_role("link", name="Raise a concern").first.click()
    page.get_by_role("link", name="What happened").click()
    assert page.input_value("[name=fact]") == FACT
    press(page, "Continue")
    finish_the_concern(page)

    assert heading(page) == "Check your answers before you send the concern"
    page.get_by_role("link", name="Change Where did it happen?").click()
    choose(page, "places", "community")
    press(page, "Continue")
    assert heading(page) == "Check your answers before you send the concern"
    press(page, "Send the concern")

    concern = Concern.objects.get()
    assert concern.reference in page.locator("main").inner_text()
    assert (concern.own_words, concern.fact) == (OWN, FACT)
    assert (concern.places, concern.protect_identity) == (["own-home", "community"], True)
    assert not Draft.objects.exists()
    page.get_by_role("link", name="Read the concern").click()
    assert page.locator(".msp-quote__words").first.inner_text().startswith("It’s being talked about")
    page.get_by_role("button", name="Tell whoever raised it").click()
    choose(page, "result", "told")
    page.fill("[name=said]", "Thank you. It is being looked at.")
    press(page, "Save")
    assert "Thank you. It is being looked at." in page.locator("main").inner_text()
    page.locator("a[href$='correct/happened/']").click()
    page.fill("[name=happened]", "Each Tuesday and Friday")
    page.fill("[name=reason]", "She said Friday as well.")
    press(page, "Save")
    assert Concern.objects.get().happened == "Each Tuesday and Friday"
    assert "She said Friday as well." in page.locator("main").text_content()


def test_a_manager_decides_closes_and_reopens(place, sam, case):
    place.sign_in(sam)
    page = place.open(f"/cases/{case.pk}/decide/")
    assert "has not been asked yet" in page.locator("main").inner_text()
    assert page.locator("main input:checked").count() == 0
    page.select_option("[name=not_asked_reason]", "not-reached")
    fill_day(page, "ask_on", clock.today() + timedelta(days=2))
    for test, reason in (
        ("has_needs", "Care each day"),
        ("at_risk", "Money’s missing"),
        ("cannot_protect", "Cannot get out"),
    ):
        choose(page, test, "yes")
        page.fill(f"[name={test}_reasons]", reason)
    press(page, "Record the decision")
    assert "Choose what you decide" in page.get_by_role("alert").inner_text()
    assert page.input_value("[name=at_risk_reasons]") == "Money’s missing"
    choose(page, "kind", "s42")
    page.fill("[name=reasons]", "She has not been heard alone.")
    press(page, "Record the decision")
    assert heading(page) == "Decisions and closing"
    assert Decision.objects.get().kind == "s42"

    want(sam, case)
    page.get_by_role("button", name="Close the enquiry").click()
    choose(page, "reason", "one-conversation")
    page.fill("[name=reason_detail]", "Ring her in a month if you must.")
    press(page, "Continue")
    choose(page, "has_view", "said")
    page.fill("[name=person_view]", OWN)
    page.select_option("[name=person_view_voice]", "adult")
    press(page, "Continue")
    answer_checklist(page)
    assert "Jan stays my shopper." in page.locator("main").inner_text()
    assert "No judgement yet from the person and the worker" in page.locator("main").inner_text()
    press(page, "Close the enquiry")
    assert Closure.objects.get().person_view == OWN
    assert "One conversation was enough" in page.locator("main").inner_text()

    page.get_by_role("button", name="Reopen the enquiry").click()
    page.fill("[name=reason]", "He has rung her again.")
    press(page, "Reopen it")
    assert "He has rung her again." in page.locator("main").inner_text()
    assert Closure.objects.get().reopened_by == sam


def test_a_worker_sees_who_decides(place, worker, sam, case):
    place.sign_in(worker)
    page = place.open(f"/cases/{case.pk}/decide/")
    assert "Ask Sam Manager." in page.locator("main").inner_text()


def test_a_worker_writes_notes_and_who_is_involved(place, worker, open_case, advocate):
    place.sign_in(worker)
    page = place.open(f"/cases/{open_case.pk}/notes/add/")
    page.select_option("[name=kind]", "visit")
    page.fill("[name=text]", OWN)
    choose(page, "third_party", "no")
    press(page, "Save the note")
    note = Note.objects.get()
    assert note.text == OWN
    page = place.open(f"/cases/{open_case.pk}/notes/{note.pk}/")
    page.get_by_role("link", name="Correct it").click()
    page.fill("[name=text]", "Shorter.")
    page.fill("[name=reason]", "Written twice")
    press(page, "Save")
    assert "Written twice" in page.locator("main").inner_text() or "Read what it says now" in page.content()

    page = place.open(f"/cases/{open_case.pk}/people/")
    page.get_by_role("link", name="Add somebody who is involved").click()
    page.fill("[name=name]", "Jan Invented")
    page.fill("[name=role]", "Neighbour")
    choose(page, "may_be_told", "no")
    page.fill("[name=may_be_told_detail]", "“I don’t want Jan told she was accused.”")
    press(page, "Save")
    assert "Do not tell" in page.locator("main").inner_text()
    page.get_by_role("link", name="Plan a meeting").click()
    page.fill("[name=purpose]", "To plan round her table")
    fill_day(page, "at", clock.today() + timedelta(days=5), "14:00")
    press(page, "Save")
    page.get_by_role("link", name="Instruct an advocate").click()
    page.select_option("[name=advocate]", str(advocate.pk))
    choose(page, "kind", "care-act")
    page.fill("[name=organisation]", "Invented Voices")
    choose(page, "instructed", "yes")
    press(page, "Instruct them")
    text = page.locator("main").inner_text()
    assert "Ada Vocate" in text
    assert "To plan round her table" in text
    assert (Participant.objects.count(), Meeting.objects.count(), AdvocateInstruction.objects.count()) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_these_pages(site, axe, sam, worker, person, instructed_case, concern, size):
    site.page.set_viewport_size(size)
    CommunicationNeed.objects.create(
        person=person, need="Large print", from_on=clock.today(), recorded_by=worker
    )
    site.sign_in(sam)
    base = f"/cases/{instructed_case.pk}"
    pages = [
        "/concerns/",
        f"/concerns/raise/?person={person.pk}",
        "/concerns/raise/",
        concern.get_absolute_url(),
    ]
    pages += [f"{concern.get_absolute_url()}{rest}" for rest in ("feedback/", "correct/words/")]
    pages += [
        f"{base}/{rest}/" for rest in ("people", "allocate", "pass", "restrict", "notes/add", "people/add")
    ]
    pages += [f"{base}/{rest}/" for rest in ("meetings/plan", "stage", "advocates/ask", "advocates/instruct")]
    pages += [f"{base}/{rest}/" for rest in ("decide", "decisions", "close", "close/their-view", "reopen")]
    for address in pages:
        axe(site.open(address))
    page = site.open(f"/concerns/raise/?person={person.pk}")
    press(page, "Start")
    tasks = page.url
    axe(page)
    for slug in ("who", "contact", "received", "danger", "happened", "kind", "source", "words", "knows"):
        page.goto(f"{tasks}{slug}/")
        press(page, "Continue")
        axe(page)
