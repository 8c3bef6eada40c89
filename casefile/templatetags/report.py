"""How frozen data reads in a report."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from casefile.reports import wording
from enquiries.choices import Voice
from outcomes.choices import Judgement, Overall, SafetyLevel

register = template.Library()

ENDLESS = re.compile(r"\S{5001}")
PIECE = 2_000


@register.filter
def day(value: str) -> str:
    """“3 March 2026” from the frozen date."""
    return date_format(date.fromisoformat(value), "j F Y") if value else ""


@register.filter
def short_day(value: str) -> str:
    return date_format(date.fromisoformat(value), "j M Y") if value else ""


@register.filter
def lines(words: str) -> list[dict[str, Any]]:
    """The words, line by line; `begins` after an empty line. Composed, as fonts draw composed letters best.

    A line end inside one paragraph of a PDF is drawn and not kept, so each line is a paragraph of its own.
    """
    found: list[dict[str, Any]] = []
    begins = True
    for line in unicodedata.normalize("NFC", words.replace("\r\n", "\n")).split("\n"):
        if line.strip():
            first, *rest = _that_can_be_laid_out(line)
            found.append({"text": first, "begins": begins})
            found += [{"text": piece, "begins": False} for piece in rest]
        begins = not line.strip()
    return found


def _that_can_be_laid_out(line: str) -> list[str]:
    """The line whole; only one with thousands of letters that no space breaks is cut into pieces.

    Finding where to break such a run takes time that grows with its square: 50,000 letters took over a minute.
    """
    if not ENDLESS.search(line):
        return [line]
    return [line[place : place + PIECE] for place in range(0, len(line), PIECE)]


@register.filter
def said(voice: str) -> str:
    return wording.SAID[Voice(voice)] if voice else "You said"


@register.filter
def voice_label(voice: str) -> str:
    return Voice(voice).label if voice else ""


@register.filter
def judged(judgement: str) -> str:
    return wording.JUDGED[Judgement(judgement)]


@register.filter
def judgement_label(judgement: str) -> str:
    return Judgement(judgement).label


@register.filter
def who_judged(review: dict[str, str]) -> str:
    return wording.who_judged(review["judge"], review["voice"])


@register.filter
def who_judged_for_file(review: dict[str, str]) -> str:
    return wording.who_judged_for_file(review["judge"], review["voice"])


@register.filter
def overall(value: str) -> str:
    return wording.OVERALL[Overall(value)]


@register.filter
def overall_label(value: str) -> str:
    return Overall(value).label


@register.filter
def safety_label(level: str) -> str:
    return SafetyLevel(level).label


@register.filter
def why_not_asked(reason: str) -> str:
    return wording.NOT_ASKED[reason]  # type: ignore[index]  # a TextChoices value equals its text


@register.filter
def role_label(role: str, kind: str) -> str:
    return (wording.FILE_ROLES if kind == "file" else wording.ROLES).get(role, "")


@register.filter
def who_said(voice: str) -> str:
    return wording.THINKS[Voice(voice)]
