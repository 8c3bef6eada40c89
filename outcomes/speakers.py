"""Who speaks when something is recorded: a worker of the council, or an advocate on the person's behalf."""

from accounts.models import User
from accounts.rules import Role
from audit import clock
from enquiries.choices import Voice
from enquiries.models import AdvocateInstruction, Case
from outcomes.errors import PersonsViewOnly, VoiceNotTheirs

PERSONS_OWN = (Voice.ADULT, Voice.ADULT_SUPPORTED)
FOR_THE_PERSON = tuple(voice for voice in Voice if voice != Voice.PROFESSIONAL)
"""Every voice in which the person is heard; what a professional thinks has places of its own."""


def instruction_of(user: User, case: Case) -> AdvocateInstruction | None:
    """The instruction under which `user` acts on `case` today; None for people of the council."""
    if not user.has_role(Role.ADVOCATE):
        return None
    running = AdvocateInstruction.objects.filter(case=case, advocate=user).running_on(clock.today())
    found: AdvocateInstruction | None = running.order_by("-from_on").first()
    return found


def voices_open_to(instruction: AdvocateInstruction | None) -> tuple[Voice, ...]:
    """The voices that may be recorded: an advocate relays the person's own words, or speaks in their own voice."""
    return FOR_THE_PERSON if instruction is None else (*PERSONS_OWN, instruction.voice)


def require_voice(voice: Voice | str, instruction: AdvocateInstruction | None) -> None:
    """Raise PersonsViewOnly for a professional's, VoiceNotTheirs for one that an advocate cannot speak with."""
    if voice not in FOR_THE_PERSON:
        raise PersonsViewOnly
    if voice not in voices_open_to(instruction):
        raise VoiceNotTheirs
