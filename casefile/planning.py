"""The plan of an enquiry, and who else has a part in it, as their page shows them."""

from dataclasses import dataclass

from accounts.models import User
from enquiries.models import Case, CausedEnquiry, CrossBoundary, ParallelProcess


@dataclass(frozen=True)
class Planning:
    caused: list[CausedEnquiry]
    processes: list[ParallelProcess]
    boundaries: list[CrossBoundary]
    """The newest first: it holds, the earlier stay readable."""

    @property
    def boundary(self) -> CrossBoundary | None:
        return self.boundaries[0] if self.boundaries else None


def planning_of(case: Case, user: User) -> Planning:
    """All that the page of planning shows, in a number of queries that does not grow with the case."""
    caused = CausedEnquiry.objects.visible_to(user).filter(case=case).select_related("organisation")
    boundaries = CrossBoundary.objects.visible_to(user).filter(case=case)
    return Planning(
        caused=list(caused),
        processes=list(ParallelProcess.objects.visible_to(user).filter(case=case)),
        boundaries=list(boundaries.order_by("-recorded_at")),
    )
