"""The dashboard's charts, from the same numbers as its tables."""

from collections.abc import Callable

from outcomes.choices import SAFETY_ORDER
from oversight.figures import JUDGEMENTS
from principles.choices import Principle
from ui import charts

Link = Callable[[str], str]


def pictures(numbers: dict[str, int], link: Link) -> dict[str, charts.Chart]:
    """Each chart by its place on the page; `link` gives the address of the rows behind a figure."""
    judged = [
        (who, [numbers[f"{key}-{judgement.value}"] for judgement in JUDGEMENTS])
        for key, who in (
            ("adult", "Adults say"),
            ("representative", "Representatives say"),
            ("worker", "Workers say"),
        )
    ]
    return {
        "met": charts.shares(
            "Outcomes met, in three voices", [str(judgement.label) for judgement in JUDGEMENTS], judged
        ),
        "safe": charts.dumbbells(
            "How safe people feel, first and last",
            [
                charts.Shift(
                    str(level.label), numbers[f"first-{level.value}"], numbers[f"last-{level.value}"]
                )
                for level in reversed(SAFETY_ORDER)
            ],
        ),
        "balance": charts.bars(
            "Actions under each principle",
            [
                charts.Bar(
                    str(principle.label),
                    numbers[f"principle-{principle.value}"],
                    link(f"principle-{principle.value}"),
                )
                for principle in Principle
            ],
        ),
    }
