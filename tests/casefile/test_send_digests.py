import json
import time as clocks
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from audit import clock
from audit.events import Event
from audit.models import AuditEntry
from casefile.models import Digest, Reminder, ReminderSetting
from casefile.reminders import digests, finding
from casefile.reminders.choices import DigestState, Weekday
from enquiries.models import Allocation
from tests.casefile.thread import add_action
from tests.outcomes.given import talk, want

DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=LONDON)
TUESDAY = MONDAY + DAY


@pytest.fixture(autouse=True)
def _movable_clock(settings):
    settings.DEMO = True


@pytest.fixture
def outcome(worker, open_case):
    talk(worker, open_case)
    return want(worker, open_case)


def late(worker, case, outcome, *, days, now=MONDAY):
    return add_action(worker, case, outcome, due_on=now.date() - days * DAY)


def sweep(at):
    with clock.moved_to(at.astimezone(UTC)):
        finding.find_due()
        return digests.send_due()


def test_one_email_a_week_tells_how_much_waits_and_no_more(worker, open_case, outcome):
    late(worker, open_case, outcome, days=2)
    add_action(worker, open_case, outcome, due_on=MONDAY.date() + 3 * DAY)

    sweep(MONDAY)
    sweep(MONDAY + timedelta(hours=1))

    (message,) = mail.outbox
    assert message.to == [worker.email]
    assert message.subject == "Reminders: 1 overdue, 1 coming up"
    assert "/reminders/" in message.body
    whole = (message.subject + message.body).lower()
    for telling in ("olwen", "tarrable", "locks", open_case.reference.lower(), str(open_case.pk)):
        assert telling not in whole
    digest = Digest.objects.get()
    assert (digest.state, digest.key) == (DigestState.SENT, "week:2026-11-30")
    assert message.extra_headers["Message-ID"] == digest.message_id
    assert AuditEntry.objects.filter(event=Event.REMINDER_SENT, case_id=None).count() == 1


def test_what_is_new_and_not_overdue_waits_for_the_weekly_day(worker, open_case, outcome):
    add_action(worker, open_case, outcome, due_on=TUESDAY.date() + 6 * DAY)

    assert sweep(TUESDAY) == 0
    assert sweep(MONDAY + 7 * DAY) == 1


def test_what_becomes_overdue_is_told_that_day_though_it_was_told_as_coming(worker, open_case, outcome):
    add_action(worker, open_case, outcome, due_on=MONDAY.date())
    sweep(MONDAY)

    sweep(TUESDAY)
    sweep(TUESDAY + DAY)

    assert [message.subject for message in mail.outbox] == [
        "Reminders: 1 coming up",
        "Reminders: 1 overdue",
    ]


def test_after_three_days_down_each_missed_reminder_is_told_once_in_one_email(worker, open_case, outcome):
    for days in (3, 2, 1):
        late(worker, open_case, outcome, days=days, now=TUESDAY + 2 * DAY)

    sweep(TUESDAY + 2 * DAY)
    sweep(TUESDAY + 3 * DAY)

    (message,) = mail.outbox
    assert message.subject == "Reminders: 3 overdue"
    assert {reminder.due_on for reminder in Reminder.objects.all()} == {
        (TUESDAY + 2 * DAY).date() - days * DAY for days in (1, 2, 3)
    }


@pytest.mark.parametrize(
    ("setting", "at", "sent"),
    [
        ({"weekly_on": Weekday.TUESDAY, "same_day_overdue": False}, MONDAY, 0),
        ({"weekly_on": Weekday.TUESDAY, "same_day_overdue": False}, TUESDAY, 1),
        ({"same_day_overdue": False}, TUESDAY, 0),
        ({"quiet_from": time(8), "quiet_until": time(17)}, MONDAY, 0),
        ({"quiet_from": time(18), "quiet_until": time(9, 30)}, MONDAY, 0),
        ({"quiet_from": time(18), "quiet_until": time(9)}, MONDAY, 1),
        ({"away_until": MONDAY.date()}, MONDAY, 0),
        ({"away_until": MONDAY.date()}, TUESDAY, 1),
    ],
)
def test_everybody_has_their_own_quiet_settings(setting, at, sent, worker, open_case, outcome):
    ReminderSetting.objects.create(user=worker, **setting)
    late(worker, open_case, outcome, days=2)

    assert sweep(at) == sent


def test_nothing_is_told_of_a_case_that_the_recipient_may_no_longer_see(worker, open_case, outcome):
    late(worker, open_case, outcome, days=2)
    with clock.moved_to(MONDAY.astimezone(UTC)):
        finding.find_due()
        Allocation.objects.update(ended_at=clock.now())
        worker.memberships.update(ended_at=clock.now())

        assert digests.send_due() == 0


def test_a_sender_that_died_is_followed_by_the_same_email_with_the_same_message_id(
    worker, open_case, outcome
):
    late(worker, open_case, outcome, days=2)
    with clock.moved_to(MONDAY.astimezone(UTC)):
        finding.find_due()
        digest = digests.prepare(worker.pk)  # and here the sender dies
        assert digests.send_due() == 0
    assert Digest.objects.get().state == DigestState.SENDING

    with clock.moved_to((MONDAY + timedelta(minutes=6)).astimezone(UTC)):
        assert digests.send_due() == 1

    (message,) = mail.outbox
    assert message.extra_headers["Message-ID"] == digest.message_id
    after = Digest.objects.get()
    assert (after.state, after.attempts) == (DigestState.SENT, 2)


def test_a_mail_server_that_is_down_leaves_the_delivery_unsure_until_it_is_up(
    worker, open_case, outcome, settings
):
    late(worker, open_case, outcome, days=2)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert sweep(MONDAY) == 0
    digest = Digest.objects.get()
    assert (digest.state, digest.problem) == (DigestState.UNSURE, "ConnectionRefusedError")

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep(MONDAY + timedelta(hours=1)) == 1
    assert Digest.objects.get().state == DigestState.SENT


@pytest.mark.worker
def test_a_broker_that_lost_everything_and_a_stopped_worker_lose_and_double_nothing(
    make_worker, broker, eventually, worker, open_case
):
    from msp.celery import app

    ReminderSetting.objects.create(user=worker, quiet_from=time(0), quiet_until=time(0))
    talk(worker, open_case)
    wish = want(worker, open_case)
    for days in (3, 2, 1):
        add_action(worker, open_case, wish, due_on=clock.today() - days * DAY)
    app.send_task("casefile.tasks.find_due_reminders")
    broker.kill()
    broker.start()
    running = make_worker("celery")
    running.start()
    for _ in range(2):
        app.send_task("casefile.tasks.find_due_reminders")
    eventually(lambda: Reminder.objects.count() == 3)
    for _ in range(3):
        app.send_task("casefile.tasks.send_due_digests")
    eventually(lambda: running.mails)
    clocks.sleep(1)

    (message,) = running.mails
    assert message["Subject"] == "Reminders: 3 overdue"
    assert message["Message-ID"] == Digest.objects.get().message_id
    assert json.dumps(message.as_string()).lower().count("olwen") == 0
