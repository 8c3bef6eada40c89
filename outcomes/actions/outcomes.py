from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.models import AdvocateInstruction, Case
from outcomes.choices import LIVE, OutcomeState
from outcomes.errors import AdvocatesOwnRecord, NoLongerWanted, NothingChanged, NotYetTrue
from outcomes.models import Answer, DesiredOutcome, OutcomeVersion
from outcomes.passages import passage_of
from outcomes.permissions import can_change_outcome, can_record_voice
from outcomes.speakers import instruction_of, require_voice
from ui.errors import EditConflict


@transaction.atomic
def add_outcome(
    *,
    actor: User,
    case_id: UUID,
    words: str,
    voice: Voice,
    said_on: date,
    answer_id: UUID | None = None,
    passage: str = "",
) -> DesiredOutcome:
    """Record something that the person wants, in their words; with an answer, the passage that it stands on.

    Where `words` is empty the passage is the outcome.
    Raises PermissionDenied, VoiceNotTheirs, NotYetTrue or NotInTheAnswer.
    """
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_voice, actor, case)
    instruction = instruction_of(actor, case)
    require_voice(voice, instruction)
    answer, passage = _standing_on(case, answer_id, passage)
    outcome = _new_outcome(case, actor, instruction)
    _add_version(
        outcome, 1, words=words or passage, voice=voice, said_on=said_on, answer=answer, passage=passage
    )
    record(Event.OUTCOME_ADDED, actor=actor, subject=outcome, number=outcome.number, voice=voice)
    return outcome


@transaction.atomic
def reword_outcome(
    *,
    actor: User,
    outcome_id: UUID,
    version: int,
    words: str,
    voice: Voice,
    said_on: date,
    reason: str,
    answer_id: UUID | None = None,
    passage: str = "",
) -> DesiredOutcome:
    """Record the same wish said better: a version with the reason; the earlier words stay readable.

    Raises PermissionDenied, AdvocatesOwnRecord, NoLongerWanted, EditConflict, NothingChanged, NotYetTrue,
    VoiceNotTheirs or NotInTheAnswer.
    """
    outcome = _locked_to_change(actor, outcome_id, version)
    instruction = instruction_of(actor, outcome.case)
    require_voice(voice, instruction)
    answer, passage = _standing_on(outcome.case, answer_id, passage)
    latest = OutcomeVersion.objects.filter(outcome=outcome).latest("number")
    if latest.words == (words or passage):
        raise NothingChanged
    outcome.version += 1
    outcome.save(update_fields=["version"])
    _add_version(
        outcome,
        latest.number + 1,
        words=words or passage,
        voice=voice,
        said_on=said_on,
        answer=answer,
        passage=passage,
        change_reason=reason,
        recorded_by=actor,
        instruction=instruction,
    )
    record(Event.OUTCOME_REWORDED, actor=actor, subject=outcome, version=latest.number + 1, voice=voice)
    return outcome


@transaction.atomic
def replace_outcome(
    *,
    actor: User,
    outcome_id: UUID,
    version: int,
    words: str,
    voice: Voice,
    said_on: date,
    reason: str,
    answer_id: UUID | None = None,
    passage: str = "",
) -> DesiredOutcome:
    """Record a different wish that takes the place of this one, when and why; the first keeps its words.

    Returns the new outcome. Raises what `reword_outcome` raises, but NothingChanged.
    """
    _lock_case_of(actor, outcome_id)
    old = _locked_to_change(actor, outcome_id, version)
    instruction = instruction_of(actor, old.case)
    require_voice(voice, instruction)
    answer, passage = _standing_on(old.case, answer_id, passage)
    _leave(old, OutcomeState.REPLACED, said_on, reason, actor)
    new = _new_outcome(old.case, actor, instruction, replaces=old)
    _add_version(new, 1, words=words or passage, voice=voice, said_on=said_on, answer=answer, passage=passage)
    record(Event.OUTCOME_REPLACED, actor=actor, subject=old, number=old.number, by=str(new.pk), voice=voice)
    return new


@transaction.atomic
def withdraw_outcome(
    *, actor: User, outcome_id: UUID, version: int, withdrawn_on: date, reason: str
) -> DesiredOutcome:
    """Record that the person no longer wants this, or that it can never be; the words stay as said.

    Raises PermissionDenied, AdvocatesOwnRecord, NoLongerWanted, EditConflict or NotYetTrue.
    """
    outcome = _locked_to_change(actor, outcome_id, version)
    _leave(outcome, OutcomeState.NO_LONGER_WANTED, withdrawn_on, reason, actor)
    record(Event.OUTCOME_WITHDRAWN, actor=actor, subject=outcome, number=outcome.number)
    return outcome


def _lock_case_of(actor: User, outcome_id: UUID) -> None:
    """The case before the outcome, in every act that takes both locks."""
    case_id = DesiredOutcome.objects.visible_to(actor).values_list("case_id", flat=True).get(pk=outcome_id)
    Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)


def _locked_to_change(actor: User, outcome_id: UUID, version: int) -> DesiredOutcome:
    outcome: DesiredOutcome = (
        DesiredOutcome.objects.visible_to(actor)
        .select_related("case", "instruction")
        .select_for_update(of=("self",))
        .get(pk=outcome_id)
    )
    require(can_record_voice, actor, outcome.case)
    if not can_change_outcome(actor, outcome):
        raise AdvocatesOwnRecord
    if outcome.state not in LIVE:
        raise NoLongerWanted
    if outcome.version != version:
        raise EditConflict(outcome)
    return outcome


def _leave(outcome: DesiredOutcome, state: OutcomeState, day: date, reason: str, actor: User) -> None:
    if day > clock.today():
        raise NotYetTrue
    outcome.state, outcome.state_on, outcome.state_reason = state, day, reason
    outcome.state_by, outcome.version = actor, outcome.version + 1
    outcome.save(update_fields=["state", "state_on", "state_reason", "state_by", "version"])


def _standing_on(case: Case, answer_id: UUID | None, passage: str) -> tuple[Answer | None, str]:
    """The answer of this case, and the passage as it stands in it."""
    if answer_id is None:
        return None, ""
    answer = Answer.objects.standing().filter(conversation__case=case).get(pk=answer_id)
    return answer, passage_of(answer.words, passage) if passage else ""


def _new_outcome(
    case: Case,
    actor: User,
    instruction: AdvocateInstruction | None,
    replaces: DesiredOutcome | None = None,
) -> DesiredOutcome:
    """The next outcome of a case that is locked."""
    last = DesiredOutcome.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    outcome: DesiredOutcome = DesiredOutcome.objects.create(
        case=case,
        number=last + 1,
        replaces=replaces,
        instruction=instruction,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    return outcome


def _add_version(
    outcome: DesiredOutcome,
    number: int,
    *,
    words: str,
    voice: Voice,
    said_on: date,
    answer: Answer | None,
    passage: str,
    change_reason: str = "",
    recorded_by: User | None = None,
    instruction: AdvocateInstruction | None = None,
) -> OutcomeVersion:
    if said_on > clock.today():
        raise NotYetTrue
    return OutcomeVersion.objects.create(
        outcome=outcome,
        number=number,
        words=words,
        voice=voice,
        said_on=said_on,
        answer=answer,
        passage=passage,
        change_reason=change_reason,
        instruction=instruction if recorded_by else outcome.instruction,
        recorded_by=recorded_by or outcome.recorded_by,
        recorded_at=clock.now(),
    )
