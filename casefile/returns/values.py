"""The values of SG1f, SG2a, SG2b, SG2c, SG2e, SG3a and SG4a of one enquiry: pure functions of what its rows say.

Source: Safeguarding Adults Collection 2025-26, labels as in its template. Where the national guidance is silent the
rules are ours, and each function states its own. Nothing here reads a row or asks who reads.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from enquiries.capacity import Capacity
from enquiries.choices import AbuseType, EnquiryKind, Place, Source
from enquiries.risks import IDENTIFIED, Assessment, RiskOutcome
from outcomes.choices import Overall
from outcomes.figures import Sg4a, WasAsked


class LackedCapacity(TextChoices):
    """SG3a rows: was the adult lacking capacity to make decisions related to the enquiry?"""

    YES = "yes", "Yes, they lacked capacity"
    NO = "no", "No, they did not lack capacity"
    DONT_KNOW = "dont-know", "Don't know"
    NOT_RECORDED = "not-recorded", "Not recorded"


SUPPORTED = "Of those: supported by an advocate, family or friend"
CONCERNS = "Total Number of Safeguarding Concerns"
ENQUIRIES = {
    EnquiryKind.SECTION_42: "Total Number of Section 42 Safeguarding Enquiries",
    EnquiryKind.OTHER: "Total Number of Other Safeguarding Enquiries",
}


@dataclass(frozen=True)
class From:
    """The row that gives a value: what it is called, and where it is read."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One count of 1 in the national return: table, row and column, how it was worked out, and from what."""

    table: str
    row: str
    column: str = ""
    year: str = ""
    why: str = ""
    rows: tuple[From, ...] = ()

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.table, self.row, self.column


@dataclass(frozen=True)
class Gap:
    """Something that is not recorded, and without which the enquiry counts as less than it was."""

    text: str
    row: From


@dataclass(frozen=True)
class RiskFact:
    """What one risk's row says."""

    number: int
    abuse_type: AbuseType
    place: Place
    source: Source
    assessment: Assessment | None
    outcome: RiskOutcome | None
    href: str = ""

    @property
    def row(self) -> From:
        return From(f"Risk {self.number}", self.href)


@dataclass(frozen=True)
class CapacityFact:
    """What the assessment that governs one decision says."""

    decision: str
    answer: Capacity
    of_enquiry: bool
    href: str = ""

    @property
    def row(self) -> From:
        return From(self.decision, self.href)


@dataclass(frozen=True)
class Facts:
    """Everything that the values of one enquiry rest on."""

    received: tuple[tuple[date, From], ...] = ()
    kind: EnquiryKind | None = None
    began: date | None = None
    closed: date | None = None
    risks: tuple[RiskFact, ...] = ()
    capacity: tuple[CapacityFact, ...] = ()
    support: tuple[From, ...] = ()
    wishes: Sg4a = field(default_factory=lambda: Sg4a(WasAsked.NOT_RECORDED))
    pages: dict[str, str] = field(default_factory=dict)
    """Where what is missing is filled in: `decision`, `risks`, `capacity`, `outcomes`."""

    def page(self, name: str, text: str) -> From:
        return From(text, self.pages.get(name, ""))


@dataclass(frozen=True)
class Values:
    """Every count of one enquiry, in the order of the tables, and what is missing for it."""

    lines: list[Line]
    gaps: list[Gap]

    def of(self, *tables: str) -> list[Line]:
        return [line for line in self.lines if line.table in tables]


def year_of(day: date) -> str:
    """The year of the return that a day is in, April to March: 2025-26."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def sg1f(facts: Facts) -> list[Line]:
    """Concerns count in the year in which they were received, the enquiry in the year in which it began."""
    lines = [
        Line("SG1f", CONCERNS, "", year_of(day), "Counted in the year in which it was received.", (row,))
        for day, row in facts.received
    ]
    if facts.kind and facts.began:
        why = "Counted in the year in which it began."
        decision = facts.page("decision", "The decision")
        lines.append(Line("SG1f", ENQUIRIES[facts.kind], "", year_of(facts.began), why, (decision,)))
    return lines


def sg2a(facts: Facts) -> list[Line]:
    """Type and source of risk: one count for each distinct pair in the enquiry, however many risks share it."""
    keys = [(risk.abuse_type, risk.source) for risk in facts.risks]
    return _distinct(facts, "SG2a", keys, "One for each kind of harm and source.")


def sg2b(facts: Facts) -> list[Line]:
    """Place and source of risk: one count for each distinct pair in the enquiry."""
    keys = [(risk.place, risk.source) for risk in facts.risks]
    return _distinct(facts, "SG2b", keys, "One for each place and source.")


def sg2c(facts: Facts) -> list[Line]:
    """What the assessment found: one count for each distinct source.

    Where the risks from one source were assessed differently, the finding that stands first in the table counts: an
    identified risk before an inconclusive assessment, before none, before an enquiry that ceased.
    """
    lines = []
    for source in Source:
        found = _assessed(facts.risks, source)
        if not found:
            continue
        finding = min(found, key=lambda risk: list(Assessment).index(_finding(risk)))
        why = "What the assessment of this source found."
        if len({_finding(risk) for risk in found}) > 1:
            why = "Risks from this source were assessed differently: the finding highest in the national list counts."
        rows = tuple(risk.row for risk in found)
        lines.append(_concluded(facts, ("SG2c", _finding(finding).label, source.label), why, rows))
    return lines


def sg2e(facts: Facts) -> list[Line]:
    """What became of the risk: one count for each source whose finding in SG2c is an identified risk.

    All alike: that. Where the risks from one source came out differently it was mitigated to some degree, so Reduced.
    While an identified risk has no outcome there is no value.
    """
    lines = []
    for source in Source:
        found = [risk for risk in _assessed(facts.risks, source) if _finding(risk) in IDENTIFIED]
        outcomes = {risk.outcome for risk in found}
        if not found or None in outcomes:
            continue
        alike = len(outcomes) == 1
        outcome = (outcomes.pop() if alike else None) or RiskOutcome.REDUCED
        why = "What became of the risk from this source."
        if not alike:
            why = "Risks from this source came out differently: less risk than before, so reduced."
        lines.append(
            _concluded(facts, ("SG2e", outcome.label, source.label), why, tuple(risk.row for risk in found))
        )
    return lines


def sg3a(facts: Facts) -> list[Line]:
    """Capacity for decisions of the enquiry, one value.

    Only the governing assessment of each decision of this enquiry counts. Lacking for any of them: Yes. Else any that
    could not be established: Don't know. Else presumed and never doubted counts like found to have it: No. None at
    all: Not recorded.
    """
    relevant = [fact for fact in facts.capacity if fact.of_enquiry]
    answer = lacked(fact.answer for fact in relevant)
    deciding = [fact for fact in relevant if GIVES[fact.answer] == answer]
    rows = tuple(fact.row for fact in deciding) or (facts.page("capacity", "Capacity"),)
    lines = [_concluded(facts, ("SG3a", answer.label, ""), WHY_CAPACITY[answer], rows)]
    if answer == LackedCapacity.YES and facts.support:
        why = "Somebody supported or represented the person."
        lines.append(_concluded(facts, ("SG3a", SUPPORTED, ""), why, facts.support))
    return lines


GIVES = {
    Capacity.LACKS: LackedCapacity.YES,
    Capacity.NOT_ESTABLISHED: LackedCapacity.DONT_KNOW,
    Capacity.HAS: LackedCapacity.NO,
    Capacity.PRESUMED: LackedCapacity.NO,
}
WHY_CAPACITY = {
    LackedCapacity.YES: "They lacked capacity for a decision of this enquiry.",
    LackedCapacity.NO: "Capacity was found, or presumed and never doubted, for each decision of this enquiry.",
    LackedCapacity.DONT_KNOW: "Capacity for a decision of this enquiry could not be established.",
    LackedCapacity.NOT_RECORDED: "Nothing is recorded about capacity for a decision of this enquiry.",
}


def lacked(answers: Iterable[Capacity]) -> LackedCapacity:
    given = {GIVES[answer] for answer in answers}
    order = (LackedCapacity.YES, LackedCapacity.DONT_KNOW, LackedCapacity.NO)
    return next((answer for answer in order if answer in given), LackedCapacity.NOT_RECORDED)


def sg4a(facts: Facts) -> list[Line]:
    """Whether they were asked what they want, and what came of it (`outcomes.figures.sg4a_of` holds the rule)."""
    wishes, row = facts.wishes, facts.page("outcomes", "What they want")
    lines = [_concluded(facts, ("SG4a", wishes.asked.label, ""), WHY_ASKED[wishes.asked], (row,))]
    if wishes.overall:
        why = "The person’s overall judgement." if wishes.person_decided else _judged(wishes)
        lines.append(_concluded(facts, ("SG4a", ACHIEVED[wishes.overall], ""), why, (row,)))
    return lines


ACHIEVED = {
    Overall.FULLY: "Fully Achieved",
    Overall.PARTIALLY: "Partially Achieved",
    Overall.NOT_ACHIEVED: "Not Achieved",
}
WHY_ASKED = {
    WasAsked.EXPRESSED: "Somebody asked, and they want something.",
    WasAsked.NONE_EXPRESSED: "Somebody asked; nothing that they still want is recorded.",
    WasAsked.NO: "Only reasons are recorded why nobody asked.",
    WasAsked.DONT_KNOW: "It is not known whether anybody asked.",
    WasAsked.NOT_RECORDED: "Nothing is recorded about asking.",
}


def _judged(wishes: Sg4a) -> str:
    parts = [(wishes.by_person, "judged by the person"), (wishes.by_others, "judged by others")]
    parts.append((wishes.not_judged, "not judged yet, so not met"))
    said = ", ".join(f"{number} {what}" for number, what in parts if number)
    return f"From each outcome still wanted: {said}."


def values_of(facts: Facts) -> Values:
    """Every value of the enquiry, and what is missing. Where none began, only its concerns count."""
    if facts.kind is None:
        return Values(sg1f(facts), [])
    tables = (sg1f, sg2a, sg2b, sg2c, sg2e, sg3a, sg4a)
    return Values([line for table in tables for line in table(facts)], gaps_of(facts))


def gaps_of(facts: Facts) -> list[Gap]:
    """What is not recorded yet, each with where it is recorded."""
    gaps = []
    if not facts.risks:
        gaps.append(
            Gap("No risk is recorded: kind of harm, place and source.", facts.page("risks", "Record it"))
        )
    for risk in facts.risks:
        if risk.assessment is None:
            gaps.append(Gap(f"Risk {risk.number} has not been assessed.", risk.row))
        elif risk.assessment in IDENTIFIED and risk.outcome is None:
            gaps.append(Gap(f"What became of risk {risk.number} is not recorded.", risk.row))
    if not any(fact.of_enquiry for fact in facts.capacity):
        text = "Capacity is not recorded. Where it was never doubted, record that it was presumed."
        gaps.append(Gap(text, facts.page("capacity", "Record it")))
    if facts.wishes.asked == WasAsked.NOT_RECORDED:
        gaps.append(
            Gap("Nothing is recorded about asking what they want.", facts.page("outcomes", "Record it"))
        )
    if facts.wishes.not_judged:
        text = f"{facts.wishes.not_judged} of their outcomes nobody has judged."
        gaps.append(Gap(text, facts.page("outcomes", "Ask whether they came true")))
    return gaps


def _finding(risk: RiskFact) -> Assessment:
    if risk.assessment is None:
        raise ValueError("not assessed")
    return risk.assessment


def _assessed(risks: Iterable[RiskFact], source: Source) -> list[RiskFact]:
    return [risk for risk in risks if risk.source == source and risk.assessment]


def _distinct(
    facts: Facts, table: str, keys: Collection[tuple[AbuseType | Place, Source]], why: str
) -> list[Line]:
    """A line for each distinct pair, in the order in which the risks were recorded, with every risk that gives it."""
    lines = []
    for kind, source in dict.fromkeys(keys):
        rows = tuple(risk.row for risk, key in zip(facts.risks, keys, strict=True) if key == (kind, source))
        lines.append(_concluded(facts, (table, kind.label, source.label), why, rows))
    return lines


def _concluded(facts: Facts, cell: tuple[str, object, object], why: str, rows: tuple[From, ...]) -> Line:
    """Counted in the year in which the enquiry concluded; while it is open there is no year yet."""
    table, row, column = cell
    return Line(table, str(row), str(column), year_of(facts.closed) if facts.closed else "", why, rows)
