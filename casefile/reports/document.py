"""From frozen data to the HTML that becomes the PDF."""

from itertools import chain
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from casefile.models import ReportKind
from casefile.reports import wording
from casefile.reports.chart import safety_chart


def report_html(frozen: dict[str, Any]) -> str:
    """The report as HTML, every word of it escaped by the templates."""
    kind = ReportKind(frozen["kind"])
    return render_to_string(f"report/{kind.value}.html", _context(frozen))


def _context(frozen: dict[str, Any]) -> dict[str, Any]:
    actions = list(chain.from_iterable(group["actions"] for group in frozen["principles"]))
    outcomes = frozen["outcomes"]
    asked = [talk for talk in frozen["conversations"] if talk["asked"]]
    return {
        "report": frozen,
        "council": settings.COUNCIL_NAME,
        "council_telephone": settings.COUNCIL_TELEPHONE,
        "asked": asked,
        "not_asked": [talk for talk in frozen["conversations"] if not talk["asked"]],
        "ask_again_on": ""
        if asked
        else max((t["try_again_on"] for t in frozen["conversations"]), default=""),
        "wanted": [outcome for outcome in outcomes if outcome["wanted"]],
        "no_longer": [outcome for outcome in outcomes if not outcome["wanted"]],
        "judged": [outcome for outcome in outcomes if outcome["reviews"]],
        "unmet": [outcome for outcome in outcomes if outcome["explanations"] or outcome["passed_to"]],
        "worked_on": [group for group in frozen["principles"] if any(a["done"] for a in group["actions"])],
        "nothing_under": [
            g["name"]
            for g in frozen["principles"]
            if not g.get("left_out") and not any(a["done"] for a in g["actions"])
        ],
        "to_do": sorted(
            (action for action in actions if action["open"]), key=lambda action: action["due_on"]
        ),
        "withdrawn": [action for action in actions if action["withdrawn_on"]],
        "safety_sentences": wording.safety_change(frozen["safety"]),
        "chart": safety_chart(frozen["safety"]),
    }
