"""Every figure of the dashboard: its words, and the condition that a row must meet to be counted in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Aggregate, Count, F, Q, QuerySet

from accounts.models import User
from accounts.statements import Numbers
from audit import clock
from enquiries.choices import ADULT_VOICES, NotAskedReason, Stage
from outcomes.choices import SAFETY_ORDER, Judgement
from oversight import rows
from oversight.scope import Scope
from principles.choices import Principle
from ui.charts import lower_first


@dataclass(frozen=True)
class RowSet:
    """A set of rows that figures count, and what one row of it is called."""

    rows: Callable[[Scope], QuerySet[Any]]
    unit: str


@dataclass(frozen=True)
class Figure:
    """One number: rows of `set_key` that meet `condition`."""

    key: str
    set_key: str
    label: str
    condition: Callable[[Scope], Q]


@dataclass(frozen=True)
class Group:
    """Figures shown together, as a chart and as a table."""

    key: str
    title: str
    explanation: str
    figures: tuple[Figure, ...]


SETS = {
    "received": RowSet(rows.received, "concern or enquiry"),
    "not-asked": RowSet(rows.not_asked, "concern or enquiry"),
    "open": RowSet(rows.open_cases, "concern or enquiry"),
    "rated": RowSet(rows.rated, "person, once for each concern or enquiry"),
    "judged": RowSet(rows.judged, "desired outcome"),
    "wanted": RowSet(rows.wanted, "desired outcome"),
    "acted": RowSet(rows.acted, "action"),
    "overdue": RowSet(rows.overdue, "action"),
}

JUDGEMENTS = [
    Judgement.MET,
    Judgement.PARTLY,
    Judgement.NOT_MET,
    Judgement.TOO_EARLY,
    Judgement.DOES_NOT_KNOW,
]
ADULT = Q(person_voice__in=[voice.value for voice in ADULT_VOICES])
AGES = [
    (0, 28, "Up to 4 weeks"),
    (28, 84, "4 to 12 weeks"),
    (84, 182, "12 to 26 weeks"),
    (182, None, "Over 26 weeks"),
]


def always(condition: Q) -> Callable[[Scope], Q]:
    return lambda _scope: condition


def _judged_by(key: str, who: str, column: str, extra: Q | None = None) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            f"{key}-{judgement.value}",
            "judged",
            f"{who}: {lower_first(judgement.label)}",
            always(Q(**{column: judgement.value}) & (extra or Q())),
        )
        for judgement in JUDGEMENTS
    )


def _asked_within(scope: Scope) -> Q:
    return Q(lag__lte=timedelta(days=scope.ask_within))


def _opened_between(least: int, most: int | None) -> Callable[[Scope], Q]:
    def condition(_scope: Scope) -> Q:
        today = clock.today()
        young = Q(opened_on__lte=today - timedelta(days=least))
        return young if most is None else young & Q(opened_on__gt=today - timedelta(days=most))

    return condition


def _levels(key: str, column: str, when: str) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            f"{key}-{level.value}",
            "rated",
            f"{when}: {lower_first(level.label)}",
            always(Q(**{column: level.value})),
        )
        for level in reversed(SAFETY_ORDER)
    )


def _safer_than_first() -> Q:
    safer = Q(pk__in=[])
    for index, level in enumerate(SAFETY_ORDER):
        safer |= Q(
            first_level=level.value, last_level__in=[higher.value for higher in SAFETY_ORDER[index + 1 :]]
        )
    return safer


SAFER = _safer_than_first()
SAME = Q(first_level=F("last_level"))
DISAGREE = Q(by_person__in=["met", "partly", "not-met"], by_worker__in=["met", "partly", "not-met"]) & ~Q(
    by_person=F("by_worker")
)

GROUPS = (
    Group(
        "met-adult",
        "Outcomes met, as adults judge it",
        "Judged in the period by the person themselves, also where an advocate relayed their words.",
        _judged_by("adult", "Adults say", "by_person", ADULT),
    ),
    Group(
        "met-representative",
        "Outcomes met, as representatives judge it",
        "Judged in the period by somebody who speaks for the person.",
        _judged_by("representative", "Representatives say", "by_person", ~ADULT),
    ),
    Group(
        "met-worker",
        "Outcomes met, as workers judge it",
        "Judged in the period by the worker. Never merged with what people say.",
        _judged_by("worker", "Workers say", "by_worker"),
    ),
    Group(
        "gaps",
        "Where they differ",
        "Outcomes that the person and the worker both judged in the period.",
        (
            Figure("gap", "judged", "The person and the worker judge it differently", always(DISAGREE)),
            Figure(
                "gap-worker-higher",
                "judged",
                "The worker says met, the person does not",
                always(Q(by_worker="met", by_person__in=["partly", "not-met"])),
            ),
        ),
    ),
    Group(
        "asked",
        "Asked what they want",
        "Concerns received in the period.",
        (
            Figure("received", "received", "Concerns and enquiries received", always(Q())),
            Figure("decided", "received", "Decided", always(Q(decided=True))),
            Figure(
                "asked-before",
                "received",
                "Asked before the decision",
                always(Q(decided=True, asked_before=True)),
            ),
            Figure(
                "asked-after",
                "received",
                "Decided without asking first",
                always(Q(decided=True, asked_before=False)),
            ),
            Figure("asked-by-day", "received", "Asked in time", _asked_within),
            Figure("asked-ever", "received", "Asked by today", always(Q(first_asked_at__isnull=False))),
            Figure("asked-never", "received", "Not asked by today", always(Q(first_asked_at=None))),
        ),
    ),
    Group(
        "not-asked",
        "Not yet asked, and why",
        "Open today, and nobody has asked the person.",
        (
            *(
                Figure(
                    f"not-asked-{reason.value}", "not-asked", reason.label, always(Q(why_not=reason.value))
                )
                for reason in NotAskedReason
            ),
            Figure(
                "not-asked-no-reason",
                "not-asked",
                "No reason recorded",
                always(Q(why_not=None) | Q(why_not="")),
            ),
        ),
    ),
    Group(
        "safe-first",
        "Feels safe: the first rating",
        "People with two ratings or more, the last in the period.",
        _levels("first", "first_level", "First"),
    ),
    Group(
        "safe-last",
        "Feels safe: the last rating",
        "The same people.",
        _levels("last", "last_level", "Last"),
    ),
    Group(
        "safer",
        "Feels safer",
        "The same people, first rating against last. Feeling less safe is not failure: they may now know the risk.",
        (
            Figure("feels-safer", "rated", "Feel safer", always(SAFER)),
            Figure("feels-same", "rated", "Feel the same", always(SAME)),
            Figure("feels-less", "rated", "Feel less safe", always(~SAFER & ~SAME)),
        ),
    ),
    Group(
        "attention",
        "Waiting today",
        "As it stands today, whatever the period.",
        (
            Figure("advocate-waiting", "open", "Waiting for an advocate", always(Q(waits_for_advocate=True))),
            Figure("undecided", "open", "Concerns waiting for a decision", always(Q(is_decided=False))),
            Figure("no-action", "wanted", "Outcomes that no action serves", always(Q(has_action=False))),
            Figure(
                "review-overdue",
                "wanted",
                "Outcomes that nobody has looked at for four weeks",
                lambda scope: Q(looked_at_on__lt=scope.review_before),
            ),
            Figure("action-overdue", "overdue", "Actions past the day they were due", always(Q())),
        ),
    ),
    Group(
        "balance",
        "Actions under each principle",
        "Actions recorded in the period.",
        (
            *(
                Figure(
                    f"principle-{principle.value}",
                    "acted",
                    principle.label,
                    always(Q(principle=principle.value)),
                )
                for principle in Principle
            ),
        ),
    ),
    Group(
        "drift",
        "Whose idea",
        "Actions recorded in the period that rest on a duty, not on something the person wants.",
        (Figure("no-outcome", "acted", "Actions that serve no stated outcome", always(Q(outcome=None))),),
    ),
    Group(
        "age",
        "Open by age",
        "Open today, by how long ago the first concern was recorded.",
        tuple(
            Figure(f"age-{least}", "open", label, _opened_between(least, most)) for least, most, label in AGES
        ),
    ),
    Group(
        "stage",
        "Open by stage",
        "Open today.",
        (
            Figure("stage-concern", "open", Stage.CONCERN.label, always(Q(enquiry=None))),
            *(
                Figure(f"stage-{stage.value}", "open", stage.label, always(Q(enquiry__stage=stage.value)))
                for stage in Stage
                if stage != Stage.CONCERN
            ),
        ),
    ),
)

FIGURES = {figure.key: figure for group in GROUPS for figure in group.figures}


def _alias(key: str) -> str:
    return f"count_of_{key.replace('-', '_')}"


MORE_THAN_THERE_ARE = 10_000_000
"""With a limit the database works out the columns of each row once, and not once in every figure that asks of them."""


@Numbers
def numbers_in(reader: User, *, set_key: str, **looks_at: Any) -> tuple[QuerySet[Any], dict[str, Aggregate]]:
    """The numbers of the figures of one row set."""
    scope = Scope(reader, **looks_at)
    figures = [figure for figure in FIGURES.values() if figure.set_key == set_key]
    rows = SETS[set_key].rows(scope).order_by()[:MORE_THAN_THERE_ARE]
    return rows, {_alias(figure.key): Count("pk", filter=figure.condition(scope)) for figure in figures}


def counts(scope: Scope) -> dict[str, int]:
    """Every figure's number, one query a row set."""
    found: dict[str, int] = {}
    for set_key in SETS:
        found |= numbers_in.of(scope.user, set_key=set_key, **scope.looks_at)
    return {key: found[_alias(key)] for key in FIGURES}


def rows_of(figure: Figure, scope: Scope) -> QuerySet[Any]:
    """The rows that `figure` counts, exactly."""
    return SETS[figure.set_key].rows(scope).filter(figure.condition(scope))
