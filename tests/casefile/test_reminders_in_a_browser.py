from datetime import timedelta

import pytest
from playwright.sync_api import expect

from audit import clock
from casefile.models import Digest
from casefile.reminders import finding
from tests.casefile.thread import add_action
from tests.infrastructure.browser import DESK, PHONE
from tests.outcomes.given import talk, want

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def late_action(worker, open_case):
    talk(worker, open_case)
    wish = want(worker, open_case)
    action = add_action(
        worker, open_case, wish, what="Call the bank", due_on=clock.today() - timedelta(days=2)
    )
    finding.find_due()
    return action


def test_the_bell_leads_to_what_waits_and_that_to_the_thing_itself(site, axe, worker, late_action):
    site.sign_in(worker)
    page = site.open("/reminders/")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        axe(page)
    expect(page.get_by_text("Call the bank")).to_be_visible()
    page.get_by_role("link", name="An action to do").click()

    expect(page).to_have_url(f"{site.url}/actions/{late_action.pk}/")
    page.get_by_role("link", name="Reminders 1").click()
    expect(page.get_by_role("heading", name="Reminders")).to_be_visible()


def test_settings_are_chosen_on_a_page(site, axe, worker):
    site.sign_in(worker)
    page = site.open("/reminders/settings/")
    axe(page)
    page.get_by_label("Thursday").check()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Your settings are saved")).to_be_visible()


def test_a_manager_sees_the_emails_that_may_not_have_arrived(site, axe, manager, worker):
    Digest.objects.create(
        recipient=worker,
        key="day:2026-01-01",
        message_id="<x@localhost>",
        number_coming=0,
        number_overdue=1,
        state="unsure",
        made_at=clock.now(),
    )
    site.sign_in(manager)
    page = site.open("/reminders/deliveries/")
    axe(page)

    expect(page.get_by_text("Wyn Worker")).to_be_visible()
    expect(page.get_by_text("Not sure that it arrived")).to_be_visible()
