"""How safe the person feels over time, as a drawing whose numbers also stand in a table beside it."""

from typing import Any

from enquiries.choices import ADULT_VOICES
from outcomes.choices import SAFETY_ORDER, SafetyLevel

WIDTH, ROW, LEFT, TOP = 640, 52, 250, 18
LABELS = {
    SafetyLevel.AS_SAFE: ["As safe as I want"],
    SafetyLevel.ADEQUATELY: ["Adequately safe, but not", "as safe as I would like"],
    SafetyLevel.LESS: ["Less than adequately safe"],
    SafetyLevel.NOT_AT_ALL: ["Not at all safe"],
}


def safety_chart(ratings: list[dict[str, str]]) -> dict[str, Any] | None:
    """Where each mark of the drawing goes; None with fewer than two ratings on the scale."""
    shown = [rating for rating in ratings if rating["level"] in SAFETY_ORDER]
    if len(shown) < 2:
        return None
    levels = [
        {"lines": LABELS[level], "y": TOP + ROW * place + ROW // 2}
        for place, level in enumerate(reversed(SAFETY_ORDER))
    ]
    heights = dict(zip(reversed(SAFETY_ORDER), levels, strict=True))
    step = (WIDTH - LEFT - 100) / (len(shown) - 1)
    marks = [
        {
            "x": round(LEFT + 44 + step * place, 1),
            "y": heights[SafetyLevel(rating["level"])]["y"],
            "on": rating["on"],
            "own": rating["voice"] in ADULT_VOICES,
            "named": len(shown) <= 5 or place in {0, len(shown) - 1},
        }
        for place, rating in enumerate(shown)
    ]
    return {
        "width": WIDTH,
        "height": TOP + ROW * 4 + 40,
        "left": LEFT,
        "right": WIDTH - 8,
        "bottom": TOP + ROW * 4 + 26,
        "levels": levels,
        "marks": marks,
        "line": " ".join(f"{mark['x']},{mark['y']}" for mark in marks if mark["own"]),
        "others": any(not mark["own"] for mark in marks),
    }
