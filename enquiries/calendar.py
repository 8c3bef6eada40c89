"""A meeting as a file for a calendar: the reference, the time and the place, and no word about anybody."""

from datetime import UTC, datetime, timedelta

from audit import clock
from enquiries.models import Meeting

LASTS = timedelta(hours=1)


def calendar_of(meeting: Meeting) -> str:
    """An iCalendar file (RFC 5545) of the meeting."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Adult safeguarding//Meetings//EN",
        "BEGIN:VEVENT",
        f"UID:{meeting.pk}@safeguarding",
        f"DTSTAMP:{_stamp(clock.now())}",
        f"DTSTART:{_stamp(meeting.at)}",
        f"DTEND:{_stamp(meeting.at + LASTS)}",
        f"SUMMARY:{_escaped(f'Meeting {meeting.case.reference}')}",
        f"LOCATION:{_escaped(meeting.place)}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for plain, escaped in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", ""),
    ):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> list[str]:
    """Lines of at most 75 octets; what goes on begins with a space."""
    parts, room = [""], 75
    for letter in line:
        if len((parts[-1] + letter).encode()) > room:
            parts.append(" ")
        parts[-1] += letter
    return parts
