"""Where the person, the advocate and the worker see it differently: said in words, never averaged."""

from collections.abc import Iterable
from dataclasses import dataclass

from enquiries.choices import ADULT_VOICES, Voice
from outcomes.choices import Judge, Judgement
from outcomes.models import OutcomeReview

SAYS = {
    Judgement.MET: "says met",
    Judgement.PARTLY: "says partly met",
    Judgement.NOT_MET: "says not met",
    Judgement.TOO_EARLY: "says it is too early to say",
    Judgement.DOES_NOT_KNOW: "does not know",
    Judgement.NO_LONGER_WANTED: "says it is no longer wanted",
}
IN_ORDER = (Judge.PERSON, Judge.ADVOCATE, Judge.WORKER)


@dataclass(frozen=True)
class Verdicts:
    """Each judge's latest review of one outcome."""

    person: OutcomeReview | None = None
    advocate: OutcomeReview | None = None
    worker: OutcomeReview | None = None

    @property
    def given(self) -> list[OutcomeReview]:
        return [review for review in (self.person, self.advocate, self.worker) if review]

    @property
    def differ(self) -> bool:
        return len({review.judgement for review in self.given}) > 1

    def gap(self, name: str) -> str:
        """The gap in words ("Olwen says met; the worker says partly met"), or nothing where there is none.

        `name` is what the person likes to be called.
        """
        return "; ".join(said(review, name) for review in self.given) if self.differ else ""


def latest_verdicts(reviews: Iterable[OutcomeReview]) -> Verdicts:
    """Each judge's latest word among the reviews of one outcome; of one day, the one recorded last."""
    latest: dict[str, OutcomeReview] = {}
    for review in sorted(reviews, key=lambda review: (review.reviewed_on, review.recorded_at)):
        latest[review.judge] = review
    return Verdicts(*(latest.get(judge) for judge in IN_ORDER))


def said(review: OutcomeReview, name: str) -> str:
    """Who says what: "Olwen says met", "A family member or friend, for Olwen, says not met"."""
    return f"{who(review, name)} {SAYS[Judgement(review.judgement)]}"


def who(review: OutcomeReview, name: str) -> str:
    """Whose judgement a review is, as a sentence begins."""
    if review.judge == Judge.WORKER:
        return "the worker"
    if review.judge == Judge.ADVOCATE:
        return "the advocate"
    if review.voice in ADULT_VOICES:
        return name
    return f"{SPEAKERS[Voice(review.voice)]}, for {name},"


SPEAKERS = {
    Voice.ADVOCATE_NON_INSTRUCTED: "an advocate",
    Voice.ATTORNEY: "an attorney or deputy",
    Voice.FAMILY: "family or a friend",
    Voice.LIKELY_WISHES: "people who know them",
}
