from urllib.parse import unquote

import pytest
from django.urls import reverse

from casefile.balance import in_words, shares_of
from casefile.thread import thread_of
from principles import actions
from tests.casefile.given import PASSAGE, WISH, threaded
from tests.principles.given import make_action

pytestmark = pytest.mark.django_db


def page(client, user, case, name="thread"):
    client.force_login(user)
    return client.get(reverse(f"casefile:{name}", args=[case.pk])).text


def test_each_part_of_a_strand_is_a_link(client, worker, open_case):
    given = threaded(worker, open_case)
    text = page(client, worker, open_case)
    conversation = given.served.current.answer.conversation
    assert PASSAGE.replace("'", "&#x27;") in text
    for target in (conversation, given.served, given.action):
        assert f'href="{target.get_absolute_url()}' in text


def test_the_parts_lead_back_to_the_thread(client, worker, open_case):
    given = threaded(worker, open_case)
    client.force_login(worker)
    action_page = client.get(given.action.get_absolute_url()).text
    assert f"{reverse('casefile:thread', args=[open_case.pk])}#outcome-{given.served.number}" in action_page
    assert f'href="{given.served.get_absolute_url()}"' in action_page


def test_what_serves_nothing_and_what_nothing_serves_is_said(worker, open_case):
    given = threaded(worker, open_case)
    thread = thread_of(open_case, worker)
    assert [strand.outcome for strand in thread.unserved] == [given.unserved]
    assert thread.on_a_duty == [given.on_duty]


def test_a_withdrawn_action_serves_nothing_any_more(worker, open_case):
    given = threaded(worker, open_case)
    actions.withdraw_action(
        actor=worker,
        action_id=given.action.pk,
        withdrawn_on=given.action.recorded_at.date(),
        reason="She said no.",
    )
    assert given.served in [strand.outcome for strand in thread_of(open_case, worker).unserved]


def test_a_further_outcome_is_served_too(worker, open_case):
    given = threaded(worker, open_case)
    make_action(worker, open_case, outcome_id=given.served.pk, further=[given.unserved.pk])
    assert thread_of(open_case, worker).unserved == []


def test_a_wish_that_is_gone_stays_readable_with_when_and_why(client, worker, open_case):
    threaded(worker, open_case)
    text = page(client, worker, open_case)
    gone = text[text.index('id="gone"') :]
    assert "My winnings" in gone
    assert "He shouted at me." in gone
    assert "no longer wanted since" in gone


def test_the_advocate_reads_it_without_links_to_what_they_cannot_open(
    client, worker, advocate, instructed_case
):
    given = threaded(worker, instructed_case)
    text = page(client, advocate, instructed_case)
    assert WISH in text
    assert given.action.what in text
    assert f'href="{given.action.get_absolute_url()}"' not in text
    assert reverse("casefile:timeline", args=[instructed_case.pk]) not in text
    for href in hrefs_of(text):
        assert client.get(href).status_code in (200, 302), href


def hrefs_of(text):
    parts = text.split("<main")[1].split("</main>")[0].split('href="')[1:]
    return {unquote(part.split('"')[0]).split("#")[0] for part in parts} - {""}


@pytest.mark.parametrize("who", ["worker", "sam", "manager", "auditor"])
def test_every_link_of_the_staff_pages_opens(client, cast, open_case, who):
    threaded(cast.worker, open_case)
    for name in ("case", "thread", "timeline", "balance"):
        for href in hrefs_of(page(client, getattr(cast, who), open_case, name)):
            assert client.get(href).status_code == 200, (name, href)


def test_every_link_of_a_bare_or_closed_case_opens(client, sam, case, closed_case):
    for one in (case, closed_case):
        for href in hrefs_of(page(client, sam, one, "case")):
            assert client.get(href).status_code == 200, href


def test_the_balance_says_under_which_principles_nothing_was_done(worker, open_case):
    given = threaded(worker, open_case)
    actions.complete_action(
        actor=worker,
        action_id=given.action.pk,
        done_on=given.action.recorded_at.date(),
        what_was_done="Done.",
    )
    assert in_words(shares_of(thread_of(open_case, worker))) == [
        "Something was done under empowerment.",
        "Planned, and not done yet, under protection.",
        "Nothing was done or planned under prevention, proportionality, partnership and accountability.",
    ]


def test_the_balance_of_a_case_without_actions_says_so(worker, open_case):
    assert in_words(shares_of(thread_of(open_case, worker))) == ["No action has been recorded yet."]


def test_the_balance_page_names_what_serves_nothing(client, worker, open_case):
    threaded(worker, open_case)
    text = page(client, worker, open_case, "balance")
    assert "People talk to me, not about me" in text
    assert "Card stopped" in text
