from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from enquiries.actions import restrict_case
from enquiries.errors import ReceivedInTheFuture
from enquiries.models import Case, Concern
from people.models import Organisation, Person
from tests.given import make_concern, make_enquiry, make_person

WORDS = "It’s my money, not Jan’s.\n\n  “Dw i’n iawn” – ŵyr Zażółć 🏡 \n"


def test_a_concern_opens_a_case_of_the_team(worker, person, north):
    concern = make_concern(worker, person, north, own_words=WORDS, own_words_voice="adult")

    concern.refresh_from_db()
    assert (concern.case.team, concern.case.person) == (north, person)
    assert concern.own_words == WORDS
    assert concern.reference == f"C-{clock.today().year}-00001"
    entry = AuditEntry.objects.get(event=Event.CONCERN_RAISED)
    assert (entry.actor, entry.case_id, entry.data["reference"]) == (
        worker,
        concern.case_id,
        concern.reference,
    )


def test_a_second_concern_joins_the_open_case_whoever_works_on_it(outsider, south, open_case):
    concern = make_concern(outsider, open_case.person, south)

    assert concern.case == open_case
    assert Case.objects.count() == 1
    assert not Concern.objects.visible_to(outsider).exists()


def test_after_closing_a_concern_opens_a_new_case(worker, north, closed_case):
    assert make_concern(worker, closed_case.person, north).case != closed_case


def test_a_concern_that_joins_a_restricted_case_is_restricted(manager, south, restricted_case):
    concern = make_concern(manager, restricted_case.person, south)

    assert (concern.case, concern.restricted) == (restricted_case, True)


def test_an_organisation_given_by_name_is_found_or_added(worker, person, north):
    first = make_concern(worker, person, north, raised_by_organisation="Bluebell Home Care")
    second = make_concern(worker, person, north, raised_by_organisation=" bluebell  home care ")

    assert first.raised_by_organisation == second.raised_by_organisation == Organisation.objects.get()
    assert make_concern(worker, person, north, raised_by_organisation="").raised_by_organisation is None


def test_it_cannot_have_been_received_in_the_future(worker, person, north):
    with pytest.raises(ReceivedInTheFuture):
        make_concern(worker, person, north, received_at=clock.now() + timedelta(minutes=5))
    assert not Case.objects.exists()


def test_an_advocate_raises_none(advocate, person, north):
    with pytest.raises((PermissionDenied, Person.DoesNotExist)):
        make_concern(advocate, person, north)
    assert not Concern.objects.exists()


def test_nobody_raises_one_about_a_person_they_may_not_know_of(worker, manager, north):
    case = make_concern(manager, make_person(manager, "Zofia"), north).case
    restrict_case(actor=manager, case_id=case.pk, reason="A relative works here.")

    with pytest.raises(Person.DoesNotExist):
        make_concern(worker, case.person, north)


def test_the_case_of_an_enquiry_decided_against_is_not_joined(sam, worker, case, north):
    make_enquiry(sam, case, kind="none", instead="advice")

    assert make_concern(worker, case.person, north).case != case
