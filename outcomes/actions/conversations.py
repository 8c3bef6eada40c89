from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import NotAskedReason, Voice
from enquiries.errors import HappenedInTheFuture
from enquiries.models import Case
from outcomes.answers import Given
from outcomes.choices import AnswerState, Involvement, Phase, SafetyLevel
from outcomes.errors import (
    AdvocatesOwnRecord,
    AlreadyCorrected,
    NobodyAnswered,
    NothingChanged,
    TryAgainMissing,
)
from outcomes.models import (
    Answer,
    Conversation,
    ConversationCorrection,
    InvolvementWish,
    SafetyRating,
)
from outcomes.permissions import can_correct_answer, can_record_voice
from outcomes.speakers import instruction_of, require_voice
from ui.errors import EditConflict


@transaction.atomic
def record_conversation(
    *,
    actor: User,
    case_id: UUID,
    phase: Phase,
    happened_at: datetime,
    asked_by: str,
    answered_by: str,
    voice: Voice,
    answers: Sequence[Given],
    place: str = "",
    support_given: str = "",
    in_the_room: str = "",
    involvement: Involvement | str = "",
    involvement_detail: str = "",
    note: str = "",
    safety: SafetyLevel | str = "",
) -> Conversation:
    """Record what the person said, word for word, and how safe they feel and how involved they want to be.

    What an advocate records carries their instruction, and only they can change it.
    Raises PermissionDenied, HappenedInTheFuture, NobodyAnswered or VoiceNotTheirs.
    """
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_voice, actor, case)
    if happened_at > clock.now():
        raise HappenedInTheFuture
    if not answers:
        raise NobodyAnswered
    instruction = instruction_of(actor, case)
    require_voice(voice, instruction)
    conversation: Conversation = Conversation.objects.create(
        case=case,
        instruction=instruction,
        phase=phase,
        happened_at=happened_at,
        place=place,
        asked_by=asked_by,
        answered_by=answered_by,
        voice=voice,
        support_given=support_given,
        in_the_room=in_the_room,
        note=note,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    _write_answers(conversation, answers)
    _ask_alongside(conversation, safety, involvement, involvement_detail)
    record(
        Event.CONVERSATION_RECORDED,
        actor=actor,
        subject=conversation,
        phase=phase,
        voice=voice,
        answers=len(answers),
    )
    return conversation


def _ask_alongside(
    conversation: Conversation, safety: SafetyLevel | str, involvement: Involvement | str, detail: str
) -> None:
    """How safe they feel and how involved they want to be, where they were asked in the same conversation."""
    shared = ("case", "instruction", "voice", "recorded_by", "recorded_at")
    same = {"conversation": conversation, **{name: getattr(conversation, name) for name in shared}}
    day = clock.day_of(conversation.happened_at)
    if safety:
        SafetyRating.objects.create(**same, level=safety, rated_on=day)
    if involvement:
        InvolvementWish.objects.create(**same, level=involvement, detail=detail, said_on=day)


def _write_answers(conversation: Conversation, answers: Sequence[Given]) -> None:
    Answer.objects.bulk_create(
        Answer(
            conversation=conversation,
            position=position,
            question=answer.question,
            question_text=answer.as_asked,
            state=answer.state,
            words=answer.words,
            worker_note=answer.worker_note,
            recorded_by=conversation.recorded_by,
            recorded_at=conversation.recorded_at,
        )
        for position, answer in enumerate(answers, start=1)
    )


@transaction.atomic
def record_not_asked(
    *,
    actor: User,
    case_id: UUID,
    phase: Phase,
    happened_at: datetime,
    reason: NotAskedReason,
    detail: str = "",
    try_again_on: date | None = None,
) -> Conversation:
    """Record why the person was not asked, and the London date when somebody will try again.

    Somebody who has died is not asked again; every other reason needs a later date.
    Raises PermissionDenied, HappenedInTheFuture or TryAgainMissing.
    """
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_voice, actor, case)
    if happened_at > clock.now():
        raise HappenedInTheFuture
    died = reason == NotAskedReason.DIED
    if not died and (try_again_on is None or try_again_on <= clock.day_of(happened_at)):
        raise TryAgainMissing
    conversation: Conversation = Conversation.objects.create(
        case=case,
        asked=False,
        phase=phase,
        happened_at=happened_at,
        not_asked_reason=reason,
        not_asked_detail=detail,
        try_again_on=None if died else try_again_on,
        instruction=instruction_of(actor, case),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.NOT_ASKED, actor=actor, subject=conversation, code=reason)
    return conversation


@transaction.atomic
def correct_conversation(
    *,
    actor: User,
    conversation_id: UUID,
    version: int,
    phase: Phase,
    happened_at: datetime,
    asked_by: str,
    answered_by: str,
    voice: Voice,
    place: str,
    support_given: str,
    in_the_room: str,
    reason: str,
) -> Conversation:
    """Correct who, when or where of a conversation; what stood there before is kept with the reason.

    How safe the person felt and how involved they wanted to be follow its day and voice; the words are corrected one
    answer at a time. Raises PermissionDenied, AdvocatesOwnRecord, EditConflict, HappenedInTheFuture, VoiceNotTheirs
    or NothingChanged.
    """
    conversation = _locked_to_correct(actor, conversation_id, version)
    if happened_at > clock.now():
        raise HappenedInTheFuture
    require_voice(voice, instruction_of(actor, conversation.case))
    facts = {
        "phase": phase,
        "happened_at": happened_at,
        "asked_by": asked_by,
        "answered_by": answered_by,
        "voice": voice,
        "place": place,
        "support_given": support_given,
        "in_the_room": in_the_room,
    }
    changed = {name: value for name, value in facts.items() if getattr(conversation, name) != value}
    if not changed:
        raise NothingChanged
    before = {name: getattr(conversation, name) for name in changed}
    ConversationCorrection.objects.create(
        conversation=conversation, before=before, reason=reason, recorded_by=actor, recorded_at=clock.now()
    )
    for name, value in {**changed, "version": version + 1}.items():
        setattr(conversation, name, value)
    conversation.save(update_fields=[*changed, "version"])
    SafetyRating.objects.filter(conversation=conversation).update(voice=voice, rated_on=conversation.day)
    InvolvementWish.objects.filter(conversation=conversation).update(voice=voice, said_on=conversation.day)
    record(Event.CONVERSATION_CORRECTED, actor=actor, subject=conversation, changed=sorted(changed))
    return conversation


def _locked_to_correct(actor: User, conversation_id: UUID, version: int) -> Conversation:
    conversation: Conversation = (
        Conversation.objects.visible_to(actor)
        .asked()
        .select_related("case")
        .select_for_update(of=("self",))
        .get(pk=conversation_id)
    )
    require(can_record_voice, actor, conversation.case)
    if not can_correct_answer(actor, conversation):
        raise AdvocatesOwnRecord
    if conversation.version != version:
        raise EditConflict(conversation)
    return conversation


@transaction.atomic
def correct_answer(
    *, actor: User, answer_id: UUID, words: str, reason: str, state: AnswerState = AnswerState.SAID
) -> Answer:
    """Correct a mistyped answer by a new version with the reason; the first stays readable.

    Outcomes keep pointing at the version that they were made from.
    Raises PermissionDenied, AdvocatesOwnRecord, AlreadyCorrected or NothingChanged.
    """
    old: Answer = (
        Answer.objects.visible_to(actor)
        .standing()
        .select_related("conversation__case")
        .select_for_update(of=("self",))
        .get(pk=answer_id)
    )
    conversation = old.conversation
    require(can_record_voice, actor, conversation.case)
    if not can_correct_answer(actor, conversation):
        raise AdvocatesOwnRecord
    if Answer.objects.filter(corrects=old).exists():
        raise AlreadyCorrected
    if (words, state) == (old.words, old.state):
        raise NothingChanged
    answer: Answer = Answer.objects.create(
        conversation=conversation,
        position=old.position,
        question=old.question,
        question_text=old.question_text,
        state=state,
        words=words,
        worker_note=old.worker_note,
        corrects=old,
        correction_reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(
        Event.ANSWER_CORRECTED, actor=actor, subject=conversation, answer=str(answer.pk), corrects=str(old.pk)
    )
    return answer
