"""Concerns after which no enquiry followed, or on which nobody has decided yet."""

from typing import Any

from oversight.demo.everyday.pieces import WORDS, Pieces, filled


def concern_only(
    pieces: Pieces, row: list[Any], told: dict[str, Any], *, decided: bool = True
) -> dict[str, Any]:
    """Tell a concern with its decision, or leave it waiting for one. `told` says who, when and which team."""
    raised_by, kind, place, source, fact, instead = row
    rng, person = pieces.rng, told["person"]
    steps: list[dict[str, Any]] = [
        {
            "do": "concern",
            "day": 0,
            "by": raised_by,
            "fact": filled(fact, person, n=rng.randint(2, 5)),
            "types": [kind],
            "places": [place],
            "sources": [source],
            **_known_to(pieces, person, raised_by),
        }
    ]
    if raised_by in {"ambulance", "police"} and rng.random() < 0.6:
        steps[0]["at"] = f"{rng.choice([0, 1, 2, 6, 7, 19, 20, 21, 22])}:{rng.randint(10, 59)}"
    day = rng.choices([0, 1, 2, 3, 6], [2, 5, 4, 2, 1])[0]
    asked = rng.random() < 0.55
    if asked and (decided or rng.random() < 0.4):
        caller = "front" if told.get("stays") else "worker"
        steps.append({**_phone_call(pieces, day), "who": caller})
    if decided:
        steps.append(_decision(pieces, person, instead, asked=asked, day=day))
        if rng.random() < 0.72:
            steps.append({"do": "feedback", "day": day + rng.randint(0, 4), **_feedback(pieces, person)})
    return {**told, "thread": steps}


def _known_to(pieces: Pieces, person: dict[str, Any], raised_by: str) -> dict[str, Any]:
    rng = pieces.rng
    if raised_by == "self" or rng.random() < 0.62:
        known: dict[str, Any] = {
            "knows": "yes",
            "agrees": rng.choice(["yes", "yes", "yes", "no", "cannot-say"]),
        }
        if rng.random() < 0.5:
            known["own_words"] = pieces.words("own_words", person)
        return known
    return {
        "knows": rng.choice(["no", "no", "not-known"]),
        "agrees": "not-asked",
        "why_not_told": rng.choice(
            ["Nobody was in when we rang.", "Left for the worker to say it in person.", "Asleep at the time."]
        ),
    }


def _phone_call(pieces: Pieces, day: int) -> dict[str, Any]:
    rng = pieces.rng
    return {
        "do": "talk",
        "day": day,
        "phase": "start",
        "place": rng.choice(["By telephone", "By telephone", "At home", "In the lounge"]),
        "answers": {
            "feel-safe": pieces.next("safe", SAFE),
            "next": pieces.next("nothing", [*WORDS["nothing_wanted"], *WORDS["own_words"]]),
        },
        "safety": rng.choices(["as-safe", "adequately", "less", "could-not-say"], [5, 4, 1, 1])[0],
    }


SAFE = [
    "Yes. Why, should I not?",
    "I do now.",
    "Safe as houses, and I've seen some houses.",
    "I'd feel safer with a light on the landing.",
    "In the day. I put the chain on at five.",
    "Yes, duck. It's everyone else that's worried.",
    "I've felt worse.",
    "Mostly. It's the stairs that frighten me, not the people.",
    "I was till you rang!",
    "Yes. My sister's only across the road.",
    "When he's at work, yes. When he's not I'm out anyway.",
    "I've a dog.",
]


def _decision(
    pieces: Pieces, person: dict[str, Any], instead: str, *, asked: bool, day: int
) -> dict[str, Any]:
    step = {
        "do": "decide",
        "day": day,
        "kind": "none",
        "needs": pieces.words("needs", person),
        "no_risk": pieces.words("no_risk", person),
        "can_protect": pieces.words("can_protect", person),
        "why": pieces.words("why_none", person),
        "instead": instead,
        "instead_detail": filled(WORDS["instead"][instead], person),
    }
    return step if asked else step | not_asked(pieces, person, day)


def not_asked(pieces: Pieces, person: dict[str, Any], day: int) -> dict[str, Any]:
    """Why the person had not been asked by the day of the decision, and when they will be."""
    reasons = {"not-reached": 9, "too-unwell": 5, "waiting-advocate": 4, "asked-later": 2, "police": 1,
               "unsafe": 1, "waiting-interpreter": 1}  # fmt: skip
    reason = pieces.rng.choices(list(reasons), list(reasons.values()))[0]
    return {
        "not_asked": reason,
        "not_asked_detail": filled(WORDS["not_asked_details"][reason], person),
        "ask": day + pieces.rng.randint(3, 9),
    }


def _feedback(pieces: Pieces, person: dict[str, Any]) -> dict[str, Any]:
    if pieces.rng.random() < 0.9:
        return {"said": pieces.words("feedback", person)}
    return {"why_not": pieces.words("no_feedback", person)}
