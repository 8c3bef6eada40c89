from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import models, transaction

from audit import clock
from audit.context import SYSTEM, asking
from audit.events import Event
from audit.models import AuditEntry

request_id: ContextVar[str] = ContextVar("request id", default="")
left_a_trace: ContextVar[bool] = ContextVar("left a trace", default=False)
"""Whether anything was recorded during this request."""


def record(
    event: Event, *, actor: Any, subject: models.Model | None = None, reason: str = "", **data: Any
) -> AuditEntry:
    """Write what was done, in the transaction of the doing. Raises RuntimeError outside one.

    `actor` None means the system. `data` holds codes, dates, numbers and ids, never a person's words or name.
    The case and the person that the subject belongs to are found from its `case` and `person`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of the change")
    left_a_trace.set(True)
    return AuditEntry.objects.create(
        at=clock.now(),
        actor=actor,
        event=event,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None and isinstance(subject.pk, UUID) else None,
        case_id=_related_id(subject, "enquiries.case", "case_id"),
        person_id=_person_id(subject),
        data=data,
        reason=reason,
        request_id=request_id.get(),
    )


def record_page(*, actor: Any, page: str, case_id: UUID | None, person_id: UUID | None) -> AuditEntry:
    """Write that `actor` was shown a page which recorded nothing itself: of a case, of a person, or a list."""
    event = Event.CASE_VIEWED if case_id else Event.PERSON_VIEWED if person_id else Event.LIST_VIEWED
    left_a_trace.set(True)
    return AuditEntry.objects.create(
        at=clock.now(),
        actor=actor,
        event=event,
        case_id=case_id,
        person_id=person_id,
        data={"page": page},
        request_id=request_id.get(),
    )


def _related_id(subject: models.Model | None, own_label: str, field: str) -> UUID | None:
    if subject is None:
        return None
    if subject._meta.label_lower == own_label:
        return subject.pk  # type: ignore[no-any-return]  # a model's pk is untyped
    return getattr(subject, field, None)


def _person_id(subject: models.Model | None) -> UUID | None:
    direct = _related_id(subject, "people.person", "person_id")
    if direct is not None or subject is None:
        return direct
    with asking(SYSTEM):  # whose record it was is written down, also where whoever acts sees it no more
        return getattr(getattr(subject, "case", None), "person_id", None)
