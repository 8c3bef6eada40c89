"""The rows behind a figure, as lines that their reader may read: references and dates for all, the rest by the door."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from accounts.rules import Verb
from accounts.statements import Statement
from enquiries.models import Case, Concern
from outcomes.models import DesiredOutcome, OutcomeVersion
from oversight.figures import FIGURES, Figure, rows_of
from oversight.scope import Scope
from principles.models import Action

HEADER = ("Reference", "Team", "Stage", "First recorded", "What", "Day")
OUTCOME_SETS = frozenset({"judged", "wanted"})
ACTION_SETS = frozenset({"acted", "overdue"})


@dataclass(frozen=True)
class Line:
    """One row: `person` and `words` are empty, and `link` None, where the reader may see figures only."""

    case: Case
    what: str
    day: date | None
    person: str
    words: str
    link: str | None

    def cells(self) -> tuple[object, ...]:
        """What goes into a spreadsheet: nobody's name and nobody's words."""
        opened = self.case.opened_at.date().isoformat()
        return (
            self.case.reference,
            self.case.team.name,
            self.case.stage.label,
            opened,
            self.what,
            self.day.isoformat() if self.day else "",
        )


def ordered(figure: Figure, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, oldest first, with what a line needs read along: the number of queries does not grow with them."""
    references = Concern.objects.only("case", "reference", "recorded_at").order_by("recorded_at")
    concerns: Prefetch[Any, Any, Any] = Prefetch("concerns", references)
    if figure.set_key in OUTCOME_SETS:
        rows = rows.prefetch_related(Prefetch("versions", OutcomeVersion.objects.order_by("number")))
    if figure.set_key in OUTCOME_SETS | ACTION_SETS:
        concerns = Prefetch("case__concerns", references)
        order = "case__opened_at"
        related = ("case__team", "case__person", "case__enquiry")
    else:
        order, related = "opened_at", ("team", "person", "enquiry")
    return rows.select_related(*related).prefetch_related(concerns).order_by(order, "pk")


@Statement
def rows_behind(reader: User, *, figure: str, **looks_at: Any) -> QuerySet[Any]:
    """The rows that the figure counts, as `ordered` gives them."""
    return ordered(FIGURES[figure], rows_of(FIGURES[figure], Scope(reader, **looks_at)))


@Statement
def readable(reader: User, *, cases: tuple[UUID, ...]) -> QuerySet[Case]:
    return Case.objects.visible_to(reader, Verb.SEE_CASE).filter(pk__in=cases).only("pk")


def lines(figure: Figure, rows: Iterable[Any], user: User | Any) -> list[Line]:
    """One line a row; what `user` may not open has neither a link, nor a name, nor words."""
    found = list(rows)
    cases = [_case_of(row) for row in found]
    wanted = tuple({case.pk for case in cases})
    seen = {case.pk for case in readable.rows(user, cases=wanted)}
    return [_line(row, case, seen) for row, case in zip(found, cases, strict=True)]


def _case_of(row: Any) -> Case:
    return row if isinstance(row, Case) else row.case


def _line(row: Any, case: Case, seen: set[UUID]) -> Line:
    open_to_reader = case.pk in seen
    what, day, words = _details(row)
    return Line(
        case=case,
        what=what,
        day=day,
        person=case.person.preferred_name if open_to_reader else "",
        words=words if open_to_reader else "",
        link=case.get_absolute_url() if open_to_reader else None,
    )


def _details(row: Any) -> tuple[str, date | None, str]:
    if isinstance(row, DesiredOutcome):
        version = max(row.versions.all(), key=lambda version: version.number)
        return f"Outcome {row.number}", version.said_on, version.words
    if isinstance(row, Action):
        return f"Action: {row.get_principle_display()}", row.due_on, row.what
    return "", None, ""
