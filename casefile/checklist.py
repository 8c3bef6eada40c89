"""The closing checklist: what was answered, and what the record shows by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from casefile.unjudged import concerns_without_feedback, unjudged_outcomes
from enquiries.choices import AbuseType
from enquiries.closing import CheckState, ClosingItem, SarAnswer
from enquiries.models import Case, ClosingCheck, ClosingTold, Risk
from enquiries.risks import IDENTIFIED


@dataclass(frozen=True)
class Line:
    """One answer: done; not needed, and why; or still to do, by whom and by when."""

    state: CheckState
    detail: str = ""
    who: str = ""
    by_on: date | None = None

    @property
    def says_enough(self) -> bool:
        if self.state == CheckState.TO_DO:
            return bool(self.who.strip() and self.by_on)
        return self.state == CheckState.DONE or bool(self.detail.strip())


@dataclass(frozen=True)
class Checklist:
    """What is answered at the closing itself."""

    sar: SarAnswer
    sar_reason: str
    lines: Mapping[ClosingItem, Line] = field(default_factory=dict)
    still_running: str = ""
    would_change: str = ""
    would_change_types: Iterable[AbuseType] = ()


SHOWN = "The record shows it."


def standing_lines(user: User, case: Case) -> dict[ClosingItem, Line]:
    """The lines that are answered: by somebody, or by what is recorded. What is recorded later counts by itself."""
    rows = ClosingCheck.objects.visible_to(user).filter(case=case)
    found = {
        ClosingItem(row.item): Line(CheckState(row.state), row.detail, row.who, row.by_on) for row in rows
    }
    return found | {item: Line(CheckState.DONE, SHOWN) for item in shown_by_record(user, case)}


def shown_by_record(user: User, case: Case) -> list[ClosingItem]:
    """The lines that need no answer, because the record shows that they are done."""
    shown = {
        ClosingItem.OUTCOMES: not unjudged_outcomes(user, case),
        ClosingItem.RISKS: _risks_are_settled(user, case),
        ClosingItem.REFERRER: not concerns_without_feedback(user, case),
        ClosingItem.TOLD: ClosingTold.objects.visible_to(user).filter(case=case).exists(),
    }
    return [item for item, is_done in shown.items() if is_done]


def _risks_are_settled(user: User, case: Case) -> bool:
    """Each risk is assessed, and what became of every identified one is recorded."""
    risks = list(Risk.objects.visible_to(user).standing().filter(case=case))
    return bool(risks) and all(
        risk.assessment and (risk.outcome or risk.assessment not in IDENTIFIED) for risk in risks
    )
