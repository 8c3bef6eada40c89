import pytest
from django.urls import reverse

from audit.events import Event
from audit.models import AuditEntry
from casefile.helping import GUIDES, TOPICS, topic_of
from outcomes.actions import record_view
from people.models import Person
from tests.access.matrix import all_url_names
from tests.hand import Hand

pytestmark = pytest.mark.django_db
HOME = "/"


def home(client, user):
    client.force_login(user)
    return client.get(HOME)


def test_a_worker_begins_with_their_people(client, worker, open_case):
    text = home(client, worker).text
    assert "My people" in text
    assert open_case.reference in text


def test_a_colleague_who_is_allocated_to_nothing_sees_none_of_them(client, colleague, open_case):
    assert "Nobody is allocated to you." in home(client, colleague).text


def test_a_manager_sees_what_waits_for_a_decision(client, sam, case):
    text = home(client, sam).text
    assert text.index("Waiting for a decision") < text.index(case.reference)


def test_the_front_door_sees_the_concerns_at_the_door(client, front_door, front_door_case, case):
    text = home(client, front_door).text
    assert front_door_case.reference in text
    assert case.reference not in text


def test_a_report_of_an_advocate_waits_for_an_answer(client, worker, advocate, instructed_case):
    record_view(
        actor=advocate,
        case_id=instructed_case.pk,
        kind="report",
        happened_on=instructed_case.opened_at.date(),
        words="She was not asked.",
    )
    assert reverse("outcomes:views", args=[instructed_case.pk]) in home(client, worker).text


def test_what_was_begun_is_found_again(worker, open_case):
    hand = Hand(worker)
    path = reverse("principles:add-action", args=[open_case.pk])
    hand.open(path)
    hand.type(path, what="Half a sentence")
    assert "Add an action" in hand.client.get(HOME).text


def test_a_begun_concern_says_whose_it_is_where_the_writer_may_know_them(worker, person):
    hand = Hand(worker)
    begin = f"{reverse('enquiries:raise-concern')}?person={person.pk}"
    hand.open(begin)
    hand.send(begin)
    for page in (HOME, reverse("ui:unfinished")):
        assert hand.client.get(page).text.count("Olwen") >= 1
    Person.objects.update(restricted=True)
    for page in (HOME, reverse("ui:unfinished")):
        text = hand.client.get(page).text
        assert "Raise a concern" in text
        assert "Olwen" not in text


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("advocate", "outcomes:advocate-home"),
        ("analyst", "oversight:dashboard"),
        ("auditor", "enquiries:concerns"),
        ("administrator", "accounts:users"),
    ],
)
def test_everybody_else_is_sent_to_their_own_first_page(client, cast, who, where):
    response = home(client, getattr(cast, who))
    assert (response.status_code, response["Location"]) == (302, reverse(where))


def test_nothing_of_another_team_is_on_it(client, outsider, open_case):
    threaded_reference = open_case.reference
    assert threaded_reference not in home(client, outsider).text


def test_the_guide_is_shown_until_it_is_put_away_and_each_role_has_its_own(client, worker, sam):
    assert GUIDES["social-worker"].begin.split(".")[0] in home(client, worker).text
    assert client.post(reverse("casefile:first-visit-done")).status_code == 302
    assert "Your first visit" not in client.get(HOME).text
    worker.refresh_from_db()
    assert worker.first_visit_done_at
    assert AuditEntry.objects.filter(event=Event.USER_CHANGED, actor=worker).count() == 1
    assert GUIDES["sam"].begin.split(",")[0] in home(client, sam).text


def test_an_advocate_is_guided_on_their_own_page(client, advocate):
    client.force_login(advocate)
    assert "Your first visit" in client.get(reverse("outcomes:advocate-home")).text


@pytest.mark.parametrize("topic", TOPICS)
def test_every_help_page_opens_without_sign_in(client, topic):
    response = client.get(reverse("casefile:help-topic", args=[topic]))
    assert (response.status_code, TOPICS[topic] in response.text) == (200, True)


def test_every_page_has_its_help():
    assert {topic_of(name) for name in all_url_names()} <= set(TOPICS)


def test_the_foot_of_a_page_leads_to_its_own_help(client, worker, open_case):
    client.force_login(worker)
    text = client.get(reverse("casefile:thread", args=[open_case.pk])).text
    assert reverse("casefile:help-topic", args=["thread"]) in text


def test_a_topic_that_is_not_there_is_404(client):
    assert client.get("/help/nothing/").status_code == 404
