from datetime import date

import pytest

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from people import actions
from people.choices import Channel, ContactRuleKind
from people.models import Person, PreparedContact
from tests.hand import Hand
from tests.people.test_rows_of_a_person import SOON

NEW = {
    "preferred_name": "Peggy",
    "given_names": "Małgorzata",
    "family_name": "O’Neill",
    "birth": "exact",
    "born_on-day": "4",
    "born_on-month": "3",
    "born_on-year": "1947",
}


@pytest.fixture
def told(worker, case):
    """What a banner has: a need, ways that may and must not be used, who must never know, a warning."""
    who = {"actor": worker, "person_id": case.person_id}
    actions.add_need(**who, need="Hears with her left ear only", how_met="Sit on her left")
    actions.add_safe_contact(
        **who, kind=ContactRuleKind.MUST_NOT, channel=Channel.LETTER, reason="Her grandson opens the post"
    )
    actions.add_safe_contact(
        **who, kind=ContactRuleKind.NEVER_TELL, who="Gareth", reason="She is afraid of him"
    )
    actions.add_safe_contact(
        **who,
        kind=ContactRuleKind.MAY,
        channel=Channel.PHONE,
        days_and_hours="mornings",
        reason="He is at work",
    )
    actions.add_warning(**who, text="The dog bites", review_on=SOON)
    actions.add_address(**who, kind="home", lines="1 Ffordd y Môr")
    actions.add_relationship(**who, name="Nia Invented", kind="family")
    return case.person


def page(client, user, person):
    client.force_login(user)
    return client.get(f"/people/{person.pk}/").text


def test_names_are_searched_by_post_and_stay_out_of_the_address(client, worker, case):
    client.force_login(worker)
    found = client.post("/people/", {"name": "olwyn"})
    assert "Olwen" in found.text
    assert case.reference in found.text
    assert client.get("/people/?name=olwen").text.count("Olwen") == 0


def test_while_one_types_only_the_list_comes(client, worker, case):
    client.force_login(worker)
    answer = client.post("/people/", {"name": "olw"}, headers={"HX-Request": "true"})
    assert "1 person found" in answer.text
    assert "<html" not in answer.text


def test_another_team_reads_who_they_are_and_what_must_not_be_done(client, outsider, told):
    text = page(client, outsider, told)
    assert "No letters: Her grandson opens the post." in text
    assert "Never tell Gareth: She is afraid of him." in text
    for private in ("left ear", "mornings", "The dog bites", "Ffordd", "Nia Invented", "/change/"):
        assert private not in text


def test_the_team_reads_everything(client, worker, told):
    text = page(client, worker, told)
    for known in (
        "No letters",
        "Never tell Gareth",
        "left ear",
        "mornings",
        "The dog bites",
        "Ffordd",
        "Nia",
    ):
        assert known in text


def test_their_advocate_reads_how_to_speak_with_them_and_no_third_party(client, advocate, told, instruction):
    text = page(client, advocate, told)
    assert "left ear" in text
    assert "mornings" in text
    for private in ("The dog bites", "Ffordd", "Nia Invented"):
        assert private not in text


def test_who_looked_is_recorded(client, outsider, told):
    page(client, outsider, told)
    entry = AuditEntry.objects.get(event=Event.PERSON_VIEWED)
    assert (entry.actor, entry.person_id, entry.data["whole"]) == (outsider, told.pk, False)


def test_a_person_is_added_and_opened(worker):
    hand = Hand(worker)
    hand.open("/people/add/")
    answer = hand.send("/people/add/", **NEW)
    person = Person.objects.get()
    assert answer["Location"] == f"/people/{person.pk}/"
    assert (person.born_on, person.search_name) == (date(1947, 3, 4), "peggy malgorzata oneill")


def test_an_age_that_is_about_right_is_enough(worker):
    hand = Hand(worker)
    hand.open("/people/add/")
    about = {"birth": "about", "about_age-age": "78", "about_age-month": "5", "about_age-year": "2025"}
    hand.send("/people/add/", preferred_name="Peggy", **about)
    person = Person.objects.get()
    assert (person.born_on, person.birth) == (None, "about 78 in May 2025")


def test_a_likely_duplicate_is_shown_and_can_be_overruled(worker):
    for _ in range(2):
        hand = Hand(worker)
        hand.open("/people/add/")
        answer = hand.send("/people/add/", **NEW)
    assert answer.status_code == 422
    assert "The name is the same" in answer.text
    assert "The date of birth is the same" in answer.text
    assert "O’Neill" in answer.text
    assert Person.objects.count() == 1

    assert hand.send("/people/add/", **NEW, not_the_same="on").status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"preferred_name": ""}, "Enter what they like to be called"),
        ({"born_on-year": "2947"}, "The date of birth must have a year between"),
        ({"born_on-year": str(clock.today().year + 1)}, "The date of birth must be today or in the past"),
        ({"nhs_number": "9434765918"}, "Check the NHS number"),
        ({"preferred_name": "A\x00B"}, "broken character"),
        ({"preferred_name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(worker, changes, message):
    hand = Hand(worker)
    hand.open("/people/add/")
    answer = hand.send("/people/add/", **{**NEW, **changes})
    assert answer.status_code == 422
    assert message in answer.text
    assert "Małgorzata" in answer.text
    assert not Person.objects.exists()


def test_somebody_under_18_is_added_with_a_warning(client, worker):
    person = actions.add_person(
        actor=worker,
        preferred_name="Young",
        born_on=clock.today().replace(day=1, year=clock.today().year - 15),
    )
    assert "They are under 18" in page(client, worker, person)


def test_a_change_over_somebody_elses_shows_both(worker, person):
    hand = Hand(worker)
    address = f"/people/{person.pk}/what-matters/"
    hand.open(address)
    actions.change_person(actor=worker, person_id=person.pk, version=1, what_matters="My garden")
    answer = hand.send(address, what_matters="My cat")
    assert answer.status_code == 409
    assert "My garden" in answer.text
    assert "My cat" in answer.text


def test_a_letter_that_was_not_wanted_is_refused_by_name_and_reason_until_somebody_says_why(worker, told):
    hand = Hand(worker)
    address = f"/people/{told.pk}/contact/"
    letter = {"channel": "letter", "to_the_person": "person", "purpose": "To agree when to meet"}
    hand.open(address)
    refused = hand.send(address, **letter)
    assert refused.status_code == 422
    assert "No letters: Her grandson opens the post." in refused.text
    assert not PreparedContact.objects.exists()

    answer = hand.send(address, **letter, override_reason="The court orders it")
    assert answer.status_code == 302
    contact = PreparedContact.objects.get()
    assert (contact.overridden_by, contact.override_reason) == (worker, "The court orders it")
    assert "The court orders it" in page(hand.client, worker, told)


def test_each_kind_of_row_is_added_and_ended_in_the_browser(worker, person):
    hand = Hand(worker)
    sent = {
        "needs": {"need": "Large print"},
        "safe-contact": {"kind": "must-not", "must_not_channel": "phone", "reason": "He listens"},
        "contact-details": {"channel": "phone", "value": "029 2018 0000"},
        "addresses": {"kind": "home", "lines": "1 Ffordd y Môr\nCaerdydd"},
        "relationships": {
            "name": "Nia",
            "kind": "family",
            "cares_for_them": "yes",
            "carer_says": "A night off",
        },
        "warnings": {
            "text": "The dog bites",
            "review_on-day": SOON.day,
            "review_on-month": SOON.month,
            "review_on-year": SOON.year,
        },
    }
    today = clock.today()
    for kind, typed in sent.items():
        hand.open(f"/people/{person.pk}/{kind}/add/")
        assert hand.send(f"/people/{person.pk}/{kind}/add/", **typed).status_code == 302, kind
        from people.views.rows import KINDS

        row = KINDS[kind].model.objects.get()
        hand.open(f"/people/{person.pk}/{kind}/{row.pk}/end/")
        day = {"until_on-day": today.day, "until_on-month": today.month, "until_on-year": today.year}
        assert hand.send(f"/people/{person.pk}/{kind}/{row.pk}/end/", **day).status_code == 302, kind
        row.refresh_from_db()
        assert row.until_on == today


def test_a_row_is_ended_only_from_its_own_persons_page(client, worker, person, told):
    row = told.warningnotes.get()
    client.force_login(worker)
    assert client.get(f"/people/{person.pk}/warnings/{row.pk}/end/").status_code in {200, 404}
    other = actions.add_person(actor=worker, preferred_name="Somebody Else")
    assert client.get(f"/people/{other.pk}/warnings/{row.pk}/end/").status_code == 404
