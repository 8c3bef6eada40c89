"""The English of an audit entry, made when it is read: what is stored is a code and data."""

from audit.events import Event
from audit.models import AuditEntry


def sentence(entry: AuditEntry, about: str = "") -> str:
    """What happened, as a sentence without its subject: "recorded a conversation: E-2026-00017".

    `about` is what the reader may know of the record: its reference, a name, or nothing.
    """
    words = [Event(entry.event).label]
    if entry.event == Event.REFUSED:
        words.append(f"at {entry.data.get('view') or 'a page'} ({entry.data.get('rule', '')})")
    if entry.event == Event.EXPORTED:
        words.append(str(entry.data.get("what", "")))
    said = " ".join(words)
    return f"{said}: {about}" if about else said


def who(entry: AuditEntry) -> str:
    """Who did it; the system where nobody did."""
    return entry.actor.name if entry.actor else "The system"
