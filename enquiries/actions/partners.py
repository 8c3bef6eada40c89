"""A question to somebody outside the council: asking, letting them in, their answer, and taking it back."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.errors import PartnerEnded, TooManyCodes, WrongCode
from enquiries.models import Case, PartnerQuestion
from enquiries.partners import (
    MOST_CODES,
    MOST_TRIES,
    digest_of,
    is_their_code,
    is_their_link,
    new_code,
    send_code,
)
from enquiries.permissions import can_ask_partner


@transaction.atomic
def ask_partner(
    *, actor: User, case_id: UUID, organisation: str, name: str, email: str, question: str, days: int
) -> PartnerQuestion:
    """Ask one person outside the council one question, for so many days (28 at most). Raises PermissionDenied."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_ask_partner, actor, case)
    now = clock.now()
    asked = PartnerQuestion.objects.create(
        case=case,
        organisation=organisation,
        name=name,
        email=email,
        question=question,
        until=now + timedelta(days=days),
        recorded_by=actor,
        recorded_at=now,
    )
    record(Event.PARTNER_ASKED, actor=actor, subject=asked, days=days)
    return asked


@transaction.atomic
def revoke_partner_question(*, actor: User, question_id: UUID, reason: str) -> PartnerQuestion:
    """Take the link back: at once it opens nothing. Raises PermissionDenied or PartnerEnded."""
    asked: PartnerQuestion = (
        PartnerQuestion.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=question_id)
    )
    require(can_ask_partner, actor, asked.case)
    if not asked.is_open:
        raise PartnerEnded
    asked.revoked_at, asked.revoked_by, asked.revoked_reason = clock.now(), actor, reason
    asked.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record(Event.PARTNER_REVOKED, actor=actor, subject=asked, reason=reason)
    return asked


@transaction.atomic
def send_partner_code(*, actor: str, question_id: UUID) -> None:
    """Send a code to the address on file; the one before is of no more use. `actor` is the proof in their link.

    Raises PermissionDenied, PartnerEnded or TooManyCodes.
    """
    asked = _theirs(actor, question_id)
    if asked.codes_sent >= MOST_CODES or asked.tries >= MOST_TRIES:
        raise TooManyCodes
    code = new_code()
    asked.code_digest, asked.code_sent_at = digest_of(asked, code), clock.now()
    asked.codes_sent += 1
    asked.save(update_fields=["code_digest", "code_sent_at", "codes_sent"])
    record(Event.PARTNER_CODE_SENT, actor=None, subject=asked)
    transaction.on_commit(partial(send_code, asked.email, code), robust=True)


@transaction.atomic
def let_partner_in(*, actor: str, question_id: UUID, code: str) -> bool:
    """Whether the code is theirs; a wrong one counts. Raises PermissionDenied, PartnerEnded or TooManyCodes."""
    asked = _theirs(actor, question_id)
    if asked.tries >= MOST_TRIES:
        raise TooManyCodes
    if not is_their_code(asked, code):
        asked.tries += 1
        asked.save(update_fields=["tries"])
        record(Event.PARTNER_CODE_WRONG, actor=None, subject=asked, tries=asked.tries)
        return False
    asked.came_in_at, asked.code_digest = clock.now(), ""
    asked.save(update_fields=["came_in_at", "code_digest"])
    record(Event.PARTNER_CAME_IN, actor=None, subject=asked)
    return True


@transaction.atomic
def answer_as_partner(*, actor: str, question_id: UUID, answer: str) -> PartnerQuestion:
    """Keep their answer as they wrote it; the link is of no more use.

    Raises PermissionDenied, PartnerEnded or WrongCode.
    """
    asked = _theirs(actor, question_id)
    if asked.came_in_at is None:
        raise WrongCode
    asked.answer, asked.answered_at = answer, clock.now()
    asked.save(update_fields=["answer", "answered_at"])
    record(Event.PARTNER_ANSWERED, actor=None, subject=asked)
    return asked


def _theirs(proof: str, question_id: UUID) -> PartnerQuestion:
    """The question that the link was made for; not through the one door, because a partner has no account."""
    asked: PartnerQuestion = PartnerQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)
    require(_holds_the_link, proof, asked)
    if not asked.is_open:
        raise PartnerEnded
    return asked


def _holds_the_link(proof: str, asked: PartnerQuestion) -> bool:
    return is_their_link(asked, proof)
