from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.choices import Voice
from enquiries.models import Case
from outcomes.choices import Involvement, SafetyLevel
from outcomes.errors import AdvocatesOwnRecord, NotYetTrue, RatingUnchanged
from outcomes.models import InvolvementWish, SafetyCorrection, SafetyRating
from outcomes.permissions import can_correct_answer, can_record_voice
from outcomes.speakers import instruction_of, require_voice
from ui.errors import EditConflict


@transaction.atomic
def rate_safety(
    *, actor: User, case_id: UUID, level: SafetyLevel, voice: Voice, rated_on: date
) -> SafetyRating:
    """Record how safe the person feels, outside a conversation. Raises PermissionDenied, NotYetTrue, VoiceNotTheirs."""
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_voice, actor, case)
    if rated_on > clock.today():
        raise NotYetTrue
    instruction = instruction_of(actor, case)
    require_voice(voice, instruction)
    rating: SafetyRating = SafetyRating.objects.create(
        case=case,
        level=level,
        voice=voice,
        rated_on=rated_on,
        instruction=instruction,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.SAFETY_RATED, actor=actor, subject=rating, level=level, voice=voice)
    return rating


@transaction.atomic
def correct_safety(
    *,
    actor: User,
    rating_id: UUID,
    version: int,
    level: SafetyLevel,
    reason: str,
    voice: Voice | None = None,
    rated_on: date | None = None,
) -> SafetyRating:
    """Correct a rating that was written down wrongly; what stood there before is kept with the reason.

    The day and voice of one that was asked in a conversation are the conversation's, and corrected there.
    Raises PermissionDenied, AdvocatesOwnRecord, EditConflict, NotYetTrue, VoiceNotTheirs or RatingUnchanged.
    """
    rating = _locked_to_correct(actor, rating_id, version)
    apart = rating.conversation_id is None
    new_voice = voice if apart and voice else rating.voice
    new_day = rated_on if apart and rated_on else rating.rated_on
    if new_day > clock.today():
        raise NotYetTrue
    require_voice(Voice(new_voice), instruction_of(actor, rating.case))
    before = {"level": rating.level, "voice": rating.voice, "rated_on": rating.rated_on}
    after = {"level": level, "voice": new_voice, "rated_on": new_day}
    if before == after:
        raise RatingUnchanged
    SafetyCorrection.objects.create(
        rating=rating, **before, reason=reason, recorded_by=actor, recorded_at=clock.now()
    )
    for name, value in {**after, "version": version + 1}.items():
        setattr(rating, name, value)
    rating.save(update_fields=[*after, "version"])
    record(Event.SAFETY_CORRECTED, actor=actor, subject=rating, level=level, was=before["level"])
    return rating


def _locked_to_correct(actor: User, rating_id: UUID, version: int) -> SafetyRating:
    rating: SafetyRating = (
        SafetyRating.objects.visible_to(actor)
        .standing()
        .select_related("case")
        .select_for_update(of=("self",))
        .get(pk=rating_id)
    )
    require(can_record_voice, actor, rating.case)
    if not can_correct_answer(actor, rating):
        raise AdvocatesOwnRecord
    if rating.version != version:
        raise EditConflict(rating)
    return rating


@transaction.atomic
def record_involvement(
    *, actor: User, case_id: UUID, level: Involvement, voice: Voice, said_on: date, detail: str = ""
) -> InvolvementWish:
    """Record how involved the person wants to be. Raises PermissionDenied, NotYetTrue or VoiceNotTheirs."""
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_voice, actor, case)
    if said_on > clock.today():
        raise NotYetTrue
    instruction = instruction_of(actor, case)
    require_voice(voice, instruction)
    wish: InvolvementWish = InvolvementWish.objects.create(
        case=case,
        level=level,
        detail=detail,
        voice=voice,
        said_on=said_on,
        instruction=instruction,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.INVOLVEMENT_ASKED, actor=actor, subject=wish, level=level, voice=voice)
    return wish
