"""The rules in Python let everything through, and the wall still stands."""

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from accounts.rules import Verb
from casefile.models import Report
from enquiries.models import AdvocateInstruction, Case, Note
from outcomes.models import Conversation
from people.models import Person
from tests.wall.conftest import as_user

EVERYTHING = Q(pk__isnull=False)


@pytest.fixture
def rules_gone(everything, monkeypatch):
    for place in ("accounts.scopes.case_scope", "enquiries.querysets.case_scope"):
        monkeypatch.setattr(place, lambda *_: EVERYTHING)
    monkeypatch.setattr("enquiries.querysets.named_or_open", lambda *_: EVERYTHING)
    monkeypatch.setattr(
        "people.querysets.PersonQuerySet.visible_to", lambda rows, user, verb=None: rows.all()
    )
    return everything


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_an_advocate_still_sees_only_their_enquiries(rules_gone):
    advocate, places = rules_gone.cast.advocate, rules_gone.places
    client = signed_in(advocate)
    theirs, not_theirs = places["open"].case, places["at the door"].case
    assert client.get(f"/cases/{theirs.pk}/conversations/").status_code == 200
    for case in (not_theirs, places["restricted"].case):
        for name in ("outcomes:conversations", "outcomes:outcomes", "principles:actions", "casefile:thread"):
            assert client.get(reverse(name, args=[case.pk])).status_code == 404, name
    with as_user(advocate):
        assert set(Case.objects.visible_to(advocate, Verb.SEE_THREAD)) == {theirs}
        assert {row.case for row in Conversation.objects.all()} == {theirs}
        assert set(Person.objects.all()) == {theirs.person}
        assert not Note.objects.exists()
        assert not Report.objects.exists()
    page = client.get("/cases/")
    assert not_theirs.person.preferred_name not in page.text


def test_an_advocate_never_gets_a_report_or_a_note(rules_gone):
    client = signed_in(rules_gone.cast.advocate)
    for place in rules_gone.places.values():
        for report in Report.objects.filter(case=place.case):
            assert client.get(reverse("casefile:report", args=[place.case.pk, report.pk])).status_code in {
                403,
                404,
            }
            download = client.get(reverse("casefile:download-report", args=[place.case.pk, report.pk]))
            assert download.status_code in {403, 404}
    assert Report.objects.exists()


def test_an_advocate_whose_instruction_has_ended_sees_nothing(rules_gone):
    advocate, case = rules_gone.cast.advocate, rules_gone.places["open"].case
    day = Case.objects.get(pk=case.pk).opened_at.date()
    AdvocateInstruction.objects.filter(advocate=advocate).update(
        from_on=day.replace(year=day.year - 1), until_on=day.replace(year=day.year - 1)
    )
    assert signed_in(advocate).get(f"/cases/{case.pk}/conversations/").status_code == 404


@pytest.mark.parametrize("who", ["auditor", "colleague", "outsider", "front_door"])
def test_a_restricted_case_stays_shut(rules_gone, who):
    client = signed_in(getattr(rules_gone.cast, who))
    case = rules_gone.places["restricted"].case
    for name in ("casefile:case", "casefile:thread", "casefile:timeline", "outcomes:conversations"):
        assert client.get(reverse(name, args=[case.pk])).status_code == 404
    assert client.get(reverse("people:person", args=[case.person_id])).status_code == 404


def test_a_restricted_case_stays_shut_for_a_service_manager_who_is_not_named(rules_gone):
    manager, case = rules_gone.cast.manager, rules_gone.places["restricted"].case
    case.named_access.filter(user=manager).delete()
    case.person.named_access.filter(user=manager).delete()
    client = signed_in(manager)
    assert client.get(reverse("casefile:case", args=[case.pk])).status_code == 404
    assert case.person.preferred_name not in client.get("/cases/?state=all").text
    assert client.get(reverse("casefile:case", args=[rules_gone.places["open"].case.pk])).status_code == 200


def test_another_team_finds_nothing_in_a_case(rules_gone):
    """The bare row is part of who a person is; what was said, done and written is not there."""
    outsider, case = rules_gone.cast.outsider, rules_gone.places["open"].case
    with as_user(outsider):
        assert set(Note.objects.visible_to(outsider)) == set()
        assert set(Conversation.objects.visible_to(outsider)) == set()
        assert case in Case.objects.visible_to(outsider)
