from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.models import AdvocateInstruction, Case
from outcomes.answers import Judged, Overview
from outcomes.choices import LIVE, Judge, Judgement, SafetyLevel
from outcomes.errors import (
    NoLongerWanted,
    NothingJudged,
    NotTheirJudgement,
    NotYetTrue,
)
from outcomes.models import DesiredOutcome, OutcomeReview, OutcomeVersion, OverallJudgement, SafetyRating
from outcomes.permissions import can_review_outcome
from outcomes.speakers import instruction_of, require_voice


@dataclass(frozen=True)
class _Sitting:
    """What the records of one sitting share."""

    case: Case
    actor: User
    instruction: AdvocateInstruction | None
    day: date
    at_closing: bool

    @property
    def signed(self) -> dict[str, Any]:
        return {"instruction": self.instruction, "recorded_by": self.actor, "recorded_at": clock.now()}


@transaction.atomic
def review_outcomes(
    *,
    actor: User,
    case_id: UUID,
    reviewed_on: date,
    judgements: Sequence[Judged] = (),
    at_closing: bool = False,
    overview: Overview | None = None,
    safety: SafetyLevel | str = "",
    safety_voice: Voice | str = "",
) -> list[OutcomeReview]:
    """Record one sitting's judgements, each judge's apart; the person's judgement of it all; how safe they feel.

    Workers record what the person says and their own view; advocates what the person says and a view of their own.
    Raises PermissionDenied, NothingJudged, NotYetTrue, NotTheirJudgement, PersonsViewOnly, VoiceNotTheirs or
    NoLongerWanted.
    """
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_review_outcome, actor, case)
    if not (judgements or overview or safety):
        raise NothingJudged
    if reviewed_on > clock.today():
        raise NotYetTrue
    sitting = _Sitting(case, actor, instruction_of(actor, case), reviewed_on, at_closing)
    reviews = _judge(sitting, judgements)
    if overview:
        _judge_overall(sitting, overview)
    if safety:
        _rate(sitting, safety, safety_voice)
    return reviews


def _judge(sitting: _Sitting, judgements: Sequence[Judged]) -> list[OutcomeReview]:
    outcomes = _outcomes_of(sitting.case, judgements)
    reviews = []
    for judged in judgements:
        _require_own(judged, sitting.instruction)
        reviews.append(_review(sitting, _version_shown(outcomes[judged.outcome_id], judged), judged))
    OutcomeReview.objects.bulk_create(reviews)
    for review in reviews:
        record(
            Event.OUTCOME_REVIEWED,
            actor=sitting.actor,
            subject=review.outcome,
            judge=review.judge,
            judgement=review.judgement,
            voice=review.voice,
            at_closing=sitting.at_closing,
        )
    return reviews


def _outcomes_of(case: Case, judgements: Sequence[Judged]) -> dict[UUID, DesiredOutcome]:
    """The outcomes judged, each of this case and live. Raises DoesNotExist or NoLongerWanted."""
    wanted = {judged.outcome_id for judged in judgements}
    found = DesiredOutcome.objects.filter(case=case, pk__in=wanted).prefetch_related("versions")
    outcomes = {outcome.pk: outcome for outcome in found}
    if wanted - set(outcomes):
        raise DesiredOutcome.DoesNotExist
    if any(outcome.state not in LIVE for outcome in found):
        raise NoLongerWanted
    return outcomes


def _version_shown(outcome: DesiredOutcome, judged: Judged) -> OutcomeVersion:
    versions: dict[int, OutcomeVersion] = {version.number: version for version in outcome.versions.all()}
    number = max(versions) if judged.version is None else judged.version
    if number not in versions:
        raise OutcomeVersion.DoesNotExist
    return versions[number]


def _require_own(judged: Judged, instruction: AdvocateInstruction | None) -> None:
    own = Judge.ADVOCATE if instruction else Judge.WORKER
    if judged.judge not in (Judge.PERSON, own):
        raise NotTheirJudgement
    if judged.judge == Judge.WORKER and judged.judgement == Judgement.DOES_NOT_KNOW:
        raise NotTheirJudgement("“The person does not know” is for the person to say. Choose your own view.")
    if judged.judge == Judge.PERSON:
        require_voice(judged.voice, instruction)


def _review(sitting: _Sitting, version: OutcomeVersion, judged: Judged) -> OutcomeReview:
    own_voice = Voice.ADVOCATE_NON_INSTRUCTED if sitting.instruction else Voice.PROFESSIONAL
    return OutcomeReview(
        outcome=version.outcome,
        version=version,
        judge=judged.judge,
        judgement=judged.judgement,
        voice=judged.voice if judged.judge == Judge.PERSON else own_voice,
        words=judged.words,
        reviewed_on=sitting.day,
        at_closing=sitting.at_closing,
        **sitting.signed,
    )


def _judge_overall(sitting: _Sitting, overview: Overview) -> None:
    require_voice(overview.voice, sitting.instruction)
    judgement = OverallJudgement.objects.create(
        case=sitting.case,
        overall=overview.overall,
        voice=overview.voice,
        words=overview.words,
        judged_on=sitting.day,
        **sitting.signed,
    )
    record(
        Event.OVERALL_JUDGED,
        actor=sitting.actor,
        subject=judgement,
        overall=overview.overall,
        voice=overview.voice,
    )


def _rate(sitting: _Sitting, level: SafetyLevel | str, voice: Voice | str) -> None:
    require_voice(voice, sitting.instruction)
    rating = SafetyRating.objects.create(
        case=sitting.case, level=level, voice=voice, rated_on=sitting.day, **sitting.signed
    )
    record(Event.SAFETY_RATED, actor=sitting.actor, subject=rating, level=level, voice=voice)
