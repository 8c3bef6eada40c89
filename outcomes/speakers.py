"""Who speaks when something is recorded: a worker of the council, or an advocate on the person's behalf."""

from accounts.models import User
from accounts.rules import Role
from audit import clock
from enquiries.choices import Voice
from enquiries.models import AdvocateInstruction, Case
from outcomes.errors import VoiceNotTheirs

PERSONS_OWN = (Voice.ADULT, Voice.ADULT_SUPPORTED)
FOR_THE_PERSON = tuple(voice for voice in Voice if voice != Voice.PROFESSIONAL)


def instruction_of(user: User, case: Case) -> AdvocateInstruction | None:
    """The instruction under which `user` acts on `case` today; None for people of the council."""
    if not user.has_role(Role.ADVOCATE):
        return None
    running = AdvocateInstruction.objects.filter(case=case, advocate=user).running_on(clock.today())
    found: AdvocateInstruction | None = running.order_by("-from_on").first()
    return found


def voices_open_to(instruction: AdvocateInstruction | None) -> tuple[Voice, ...]:
    """The voices that may be recorded: an advocate relays the person's own words, or speaks in their own voice."""
    return tuple(Voice) if instruction is None else (*PERSONS_OWN, instruction.voice)


def voices_for_the_person(instruction: AdvocateInstruction | None) -> tuple[Voice, ...]:
    """The same without a professional's view, which is never the person's."""
    return tuple(voice for voice in voices_open_to(instruction) if voice != Voice.PROFESSIONAL)


def require_voice(voice: Voice | str, instruction: AdvocateInstruction | None) -> None:
    """Raise VoiceNotTheirs where an advocate records a voice that they cannot speak with."""
    if voice not in voices_open_to(instruction):
        raise VoiceNotTheirs
