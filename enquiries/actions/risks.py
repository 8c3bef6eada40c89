from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import AbuseType, Place, Source, Voice
from enquiries.errors import (
    DoesNotRollUp,
    NoRiskIdentified,
    NothingChosen,
    NothingToCorrect,
    OutcomeStands,
    RiskWithdrawn,
    SourceOfAnother,
)
from enquiries.guards import require_past, require_persons_voice
from enquiries.locking import locked_case, locked_risk
from enquiries.models import Case, Concern, Risk, RiskChange, RiskSource, RiskView
from enquiries.permissions import can_assess_risk
from enquiries.risks import (
    IDENTIFIED,
    Assessment,
    Impact,
    Likelihood,
    RiskOutcome,
    RiskSubtype,
    SourceDetail,
    SourceKind,
)
from people.models import Person
from ui.errors import EditConflict


@transaction.atomic
def add_risk_source(
    *,
    actor: User,
    case_id: UUID,
    kind: SourceKind,
    description: str,
    detail: SourceDetail | str = "",
    has_needs: bool = False,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> RiskSource:
    """Record whom or what a risk comes from. Raises PermissionDenied, or Person.DoesNotExist for one not visible."""
    case = locked_case(actor, case_id)
    require(can_assess_risk, actor, case)
    person = Person.objects.visible_to(actor).get(pk=person_id) if person_id else None
    source = RiskSource.objects.create(
        case=case,
        kind=kind,
        description=description,
        detail=detail,
        has_needs=has_needs,
        person=person,
        organisation_id=organisation_id,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.RISK_SOURCE_ADDED, actor=actor, subject=source, kind=kind)
    return source


@transaction.atomic
def add_risk(
    *,
    actor: User,
    case_id: UUID,
    source_id: UUID,
    abuse_type: AbuseType,
    place: Place,
    subtype: RiskSubtype | str = "",
    place_detail: str = "",
    description: str = "",
    likelihood_before: Likelihood | None = None,
    impact_before: Impact | None = None,
) -> Risk:
    """Record one kind of harm, in one place, from one source.

    Raises PermissionDenied, SourceOfAnother, or DoesNotRollUp where the sub-type belongs to another type.
    """
    case = locked_case(actor, case_id)
    require(can_assess_risk, actor, case)
    source = _source_of(case, source_id)
    _require_roll_up(abuse_type, subtype)
    risk = Risk.objects.create(
        case=case,
        number=_next_number(case),
        source=source,
        abuse_type=abuse_type,
        subtype=subtype,
        place=place,
        place_detail=place_detail,
        description=description,
        likelihood_before=likelihood_before,
        impact_before=impact_before,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.RISK_ADDED, actor=actor, subject=risk, type=abuse_type, place=place, source=source.kind)
    return risk


@transaction.atomic
def confirm_risks(
    *,
    actor: User,
    concern_id: UUID,
    chosen: Iterable[tuple[AbuseType, Place, Source]],
    descriptions: dict[Source, str],
) -> list[Risk]:
    """Take over what a concern named as the first rows: each type, place and source that was confirmed.

    A source of that kind that the case has already is used again. Raises PermissionDenied or NothingChosen.
    """
    concern: Concern = Concern.objects.visible_to(actor).get(pk=concern_id)
    case = locked_case(actor, concern.case_id)
    require(can_assess_risk, actor, case)
    rows = list(chosen)
    if not rows:
        raise NothingChosen
    sources = _sources_for(case, actor, {(kind, source) for kind, _, source in rows}, descriptions)
    first = _next_number(case)
    risks = [
        Risk.objects.create(
            case=case,
            number=first + place_in_list,
            source=sources[_source_kind(kind, source)],
            abuse_type=kind,
            place=place,
            concern=concern,
            recorded_by=actor,
            recorded_at=clock.now(),
        )
        for place_in_list, (kind, place, source) in enumerate(rows)
    ]
    record(Event.RISKS_CONFIRMED, actor=actor, subject=concern, number=len(risks))
    return risks


@transaction.atomic
def change_risk(*, actor: User, risk_id: UUID, version: int, reason: str, **columns: Any) -> Risk:
    """Correct what kind of harm, where, from whom; what it said before stays readable.

    Raises PermissionDenied, EditConflict, RiskWithdrawn, SourceOfAnother, DoesNotRollUp or NothingToCorrect.
    """
    risk = _open_risk(actor, risk_id, version)
    if "source_id" in columns:
        columns["source_id"] = _source_of(risk.case, columns["source_id"]).pk
    _require_roll_up(columns.get("abuse_type", risk.abuse_type), columns.get("subtype", risk.subtype))
    if not _changed(risk, actor, columns, reason):
        raise NothingToCorrect
    record(Event.RISK_CHANGED, actor=actor, subject=risk, columns=sorted(columns))
    return risk


@transaction.atomic
def assess_risk(
    *,
    actor: User,
    risk_id: UUID,
    version: int,
    assessment: Assessment,
    assessed_on: date,
    reasons: str,
    likelihood_before: Likelihood | None = None,
    impact_before: Impact | None = None,
) -> Risk:
    """Record what the assessment found (SG2c), and how likely and how grave it was before anything was done.

    Raises PermissionDenied, EditConflict, RiskWithdrawn, StillInTheFuture, or OutcomeStands.
    """
    risk = _open_risk(actor, risk_id, version)
    require_past(assessed_on)
    if risk.outcome and assessment not in IDENTIFIED:
        raise OutcomeStands
    _changed(
        risk,
        actor,
        {
            "assessment": assessment,
            "assessed_on": assessed_on,
            "assessment_reasons": reasons,
            "likelihood_before": likelihood_before,
            "impact_before": impact_before,
        },
    )
    record(Event.RISK_ASSESSED, actor=actor, subject=risk, assessment=assessment)
    return risk


@transaction.atomic
def record_risk_outcome(
    *,
    actor: User,
    risk_id: UUID,
    version: int,
    outcome: RiskOutcome,
    outcome_on: date,
    reasons: str,
    likelihood_after: Likelihood | None = None,
    impact_after: Impact | None = None,
) -> Risk:
    """Record what became of an identified risk (SG2e), and how likely and how grave it is now.

    Where somebody has died it describes their last day alive. Raises PermissionDenied, EditConflict, RiskWithdrawn,
    StillInTheFuture or NoRiskIdentified.
    """
    risk = _open_risk(actor, risk_id, version)
    require_past(outcome_on)
    if not risk.was_identified:
        raise NoRiskIdentified
    _changed(
        risk,
        actor,
        {
            "outcome": outcome,
            "outcome_on": outcome_on,
            "outcome_reasons": reasons,
            "likelihood_after": likelihood_after,
            "impact_after": impact_after,
        },
    )
    record(Event.RISK_OUTCOME, actor=actor, subject=risk, outcome=outcome)
    return risk


@transaction.atomic
def record_risk_view(*, actor: User, risk_id: UUID, words: str, voice: Voice, said_on: date) -> RiskView:
    """Record how the person sees a risk, as said. Raises PermissionDenied, WordsOfAProfessional or StillInTheFuture."""
    risk = _open_risk(actor, risk_id)
    require_past(said_on)
    require_persons_voice(voice)
    view = RiskView.objects.create(
        case=risk.case,
        risk=risk,
        words=words,
        voice=voice,
        said_on=said_on,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.RISK_VIEW, actor=actor, subject=view, voice=voice)
    return view


@transaction.atomic
def withdraw_risk(*, actor: User, risk_id: UUID, reason: str) -> Risk:
    """Take out a risk that was recorded in error; it stays readable and counts nowhere.

    Raises PermissionDenied or RiskWithdrawn.
    """
    risk = _open_risk(actor, risk_id)
    risk.withdrawn_on, risk.withdrawn_reason = clock.today(), reason
    risk.version += 1
    risk.save(update_fields=["withdrawn_on", "withdrawn_reason", "version"])
    record(Event.RISK_WITHDRAWN, actor=actor, subject=risk)
    return risk


def _open_risk(actor: User, risk_id: UUID, version: int | None = None) -> Risk:
    """The risk, locked, to be worked on. Raises PermissionDenied, RiskWithdrawn or EditConflict."""
    risk = locked_risk(actor, risk_id)
    require(can_assess_risk, actor, risk.case)
    if risk.withdrawn_on:
        raise RiskWithdrawn
    if version is not None and risk.version != version:
        raise EditConflict(risk)
    return risk


def _changed(risk: Risk, actor: User, columns: dict[str, Any], reason: str = "") -> bool:
    """Save the columns that differ, and keep what they said before; says whether any did."""
    before = {name: getattr(risk, name) for name, value in columns.items() if getattr(risk, name) != value}
    if not before:
        return False
    RiskChange.objects.create(
        case=risk.case,
        risk=risk,
        number=risk.version,
        before={name: None if value is None else str(value) for name, value in before.items()},
        reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    for name in before:
        setattr(risk, name, columns[name])
    risk.version += 1
    risk.save(update_fields=[*(name.removesuffix("_id") for name in before), "version"])
    return True


def _require_roll_up(abuse_type: str, subtype: str) -> None:
    if subtype and RiskSubtype(subtype).type != abuse_type:
        raise DoesNotRollUp


def _source_of(case: Case, source_id: UUID) -> RiskSource:
    source: RiskSource | None = RiskSource.objects.filter(case=case, pk=source_id).first()
    if source is None:
        raise SourceOfAnother
    return source


def _next_number(case: Case) -> int:
    last = Risk.objects.filter(case=case).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _source_kind(kind: AbuseType, source: Source) -> SourceKind:
    """Self-neglect from somebody known comes from the person themselves."""
    is_self = kind == AbuseType.SELF_NEGLECT and source == Source.KNOWN
    return SourceKind.SELF if is_self else SourceKind(source)


def _sources_for(
    case: Case, actor: User, wanted: set[tuple[AbuseType, Source]], descriptions: dict[Source, str]
) -> dict[SourceKind, RiskSource]:
    """A source of each kind that is wanted: the newest there is, or a new one."""
    found = {SourceKind(row.kind): row for row in RiskSource.objects.filter(case=case)}
    for kind, source in sorted(wanted):
        needed = _source_kind(kind, source)
        if needed not in found:
            found[needed] = RiskSource.objects.create(
                case=case,
                kind=needed,
                description=descriptions.get(source) or needed.label,
                recorded_by=actor,
                recorded_at=clock.now(),
            )
    return found
