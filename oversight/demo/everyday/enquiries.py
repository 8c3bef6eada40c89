"""Ordinary enquiries, from the concern to the closing; steps that lie after the end of the year fall away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oversight.demo.everyday import assessing
from oversight.demo.everyday.concerns import not_asked
from oversight.demo.everyday.pieces import WORDS, Pieces, filled

Row = dict[str, Any]
LEVELS = ["not-at-all", "less", "adequately", "as-safe"]


@dataclass(frozen=True)
class Course:
    """How an enquiry goes: when things happen, and what comes of what the person wants."""

    kind: str
    asking: str
    """before, after, no-wish, or never: when they are asked, and whether they want anything."""
    verdict: str
    """fully, partially or not-achieved: what the person says at the end."""
    days: int
    """How long it stays open."""


def enquiry(pieces: Pieces, kind: Row, telling: Row, told: Row, course: Course) -> Row:
    """Tell an enquiry of one of the `KINDS`. `told` says who, when, which team and worker."""
    return {**told, "thread": list(_Telling(pieces, kind, telling, told, course).steps())}


class _Telling:
    def __init__(self, pieces: Pieces, kind: Row, telling: Row, told: Row, course: Course) -> None:
        self.pieces, self.rng = pieces, pieces.rng
        self.kind, self.telling, self.course = kind, telling, course
        self.person: Row = told["person"]
        self.worker: str = told["worker"]
        self.decided = self.rng.choices([0, 1, 2, 4, 6], [1, 4, 4, 2, 1])[0]
        self.asked = {"before": min(self.decided, 2), "no-wish": min(self.decided, 3)}.get(
            course.asking, min(self.decided + self.rng.randint(2, 11), course.days - 2)
        )
        self.wants = course.asking in {"before", "after"}
        self.outcomes = list(range(1, len(telling["want"]) + 1)) if self.wants else []
        self.first = self.rng.choices(LEVELS, [16, 44, 30, 10])[0]
        steps_up = {"fully": [1, 5, 4], "partially": [3, 5, 1], "not-achieved": [6, 2, 1]}[course.verdict]
        self.last = LEVELS[min(3, LEVELS.index(self.first) + self.rng.choices([0, 1, 2], steps_up)[0])]

    def fill(self, text: str) -> str:
        return filled(text, self.person)

    def steps(self) -> Iterator[Row]:
        yield self.concern()
        if self.course.asking in {"before", "no-wish"}:
            yield from self.first_talk()
        yield self.decision()
        if self.course.asking == "after":
            yield from self.first_talk()
        if self.course.asking == "never":
            yield self.could_not_ask()
        first = min(max(self.asked, self.decided) + 1, self.course.days - 1)
        yield from assessing.steps(
            self.kind, f"{self.telling['fact']} {self.worker} {self.course.days}", first, self.course.days - 1
        )
        yield from self.actions()
        yield from self.notes()
        if self.rng.random() < 0.12 and self.course.days > 20:
            yield self.again()
        if self.wants and self.course.days > 40:
            yield self.looked_at_on_the_way()
        if self.wants and self.course.days > 30 and self.rng.random() < 0.7:
            yield self.plan_agreed()
        yield from self.end()

    def concern(self) -> Row:
        raised_by = self.rng.choice(self.kind["by"])
        step: Row = {
            "do": "concern",
            "day": 0,
            "by": raised_by,
            "fact": self.fill(self.telling["fact"]),
            "types": self.kind["types"],
            "places": self.kind["places"],
            "sources": self.kind["sources"],
            "source": self.kind["source"],
            "knows": "yes" if self.rng.random() < 0.6 else "no",
            "agrees": "yes" if self.rng.random() < 0.5 else "not-asked",
            "others": "yes" if "provider" in self.kind["sources"] else "no",
        }
        if "provider" in self.kind["sources"]:
            step["others_detail"] = "Others are looked after by the same people."
        if self.rng.random() < 0.25:
            step["danger"] = self.fill("Somebody stayed with {name} until it was safe that night.")
        return step

    def again(self) -> Row:
        """Another concern while the enquiry is open: it joins the case."""
        return {
            **self.concern(),
            "day": self.rng.randint(self.decided + 4, self.course.days - 3),
            "fact": self.pieces.words("again", self.person),
        }

    def first_talk(self) -> Iterator[Row]:
        answers = {"feel-safe": self.telling["feel"], "next": self.telling["next"]}
        if not self.wants:
            answers["next"] = self.pieces.next("none wanted", ["nothing-yet", "rather-not", "nothing-yet"])
        yield {
            "do": "talk",
            "day": self.asked,
            "phase": "start",
            "place": self.rng.choice(["At home", "At home", "A quiet room", "In the garden", "By telephone"]),
            "voice": "adult-supported" if self.rng.random() < 0.2 else "adult",
            "answers": answers,
            "safety": self.first,
            "involve": self.rng.choice(["lead", "some", "some", "informed", "informed", "not-said"]),
        }
        if self.wants:
            for words in self.telling["want"]:
                yield {"do": "want", "day": self.asked, "words": words}

    def decision(self) -> Row:
        pieces, person = self.pieces, self.person
        step = {
            "do": "decide",
            "day": self.decided,
            "kind": self.course.kind,
            "needs": pieces.words("needs", person),
            "risk": pieces.words("risk", person),
            "why": pieces.words("why", person),
        }
        if self.course.kind == "other":
            step["can_protect"] = pieces.words("can_protect", person)
            step["why"] = self.fill("Two of three tests are met. {name} asked for help all the same.")
        else:
            step["protect"] = pieces.words("protect", person)
        if self.course.asking in {"before", "no-wish"}:
            return step
        return step | not_asked(pieces, person, self.decided)

    def could_not_ask(self) -> Row:
        why = not_asked(self.pieces, self.person, self.decided + 6)
        return {
            "do": "not-asked",
            "day": self.decided + 6,
            "reason": why["not_asked"],
            "detail": why["not_asked_detail"],
            "again": why["ask"],
        }

    def actions(self) -> Iterator[Row]:
        ready = max(self.asked, self.decided)
        number = self.rng.choices([1, 2, 3], [2, 5, 3])[0]
        used: set[str] = set()
        for index in range(min(number, len(self.kind["acts"]))):
            piece = self.pieces.next(f"acts {self.kind['source']}", self.kind["acts"])
            while piece in used:
                piece = self.pieces.next(f"acts {self.kind['source']}", self.kind["acts"])
            used.add(piece)
            principle, what, how, result = piece.split(" | ")
            day = max(ready, min(ready + self.rng.randint(0, 6), self.course.days - 1))
            due = day + self.rng.choice([3, 7, 10, 14, 21, 28])
            serves_wish = self.outcomes and (index == 0 or self.rng.random() < 0.6)
            step = {
                "do": "act",
                "day": day,
                "principle": principle,
                "what": self.fill(what),
                "how": self.fill(how),
                "due": due,
                **({"for": self.outcomes[:1]} if serves_wish else {"duty": self.duty()}),
            }
            done = due + self.rng.choice([-3, -2, -1, 0, 0, 1, 3, 9])
            if self.rng.random() < 0.93:
                step |= {"done": max(day, min(done, self.course.days - 1)), "result": self.fill(result)}
            yield step

    def duty(self) -> str:
        return "others" if "provider" in self.kind["sources"] else self.rng.choice(["safety", "statutory"])

    def notes(self) -> Iterator[Row]:
        for _ in range(self.rng.choice([0, 1, 1, 2])):
            kind, text = self.pieces.next("notes", WORDS["notes"])
            day = self.rng.randint(self.decided + 1, max(self.decided + 1, self.course.days - 2))
            yield {"do": "note", "day": day, "kind": kind, "text": text}

    def looked_at_on_the_way(self) -> Row:
        verdicts = {number: self.rng.choice(["partly", "too-early", "not-met"]) for number in self.outcomes}
        return {
            "do": "review",
            "day": max(self.asked + 1, self.course.days // 2 + self.rng.randint(-4, 4)),
            "person": verdicts,
            "worker": {number: self.rng.choice([verdict, "partly"]) for number, verdict in verdicts.items()},
            "says": {1: self.pieces.words("still", self.person)},
        }

    def plan_agreed(self) -> Row:
        why = self.pieces.words("planned", self.person)
        return {"do": "stage", "day": max(self.asked + 2, self.course.days // 2), "stage": "plan", "why": why}

    def end(self) -> Iterator[Row]:
        closing = self.course.days
        if self.course.asking != "never":
            yield {
                "do": "talk",
                "day": closing - 1,
                "phase": "end",
                "place": self.rng.choice(["By telephone", "At home"]),
                "said": [self.telling["end"]]
                if self.wants
                else [self.pieces.words("own_words", self.person)],
                "safety": self.last,
            }
        if self.wants:
            yield self.judged(closing - 1)
        yield self.closing(closing)
        if self.rng.random() < 0.75:
            yield {"do": "feedback", "day": closing + 1, "said": self.pieces.words("feedback", self.person)}

    def judged(self, day: int) -> Row:
        by_person = {"fully": "met", "partially": "partly", "not-achieved": "not-met"}[self.course.verdict]
        worker = by_person
        if self.rng.random() < 0.2:
            worker = {"met": "partly", "partly": "met", "not-met": "partly"}[by_person]
        return {
            "do": "review",
            "day": day,
            "closing": True,
            "person": dict.fromkeys(self.outcomes, by_person),
            "worker": dict.fromkeys(self.outcomes, worker),
        }

    def closing(self, day: int) -> Row:
        step: Row = {"do": "close", "day": day, "reason": "complete"}
        if self.course.asking == "never":
            return step | {
                "no_view": self.fill("{name} could not be asked, and nobody who knows {him} was found.")
            }
        if self.course.days < 16:
            step["reason"] = self.rng.choice(["one-conversation", "complete"])
        elif self.course.verdict == "not-achieved" and self.rng.random() < 0.5:
            step["reason"] = "other-process"
        return step | {"view": self.pieces.words("close_views", self.person)}
