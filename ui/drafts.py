"""Half-written text: kept on the server, given back to the one who wrote it, gone once it is sent."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import connection, models, transaction
from django.http import QueryDict
from django.utils.encoding import force_bytes

from audit import clock
from audit.context import Asker, asking
from ui.errors import TextTooLong
from ui.keys import FormKey, record_name
from ui.models import Draft, Parcel, Submission

DRAFTS_KEPT = timedelta(days=90)
PARCELS_KEPT = timedelta(hours=12)
LONGEST_DRAFT = 2 * 1024 * 1024
OURS = frozenset({"csrfmiddlewaretoken", "form_key", "draft", "version", "resolve"})

Posted = dict[str, list[str]]


def posted_text(data: QueryDict, *, secret: Iterable[str] = ()) -> Posted:
    """What was typed, without our own fields and the secret ones. Raises TextTooLong."""
    left_out = OURS.union(secret)
    posted = {
        _storable(name): [_storable(value) for value in values]
        for name, values in data.lists()
        if name not in left_out and not name.startswith("keep-")
    }
    if sum(len(value) for values in posted.values() for value in values) > LONGEST_DRAFT:
        raise TextTooLong
    return posted


def _storable(text: str) -> str:
    """The database holds every character but NUL and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def as_query(posted: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in posted.items():
        data.setlist(name, values)
    return data


def lock(key: FormKey) -> None:
    """Let one request at a time deal with a rendered form, until the end of the transaction."""
    number = int.from_bytes(hashlib.sha256(key.key.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def result_of(key: FormKey) -> str | None:
    """Where the result of this rendered form is, if it has been sent and acted upon."""
    return Submission.objects.filter(form_key=key.uuid).values_list("result", flat=True).first()


def claim_submission(key: FormKey) -> bool:
    """Note that this form is being acted upon; False where another request has. Waits for that one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ui_submission (form_key, user_id, form, result, submitted_at)"
            " VALUES (%s, %s, %s, '', %s) ON CONFLICT (form_key) DO NOTHING",
            [key.uuid, key.user, key.form, clock.now()],
        )
        return bool(cursor.rowcount)


def finish_submission(key: FormKey, result: str) -> None:
    """Store where the result is, and let go of what had been kept of the form."""
    Submission.objects.filter(form_key=key.uuid).update(result=result)
    Draft.objects.filter(user_id=key.user, form_key=key.uuid).delete()
    Parcel.objects.filter(user_id=key.user, form_key=key.uuid).delete()
    _let_go_of_restored(key)


@transaction.atomic
def save_draft(
    key: FormKey, *, path: str, version: int | None, posted: Posted, about: str = ""
) -> Draft | None:
    """Keep what was typed; None where the form has already been sent: a late save must not bring it back."""
    lock(key)
    if result_of(key) is not None:
        return None
    draft, _ = Draft.objects.update_or_create(
        user_id=key.user,
        form_key=key.uuid,
        defaults={
            "form": key.form,
            "title": key.title[:200],
            "record_type": key.record_type,
            "record_id": key.record_id,
            "path": path[:500],
            "version": version,
            "posted": posted,
            "saved_at": clock.now(),
            **({"about": about[:40]} if about else {}),
        },
    )
    _let_go_of_restored(key)
    return draft


def _let_go_of_restored(key: FormKey) -> None:
    """Drop the draft that was put back into this form, unless another tab has written on in it since."""
    if key.restored:
        Draft.objects.filter(user_id=key.user, pk=key.restored, saved_at=key.restored_at).delete()


def drafts_of(user: Any) -> models.QuerySet[Draft]:
    """The only door to drafts: one's own."""
    return Draft.objects.filter(user_id=user.pk)


def draft_for(key: FormKey, *, chosen: str = "") -> tuple[Draft | None, bool]:
    """The draft to put back into a form, and whether there are others of the same form.

    It is the chosen one, or the newest where the form is about a record.
    """
    open_parcels(key.user)
    named = {"form": key.form, "record_type": key.record_type, "record_id": key.record_id}
    found = [str(pk) for pk in Draft.objects.filter(user_id=key.user, **named).values_list("pk", flat=True)]
    wanted = chosen if chosen or not key.record_id else next(iter(found), "")
    if wanted not in found:
        return None, bool(found)
    return Draft.objects.filter(pk=wanted).first(), len(found) > 1


def _cipher() -> MultiFernet:
    secrets = [force_bytes(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"ui.parcel" + secret).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


@transaction.atomic
def keep_parcel(key: FormKey, *, path: str, version: int | None, posted: Posted) -> None:
    """Keep, encrypted, what arrived after its writer was signed out, for when the same writer is back."""
    with asking(Asker(key.user)):  # we signed the key: it was given to this writer
        _keep_parcel(key, path=path, version=version, posted=posted)


def _keep_parcel(key: FormKey, *, path: str, version: int | None, posted: Posted) -> None:
    if result_of(key) is not None:
        return
    contents = {"form": key.form, "title": key.title, "path": path, "version": version, "posted": posted}
    Parcel.objects.update_or_create(
        form_key=key.uuid,
        user_id=key.user,
        defaults={
            "record_type": key.record_type,
            "record_id": key.record_id,
            "contents": _cipher().encrypt(json.dumps(contents).encode()),
            "kept_at": clock.now(),
        },
    )


def open_parcels(user_id: Any) -> int:
    """Turn what was kept for this user into drafts; says how many."""
    parcels = Parcel.objects.filter(user_id=user_id, kept_at__gt=clock.now() - PARCELS_KEPT)
    if not parcels.exists():
        return 0
    opened = 0
    with transaction.atomic():
        for parcel in parcels.select_for_update(of=("self",), skip_locked=True):
            opened += _open_parcel(parcel)
            parcel.delete()
    return opened


def _open_parcel(parcel: Parcel) -> bool:
    try:
        contents = json.loads(_cipher().decrypt(bytes(parcel.contents)))
    except InvalidToken:  # the secret has been changed since
        return False
    own: dict[str, Any] = {"user_id": parcel.user_id, "form_key": parcel.form_key}
    newer = Draft.objects.filter(**own, saved_at__gte=parcel.kept_at).exists()
    if newer or Submission.objects.filter(form_key=parcel.form_key).exists():
        return False
    record = {"record_type": parcel.record_type, "record_id": parcel.record_id}
    Draft.objects.update_or_create(**own, defaults={**contents, **record, "saved_at": parcel.kept_at})
    return True


def erase_drafts(records: Iterable[models.Model]) -> None:
    """Remove everything half-written about these records, whoever wrote it. Part of erasing them."""
    for record in records:
        kind, pk = record_name(record)
        Draft.objects.filter(record_type=kind, record_id=pk).delete()
        Parcel.objects.filter(record_type=kind, record_id=pk).delete()


def remove_old() -> None:
    """Remove drafts and keys older than 90 days, and parcels older than 12 hours."""
    now = clock.now()
    Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    Submission.objects.filter(submitted_at__lt=now - DRAFTS_KEPT).delete()
    Parcel.objects.filter(kept_at__lt=now - PARCELS_KEPT).delete()
