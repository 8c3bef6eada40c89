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
from outcomes.errors import NotYetTrue
from outcomes.models import InvolvementWish, SafetyRating
from outcomes.permissions import can_record_voice
from outcomes.speakers import instruction_of, require_voice


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
