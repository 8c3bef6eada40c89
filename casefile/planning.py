"""The plan of an enquiry, and who else has a part in it, as their page shows them."""

from dataclasses import dataclass

from accounts.models import User
from enquiries.models import (
    Case,
    CausedEnquiry,
    CrossBoundary,
    EnquiryPlan,
    EnquiryQuestion,
    Meeting,
    ParallelProcess,
)
from outcomes.models import QuestionOutcome


@dataclass(frozen=True)
class Planning:
    plans: list[EnquiryPlan]
    """The newest first."""
    questions: list[tuple[EnquiryQuestion, str]]
    """Each with the words of the outcome that it serves, or nothing."""
    meetings: list[Meeting]
    caused: list[CausedEnquiry]
    processes: list[ParallelProcess]
    boundaries: list[CrossBoundary]
    """The newest first: it holds, the earlier stay readable."""

    @property
    def plan(self) -> EnquiryPlan | None:
        return self.plans[0] if self.plans else None

    @property
    def boundary(self) -> CrossBoundary | None:
        return self.boundaries[0] if self.boundaries else None


def planning_of(case: Case, user: User) -> Planning:
    """All that the page of planning shows, in a number of queries that does not grow with the case."""
    caused = CausedEnquiry.objects.visible_to(user).filter(case=case).select_related("organisation")
    boundaries = CrossBoundary.objects.visible_to(user).filter(case=case)
    return Planning(
        plans=list(EnquiryPlan.objects.visible_to(user).filter(case=case).order_by("-recorded_at")),
        questions=_questions(case, user),
        meetings=list(Meeting.objects.visible_to(user).filter(case=case).order_by("-at")),
        caused=list(caused),
        processes=list(ParallelProcess.objects.visible_to(user).filter(case=case)),
        boundaries=list(boundaries.order_by("-recorded_at")),
    )


def _questions(case: Case, user: User) -> list[tuple[EnquiryQuestion, str]]:
    links = QuestionOutcome.objects.visible_to(user).filter(case=case).select_related("outcome")
    words = {
        link.question_id: list(link.outcome.versions.all())[-1].words
        for link in links.prefetch_related("outcome__versions")
    }
    rows = EnquiryQuestion.objects.visible_to(user).filter(case=case)
    return [(row, words.get(row.pk, "")) for row in rows]
