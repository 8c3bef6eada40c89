"""Charts made on the server: inline SVG, the same said in a sentence, and the same numbers for a table.

Colours stand in attributes, for paper, and in classes, which `msp.css` may change for the screen; there is no style
attribute, the content policy refuses it. No chart says anything by colour alone: every mark has its number or name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from zlib import crc32

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 560
BAR_ROOM = 470  # the rest is for the number after the longest bar
ROW, BAR = 58, 22
TONES = ("#12404a", "#5a8f9b", "#b8862b", "#8a3b12", "#6d4180", "#8b9699")
HEATHER = "#6d4180"

Point = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """What `components/chart.html` draws."""

    title: str
    summary: str
    svg: SafeString
    head: list[str]
    rows: list[list[Any]]


@dataclass(frozen=True)
class Bar:
    """A number and what it counts; `href` leads to exactly the rows that it counts."""

    label: str
    number: int
    href: str = ""

    def cell(self) -> Any:
        return (
            format_html('<a class="govuk-link" href="{}">{}</a>', self.href, self.number)
            if self.href
            else self.number
        )


@dataclass(frozen=True)
class Shift:
    """How many people stood here first, and how many at the end."""

    label: str
    first: int
    last: int


@dataclass(frozen=True)
class Rating:
    """How safe somebody said they felt on a day; `level` is a place on the scale, from 0, or None: could not say."""

    day: date
    level: int | None


def bars(title: str, items: Sequence[Bar], *, counted: str = "Number", summary: str = "") -> Chart:
    """A bar for each item, in the order given."""
    most = max((item.number for item in items), default=0)
    drawn = []
    for index, item in enumerate(items):
        top = index * ROW
        width = BAR_ROOM * item.number / most if most else 0
        drawn.append(text(0, top + 18, item.label))
        if item.number:
            drawn.append(rect(0, top + 27, width, 1))
        drawn.append(text(width + 8, top + 27 + 17, str(item.number), strong=True))
    said = summary or sentence([(item.label, item.number) for item in items])
    return Chart(
        title,
        said,
        svg(title, said, drawn, len(items) * ROW),
        ["", counted],
        [[item.label, item.cell()] for item in items],
    )


def shares(
    title: str, parts: Sequence[str], groups: Sequence[tuple[str, Sequence[int]]], *, summary: str = ""
) -> Chart:
    """One full bar a group, cut into its parts; the numbers stand in the parts, the parts' names below."""
    drawn: list[SafeString] = []
    for index, (label, numbers) in enumerate(groups):
        total = sum(numbers)
        drawn.append(text(0, index * ROW + 18, f"{label} ({total})"))
        drawn += share_bar(index * ROW + 27, numbers, total)
    top = len(groups) * ROW + 12
    for index, name in enumerate(parts):
        drawn += [rect(0, top + index * 28, 18, index + 1, height=18), text(28, top + index * 28 + 15, name)]
    said = summary or " ".join(
        f"{label}: {sentence(list(zip(parts, numbers, strict=True)))}" for label, numbers in groups
    )
    rows = [[label, *numbers] for label, numbers in groups]
    return Chart(title, said, svg(title, said, drawn, top + len(parts) * 28), ["", *parts], rows)


def share_bar(top: float, numbers: Sequence[int], total: int) -> list[SafeString]:
    if not total:
        return [text(0, top + 17, "Nobody yet", quiet=True)]
    drawn, left = [], 0.0
    for index, number in enumerate(numbers):
        width = WIDTH * number / total
        if number:
            drawn.append(rect(left, top, width, index + 1))
            pale = index in {1, 2, 5}
            if width > 14 * len(str(number)) + 8:
                drawn.append(
                    text(left + width / 2, top + 17, str(number), inside="#0b0c0c" if pale else "#fff")
                )
        left += width
    return drawn


def dumbbells(
    title: str, shifts: Sequence[Shift], *, first: str = "First", last: str = "Last", summary: str = ""
) -> Chart:
    """For each place on a scale, a ring for how many stood there first and a dot for how many at the end."""
    most = max((max(shift.first, shift.last) for shift in shifts), default=0) or 1
    drawn = []
    for index, shift in enumerate(shifts):
        line = index * ROW + 40
        here, there = (12 + (BAR_ROOM - 12) * number / most for number in (shift.first, shift.last))
        drawn.append(text(0, index * ROW + 18, f"{shift.label}: {shift.first} → {shift.last}"))
        drawn.append(stroke((0, line), (BAR_ROOM + 12, line), "grid", "#dde4e6"))
        drawn.append(stroke((here, line), (there, line), "joins", "#a98bb6", 4))
        drawn.append(circle(here, line, 8, "first", fill="#fff", edge=HEATHER))
        drawn.append(circle(there, line, 8, "last", fill=HEATHER, edge=HEATHER))
    foot = len(shifts) * ROW + 20
    drawn += [circle(10, foot, 8, "first", fill="#fff", edge=HEATHER), text(28, foot + 5, first)]
    drawn += [circle(200, foot, 8, "last", fill=HEATHER, edge=HEATHER), text(218, foot + 5, last)]
    said = summary or " ".join(
        f"{shift.label}: {shift.first} at first, {shift.last} at the end." for shift in shifts
    )
    rows = [[shift.label, shift.first, shift.last] for shift in shifts]
    return Chart(title, said, svg(title, said, drawn, foot + 20), ["", first, last], rows)


def ratings(
    title: str,
    scale: Sequence[str],
    given: Sequence[Rating],
    *,
    events: Sequence[tuple[date, str]] = (),
    summary: str = "",
) -> Chart:
    """One person's ratings over time, lowest of `scale` at the bottom; events are dashed lines with a number."""
    days = [rating.day for rating in given] + [day for day, _ in events]
    opening, ending = (min(days), max(days)) if days else (date.min, date.min)
    span = max((ending - opening).days, 1)

    def across(day: date) -> float:
        return 16 + (WIDTH - 32) * (day - opening).days / span

    def up(level: int) -> float:
        return (len(scale) - 1 - level) * ROW + 40

    drawn = []
    drawn += [stroke((0, up(level)), (WIDTH, up(level)), "grid", "#dde4e6") for level in range(len(scale))]
    floor = len(scale) * ROW
    for number, (day, _) in enumerate(events, start=1):
        drawn.append(stroke((across(day), 6), (across(day), floor), "event", "#12404a", 2))
        drawn.append(text(across(day), floor + 16, str(number), anchor="middle"))
    told = [(across(rating.day), up(rating.level)) for rating in given if rating.level is not None]
    drawn += [stroke(begin, end, "line", HEATHER, 3) for begin, end in pairwise(told)]
    drawn += [circle(x, y, 8, "point", fill=HEATHER, edge="#fff") for x, y in told]
    # The names come last and have a white edge, so that no line runs through them.
    drawn += [text(0, up(level) - 12, name, quiet=True) for level, name in enumerate(scale)]
    for index, (_, name) in enumerate(events):
        drawn.append(text(0, floor + 70 + index * 26, f"{index + 1}  {name}"))
    if days:
        drawn.append(text(0, floor + 40, day_of(opening)))
    if ending != opening:
        drawn.append(text(WIDTH, floor + 40, day_of(ending), anchor="end"))
    rows: list[list[Any]] = [
        [day_of(rating.day), scale[rating.level] if rating.level is not None else "Could not say"]
        for rating in given
    ]
    rows += [[day_of(day), name] for day, name in events]
    said = summary or ratings_sentence(scale, given)
    height = floor + 54 + len(events) * 26
    return Chart(title, said, svg(title, said, drawn, height), ["Day", "What was said or done"], rows)


def ratings_sentence(scale: Sequence[str], given: Sequence[Rating]) -> str:
    told = [rating for rating in given if rating.level is not None]
    if not told:
        return "There is no rating yet."
    first, last = told[0], told[-1]
    begun = f"On {day_of(first.day)}: {lower_first(scale[first.level or 0])}."
    return (
        begun if first is last else f"{begun} On {day_of(last.day)}: {lower_first(scale[last.level or 0])}."
    )


def sentence(numbers: Sequence[tuple[str, int]]) -> str:
    """ "Met 12, partly met 4, not met 1." """
    said = ", ".join(
        f"{label if not index else lower_first(label)} {number}"
        for index, (label, number) in enumerate(numbers)
    )
    return f"{said}." if said else "There is nothing to count yet."


def lower_first(label: str) -> str:
    return label[:1].lower() + label[1:]


def day_of(day: date) -> str:
    return date_format(day, "j F Y")


def svg(title: str, summary: str, drawn: Iterable[SafeString], height: float) -> SafeString:
    key = f"chart-{crc32(title.encode()):x}"
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" role="img" aria-labelledby="{2}-title {2}-desc">'
        '<title id="{2}-title">{3}</title><desc id="{2}-desc">{4}</desc>{5}</svg>',
        WIDTH,
        round(max(height, ROW)),
        key,
        title,
        summary,
        format_html_join("", "{}", ((mark,) for mark in drawn)),
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    strong: bool = False,
    quiet: bool = False,
    anchor: str = "",
    inside: str = "",
) -> SafeString:
    kind = "is-inside" if inside else "is-strong" if strong else "is-quiet" if quiet else "is-plain"
    return format_html(
        '<text class="{}" x="{}" y="{}" fill="{}" font-size="15"{}{}>{}</text>',
        kind,
        round(x, 1),
        round(y, 1),
        inside or ("#484949" if quiet else "#0b0c0c"),
        SafeString(' font-weight="bold"') if strong or inside else halo(quiet=quiet),
        format_html(' text-anchor="{}"', anchor or "middle") if anchor or inside else "",
        words,
    )


def halo(*, quiet: bool) -> SafeString:
    return SafeString(' paint-order="stroke" stroke="#fff" stroke-width="5"' if quiet else "")


def rect(x: float, y: float, width: float, tone: int, *, height: float = BAR) -> SafeString:
    tone = (tone - 1) % len(TONES) + 1
    return format_html(
        '<rect class="tone-{} edge" x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="#fff"/>',
        tone,
        round(x, 1),
        round(y, 1),
        round(max(width, 2), 1),
        round(height, 1),
        TONES[tone - 1],
    )


def circle(x: float, y: float, radius: float, kind: str, *, fill: str, edge: str) -> SafeString:
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="3"/>',
        kind,
        round(x, 1),
        round(y, 1),
        radius,
        fill,
        edge,
    )


def stroke(begin: Point, end: Point, kind: str, colour: str, width: float = 1) -> SafeString:
    (x1, y1), (x2, y2) = begin, end
    return format_html(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>',
        kind,
        round(x1, 1),
        round(y1, 1),
        round(x2, 1),
        round(y2, 1),
        colour,
        width,
        SafeString(' stroke-dasharray="4 4"') if kind == "event" else "",
    )
