"""Telling people by email: how many things wait for them and how many are overdue, and nothing else.

An email is the one thing that no transaction takes back. So a digest is a row before it is sent: `sending` with its
Message-ID, then `sent`. If the sender dies in between, nobody can know whether it went; it is marked `unsure`, sent
again with the same Message-ID (a mail program shows one), and a manager can see that it was.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.events import Event
from audit.ids import new_id
from casefile.models import Digest, Reminder, ReminderSetting
from casefile.reminders.choices import DigestState, Kind

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 5
ALERT = "alert:"
"""How the key of an email begins that says that somebody broke the glass."""


def send_due() -> int:
    """Send every digest that is due now, and again those that nobody knows to have arrived. Says how many went."""
    sent = sum(_send(digest) for digest in _unfinished())
    for user_id in _waiting():
        digest = prepare(user_id)
        if digest is not None:
            sent += _send(digest)
    return sent


def _waiting() -> list[UUID]:
    """Who has something that no email told them of yet, and has had no email today."""
    today = clock.today()
    told = daily().filter(made_at__date=today).values("recipient")
    untold = Reminder.objects.untold_on(today).filter(recipient__is_active=True)
    owed = untold.exclude(kind=Kind.GLASS).exclude(recipient__in=told) | untold.filter(
        kind=Kind.GLASS, told_in=None, told_overdue_in=None
    )
    return list(owed.order_by("recipient").values_list("recipient", flat=True).distinct())


@transaction.atomic
def prepare(user_id: UUID) -> Digest | None:
    """The digest that is due to this person now, as a row being sent; None if there is none, or somebody has it.

    At most one email a day. The weekly one goes on their day, with all that is new; on any later day of the week
    only where it was missed. What became overdue is told on the day.
    """
    user = User.objects.select_for_update(skip_locked=True).filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    now = clock.now()
    today, setting = clock.today(), setting_of(user)
    if alerts := _alerts(user):
        return _write(user, f"{ALERT}{alerts[0].pk.hex}", alerts, today, now)
    if is_quiet(setting, now) or daily().filter(recipient=user, made_at__date=today).exists():
        return None
    untold = list(Reminder.objects.visible_to(user).untold_on(today).select_for_update(of=("self",)))
    overdue = [reminder for reminder in untold if reminder.due_on < today]
    last_day = weekly_day(setting, today)
    weekly = f"week:{last_day.isoformat()}"
    missed = any(timezone.localtime(reminder.found_at).date() <= last_day for reminder in untold)
    if untold and (missed or today == last_day) and not _has_had(user, weekly):
        return _write(user, weekly, untold, today, now)
    if overdue and setting.same_day_overdue:
        return _write(user, f"day:{today.isoformat()}", overdue, today, now)
    return None


def daily() -> models.QuerySet[Digest]:
    """Digests but for alerts, which go at once beside them."""
    return Digest.objects.exclude(key__startswith=ALERT)


def _alerts(user: User) -> list[Reminder]:
    """That somebody broke the glass, where no email has said so: it waits for no quiet hour and no weekly day."""
    untold = Reminder.objects.alerts_for(user).standing().filter(told_in=None, told_overdue_in=None)
    return list(untold.select_for_update(of=("self",)))


def _has_had(user: User, key: str) -> bool:
    return Digest.objects.filter(recipient=user, key=key).exists()


def setting_of(user: User) -> ReminderSetting:
    """Their own, or the defaults."""
    return ReminderSetting.objects.filter(user=user).first() or ReminderSetting(user=user)


def is_quiet(setting: ReminderSetting, now: datetime) -> bool:
    """Whether this is a time at which they want no email: their quiet hours, or away."""
    local = timezone.localtime(now)
    if setting.away_until and local.date() <= setting.away_until:
        return True
    start, end, at = setting.quiet_from, setting.quiet_until, local.time()
    if start == end:
        return False
    return start <= at < end if start < end else at >= start or at < end


def weekly_day(setting: ReminderSetting, today: date) -> date:
    """The day of their weekly email that has come last: today, or up to six days ago."""
    return today - timedelta(days=(today.weekday() - setting.weekly_on) % 7)


def _write(user: User, key: str, reminders: list[Reminder], today: date, now: datetime) -> Digest:
    digest_id = new_id()
    overdue = [reminder.pk for reminder in reminders if reminder.due_on < today]
    coming = [reminder.pk for reminder in reminders if reminder.due_on >= today]
    digest = Digest.objects.create(
        pk=digest_id,
        recipient=user,
        key=key,
        message_id=f"<{digest_id}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
        number_coming=len(coming),
        number_overdue=len(overdue),
        made_at=now,
        claimed_until=now + LEASE,
    )
    Reminder.objects.filter(pk__in=coming).update(told_in=digest)
    Reminder.objects.filter(pk__in=overdue).update(told_overdue_in=digest)
    return digest


def _unfinished() -> Iterator[Digest]:
    """Digests whose sender died or could not reach the mail server, each claimed again in its own transaction."""
    while digest := _claim_unfinished():
        yield digest


@transaction.atomic
def _claim_unfinished() -> Digest | None:
    now = clock.now()
    digest = (
        Digest.objects.select_for_update(skip_locked=True, of=("self",))
        .exclude(state=DigestState.SENT)
        .filter(claimed_until__lt=now, attempts__lt=MAX_ATTEMPTS, recipient__is_active=True)
        .order_by("made_at")
        .first()
    )
    if digest is None:
        return None
    digest.attempts += 1
    digest.state = DigestState.UNSURE
    digest.claimed_until = now + LEASE * 2**digest.attempts
    digest.save(update_fields=["attempts", "state", "claimed_until"])
    return digest


def _send(digest: Digest) -> bool:
    """Hand the email to the mail server, outside any transaction, and keep how that went."""
    email = _email(digest)
    try:
        email.send()
    except Exception as problem:
        logger.warning("A digest could not be sent: %s", type(problem).__name__)
        _mine(digest).update(state=DigestState.UNSURE, problem=type(problem).__name__)
        return False
    _note_sent(digest)
    return True


@transaction.atomic
def _note_sent(digest: Digest) -> None:
    if _mine(digest).update(state=DigestState.SENT, sent_at=clock.now(), claimed_until=None, problem=""):
        record(
            Event.REMINDER_SENT,
            actor=None,
            digest=str(digest.pk),
            recipient=str(digest.recipient_id),
            coming=digest.number_coming,
            overdue=digest.number_overdue,
            attempts=digest.attempts,
        )


def _mine(digest: Digest) -> models.QuerySet[Digest]:
    return Digest.objects.filter(pk=digest.pk, attempts=digest.attempts).exclude(state=DigestState.SENT)


def _email(digest: Digest) -> EmailMessage:
    text = render_to_string(
        "casefile/mail/digest.txt",
        {
            "digest": digest,
            "is_alert": digest.key.startswith(ALERT),
            "link": settings.SITE_URL.rstrip("/") + reverse("casefile:reminders"),
        },
    )
    subject, _, body = text.strip().partition("\n\n")
    return EmailMessage(
        subject=subject,
        body=body + "\n",
        to=[digest.recipient.email],
        headers={"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"},
    )
