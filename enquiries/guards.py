"""What several acts ask before they write anything. Each raises the refusal that says what is wrong."""

from datetime import date

from audit import clock
from enquiries.choices import Voice
from enquiries.errors import StillInTheFuture, WordsOfAProfessional


def require_past(day: date | None) -> None:
    """What is recorded as done has been done, today at the latest. Raises StillInTheFuture."""
    if day and day > clock.today():
        raise StillInTheFuture


def require_persons_voice(voice: Voice | str) -> None:
    """The person's words are never a professional's. Raises WordsOfAProfessional."""
    if voice == Voice.PROFESSIONAL:
        raise WordsOfAProfessional
