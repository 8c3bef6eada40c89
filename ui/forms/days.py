"""Dates and times, in boxes: what was typed stays as typed, and an error says which box is wrong."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from audit import clock
from ui import components

LONDON = ZoneInfo("Europe/London")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
EARLIEST, LATEST = 1900, 2200


class Typed(dict[str, str]):
    """What stands in the boxes, as typed; falsy when all are empty."""

    def __bool__(self) -> bool:
        return any(self.values())

    def __str__(self) -> str:
        return " ".join(text for text in self.values() if text)


class BoxesWidget(forms.Widget):
    """Text boxes named `<name>-<part>`."""

    parts: tuple[str, ...] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        return Typed({part: data.get(f"{name}-{part}") or "" for part in self.parts})

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{self.parts[0]}" if id_ else ""

    def boxes(self, value: Any) -> Typed:
        """The text of each box for a stored value, or as typed."""
        raise NotImplementedError

    def items(self, value: Any, wrong: set[str]) -> list[dict[str, Any]]:
        """The boxes as items of the GOV.UK date input; those in `wrong` are marked."""
        boxes = self.boxes(value)
        return [
            {"name": part, "value": boxes.get(part) or None, "error": part in wrong, **self.look(part)}
            for part in self.parts
        ]

    def look(self, part: str) -> dict[str, Any]:
        return {}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        element_id = (attrs or {}).get("id", name)
        return components.render_options(
            "date-input",
            {"id": element_id, "name_prefix": name, "items": self.items(value, set())},
        )


class DayWidget(BoxesWidget):
    parts: tuple[str, ...] = ("day", "month", "year")

    def boxes(self, value: Any) -> Typed:
        if isinstance(value, Typed):
            return value
        if isinstance(value, date):
            return Typed(day=str(value.day), month=str(value.month), year=str(value.year))
        return Typed(day=value if isinstance(value, str) else "")


class DayTimeWidget(DayWidget):
    parts = ("day", "month", "year", "time")

    def boxes(self, value: Any) -> Typed:
        if isinstance(value, datetime):
            value = value.astimezone(LONDON)
            return Typed(super().boxes(value.date()) | {"time": f"{value:%H:%M}"})
        return super().boxes(value)

    def look(self, part: str) -> dict[str, Any]:
        return {"classes": "govuk-input--width-5", "inputmode": "text"} if part == "time" else {}


class DayField(forms.Field):
    """A date from 1 January 1900 to 31 December 2200, as a `date`.

    `subject` names the date in messages ("The date of the visit must include a year"). `future=False` refuses days
    after today. Months may be written as words, and a whole date pasted into the first box is understood.
    """

    widget: Any = DayWidget
    default_error_messages = {"required": "Enter a date"}

    def __init__(
        self,
        *,
        label: str,
        hint: str = "For example, 27 3 2026",
        subject: str = "The date",
        future: bool = True,
        **kwargs: Any,
    ) -> None:
        self.subject = subject
        self.future = future
        super().__init__(label=label, help_text=hint, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        boxes = self.widget.boxes(value)
        return self.day_of(boxes) if boxes else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and not self.future and value > clock.today():
            raise self.wrong("must be today or in the past", "day", "month", "year", code="future")

    def day_of(self, typed: Typed) -> date:
        """The date in the boxes. Raises ValidationError that says which boxes to look at."""
        boxes = {part: " ".join(typed.get(part, "").split()) for part in DayWidget.parts}
        boxes = whole_date(boxes)
        missing = [part for part, text in boxes.items() if not text]
        if missing:
            raise self.wrong(f"must include a {' and '.join(missing)}", *missing, code="incomplete")
        day = number(re.sub(r"(?<=\d)(st|nd|rd|th)$", "", boxes["day"].lower()))
        month, year = month_number(boxes["month"]), number(boxes["year"])
        bad = [
            part
            for part, ok in (("day", 1 <= day <= 31), ("month", 1 <= month <= 12), ("year", year >= 0))
            if not ok
        ]
        if bad:
            raise self.wrong("must be a real date, like 27 3 2026", *bad, code="unreal")
        if year < 1000:
            raise self.wrong("must have a year of 4 numbers, like 2026", "year", code="year")
        if not EARLIEST <= year <= LATEST:
            raise self.wrong(f"must have a year between {EARLIEST} and {LATEST}", "year", code="year")
        try:
            return date(year, month, day)
        except ValueError:
            raise self.wrong(
                "must be a real date, like 27 3 2026", "day", "month", "year", code="unreal"
            ) from None

    def wrong(self, sentence: str, *parts: str, code: str) -> ValidationError:
        return ValidationError(f"{self.subject} {sentence}", code=code, params={"parts": parts})


class DayTimeField(DayField):
    """A date and a time of day in Europe/London, as an aware `datetime` in UTC."""

    widget: Any = DayTimeWidget
    default_error_messages = {"required": "Enter a date and a time"}

    def __init__(self, *, label: str, hint: str = "For example, 27 3 2026 and 14:30", **kwargs: Any) -> None:
        super().__init__(label=label, hint=hint, **{"subject": "The date and time"} | kwargs)

    def to_python(self, value: Any) -> datetime | None:
        if value is None or isinstance(value, datetime):
            return value
        boxes = self.widget.boxes(value)
        if not boxes:
            return None
        day = self.day_of(boxes)
        if not boxes.get("time", "").strip():
            raise self.wrong("must include a time", "time", code="incomplete")
        local = datetime.combine(day, self.time_of(boxes["time"]), tzinfo=LONDON)
        moment = local.astimezone(UTC)
        if moment.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise self.wrong("fall in the hour that the clocks skip. Check the time", "time", code="skipped")
        return moment

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value is not None and not self.future and value > clock.now():
            raise self.wrong("must not be in the future", *self.widget.parts, code="future")

    def time_of(self, text: str) -> time:
        """14:30, 14.30, 1430, 2:30pm, 2pm, midday, midnight."""
        plain = re.sub(r"[\s.:]", "", text.lower())
        if plain in {"midday", "noon", "midnight"}:
            return time(0 if plain == "midnight" else 12)
        found = re.fullmatch(r"([0-9]{1,2})([0-9]{2})?(am|pm)?", plain)
        if found and (found[2] or found[3]):
            hour, minute = int(found[1]), int(found[2] or 0)
            if found[3] and 1 <= hour <= 12:
                hour = hour % 12 + (12 if found[3] == "pm" else 0)
            elif found[3]:
                hour = 24
            if hour < 24 and minute < 60:
                return time(hour, minute)
        raise self.wrong("must have a time like 14:30 or 2:30pm", "time", code="time")


@dataclass(frozen=True)
class AboutAge:
    """An age that somebody gave as near enough: about 78 in May 2025. `on` is the first of that month."""

    age: int
    on: date

    def __str__(self) -> str:
        return f"about {self.age} in {self.on:%B %Y}"


class AboutAgeWidget(BoxesWidget):
    parts = ("age", "month", "year")

    def boxes(self, value: Any) -> Typed:
        if isinstance(value, AboutAge):
            return Typed(age=str(value.age), month=str(value.on.month), year=str(value.on.year))
        return value if isinstance(value, Typed) else Typed(age=value or "")

    def look(self, part: str) -> dict[str, Any]:
        return {"classes": "govuk-input--width-3", "label": "About this old"} if part == "age" else {}


class AboutAgeField(forms.Field):
    """About how old, and when that was so; stands beside a DayField where the exact date may be unknown."""

    widget: Any = AboutAgeWidget
    default_error_messages = {"required": "Enter about how old they are"}

    def __init__(
        self, *, label: str, hint: str = "For example, about 78 in month 5, 2025", **kwargs: Any
    ) -> None:
        super().__init__(label=label, help_text=hint, **kwargs)

    def to_python(self, value: Any) -> AboutAge | None:
        if value is None or isinstance(value, AboutAge):
            return value
        boxes = self.widget.boxes(value)
        if not boxes:
            return None
        missing = [part for part in self.widget.parts if not boxes.get(part, "").strip()]
        if missing:
            raise self.wrong(f"Enter the {' and '.join(missing)}", *missing, code="incomplete")
        age, month, year = number(boxes["age"]), month_number(boxes["month"]), number(boxes["year"])
        if not 0 <= age <= 125:
            raise self.wrong("The age must be a number between 0 and 125", "age", code="age")
        if not (1 <= month <= 12 and EARLIEST <= year <= LATEST):
            raise self.wrong("Enter a real month and year, like 5 2025", "month", "year", code="unreal")
        on = date(year, month, 1)
        if on > clock.today():
            raise self.wrong("The month must be this month or earlier", "month", "year", code="future")
        return AboutAge(age, on)

    def wrong(self, sentence: str, *parts: str, code: str) -> ValidationError:
        return ValidationError(sentence, code=code, params={"parts": parts})


def whole_date(boxes: dict[str, str]) -> dict[str, str]:
    """A date typed or pasted whole into the first box, told apart; other boxes as they are."""
    if boxes["month"] or boxes["year"]:
        return boxes
    parts = re.split(r"[\s/.,-]+", boxes["day"])
    if len(parts) != 3:
        return boxes
    if len(parts[0]) == 4:
        parts.reverse()
    return dict(zip(DayWidget.parts, parts, strict=True))


def number(text: str) -> int:
    """The whole number written, or -1."""
    text = text.strip()
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else -1


def month_number(text: str) -> int:
    """1 to 12 for a number, a month's name or its first letters ("Mar", "Sept"), or -1."""
    plain = text.strip().lower().rstrip(".")
    if plain.isdigit():
        return number(plain)
    found = [
        index for index, name in enumerate(MONTHS, start=1) if len(plain) >= 3 and name.startswith(plain)
    ]
    return found[0] if len(found) == 1 else -1
