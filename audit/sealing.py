"""The one sealer: chains what was written, signs where the chain ends, and writes that to a second place.

Beat calls it every few seconds, so that no page waits for a chain; a command and the tests call it too. Safe to run
twice and beside itself (decision 14).
"""

import hashlib
import hmac
import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from audit import clock, heads
from audit.models import Head

logger = logging.getLogger(__name__)
AT_ONCE = 5000
SENT_AT_ONCE = 20


def seal(*, head_now: bool = False) -> int:
    """Seal everything that waits, then save a head where one is due, or `head_now`. Says how many were sealed."""
    sealed = 0
    while newly := _seal_some():
        sealed += newly
    save_head(at_once=head_now)
    send_heads()
    return sealed


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_seal(%s)", [AT_ONCE])
        return int(cursor.fetchone()[0])


@transaction.atomic
def save_head(*, at_once: bool = False) -> Head | None:
    """Sign where the chain ends, if it has grown since the last head and that one is old enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(730, -1)")
        cursor.execute("SELECT number, digest FROM audit_chain_end()")
        number, digest = cursor.fetchone()
    last = Head.objects.order_by("order").last()
    now = clock.real_now()
    if number is None or (last and last.number >= number):
        return None
    if last and not at_once and now - last.at < timedelta(seconds=settings.AUDIT_HEADS_SECONDS):
        return None
    head = Head(
        order=last.order + 1 if last else 1,
        number=number,
        digest=digest,
        at=now,
        before=last.mac if last else "",
    )
    head.mac = signature(head)
    head.save(force_insert=True)
    return head


def signature(head: Head) -> str:
    """What the stand-alone verifier works out again, from the line and the key alone."""
    said = f"{head.order}|{head.number}|{head.digest}|{head.at.isoformat()}|{head.before}"
    return hmac.new(key(), said.encode(), hashlib.sha256).hexdigest()


def key() -> bytes:
    """The key of the heads: a secret of its own, or else made from the product's secret key."""
    own = settings.AUDIT_HEADS_KEY
    if own:
        return str(own).encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"audit heads", hashlib.sha256).hexdigest().encode()


def send_heads() -> None:
    """Write the heads that are not yet in the second place there, in their order. What fails is tried again later."""
    if not settings.AUDIT_HEADS_TO:
        return
    with transaction.atomic():
        for head in (
            Head.objects.filter(sent_at=None)
            .order_by("order")
            .select_for_update(skip_locked=True)[:SENT_AT_ONCE]
        ):
            try:
                heads.write(head, settings.AUDIT_HEADS_TO)
            except OSError as problem:
                logger.error("A head of the audit trail could not be written: %s", type(problem).__name__)
                return
            head.sent_at = clock.real_now()
            head.save(update_fields=["sent_at"])


def waiting() -> tuple[int, float]:
    """How many entries and changes wait to be sealed, and for how many seconds the oldest has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rows, coalesce(extract(epoch FROM clock_timestamp() - since), 0) FROM audit_waiting()"
        )
        number, seconds = cursor.fetchone()
    return int(number), float(seconds)
