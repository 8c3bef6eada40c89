from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.references import next_reference
from casefile.errors import AnswerWhetherAsked, DecidedInTheFuture
from enquiries.approving import require_approval
from enquiries.choices import DecisionKind, Instead, NotAskedReason, Stage
from enquiries.closing import ApprovalOf
from enquiries.errors import (
    AlreadyClosed,
    DecidedBeforeReceived,
    EnquiryIsOpen,
    SayWhatInstead,
    ThreeTestsNotMet,
)
from enquiries.models import Case, Decision, Enquiry
from enquiries.permissions import can_decide
from outcomes.models import Conversation
from ui.errors import EditConflict


@transaction.atomic
def decide(
    *,
    actor: User,
    case_id: UUID,
    decided_on: date,
    has_needs: bool,
    has_needs_reasons: str,
    at_risk: bool,
    at_risk_reasons: str,
    cannot_protect: bool,
    cannot_protect_reasons: str,
    kind: DecisionKind,
    reasons: str,
    instead: Instead | str = "",
    instead_detail: str = "",
    not_asked_reason: NotAskedReason | str = "",
    not_asked_detail: str = "",
    ask_on: date | None = None,
    version: int | None = None,
) -> Decision:
    """Record a named person's decision on the three tests, and begin the enquiry where one follows.

    Where the person has not been asked, why and when they will be is needed (Care Act 2014 s42).
    A later decision on the same case is a new row; an enquiry that has begun stays. The enquiry begins on the
    decision date. `version` is the case's, as the decider read it: who decides in front of a page gives it, so that
    nobody decides over a decision they have not seen.

    Raises PermissionDenied, EditConflict, AlreadyClosed, DecidedInTheFuture, DecidedBeforeReceived, EnquiryIsOpen,
    ThreeTestsNotMet, SayWhatInstead, AnswerWhetherAsked, or AnotherMustApprove where the decider leads the work.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_decide, actor, case)
    _guard(case, version, decided_on, kind)
    require_approval(actor, case, ApprovalOf.DECISION)
    if kind == DecisionKind.SECTION_42 and not (has_needs and at_risk and cannot_protect):
        raise ThreeTestsNotMet
    if kind == DecisionKind.NONE and not instead:
        raise SayWhatInstead
    asked = person_was_asked(case)
    if not asked and not (not_asked_reason and (ask_on or not_asked_reason == NotAskedReason.DIED)):
        raise AnswerWhetherAsked
    decision = Decision.objects.create(
        case=case,
        decided_on=decided_on,
        has_needs=has_needs,
        has_needs_reasons=has_needs_reasons,
        at_risk=at_risk,
        at_risk_reasons=at_risk_reasons,
        cannot_protect=cannot_protect,
        cannot_protect_reasons=cannot_protect_reasons,
        kind=kind,
        reasons=reasons,
        instead=instead if kind == DecisionKind.NONE else "",
        instead_detail=instead_detail if kind == DecisionKind.NONE else "",
        person_asked=asked,
        not_asked_reason="" if asked else not_asked_reason,
        not_asked_detail="" if asked else not_asked_detail,
        ask_on=None if asked else ask_on,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    case.version += 1
    case.save(update_fields=["version"])
    if kind != DecisionKind.NONE:
        _begin_enquiry(case, kind, decided_on, actor)
    record(Event.DECIDED, actor=actor, subject=decision, kind=kind, decided_on=decided_on.isoformat())
    return decision


def _guard(case: Case, version: int | None, decided_on: date, kind: DecisionKind) -> None:
    if version is not None and case.version != version:
        raise EditConflict(case)
    if decided_on > clock.today():
        raise DecidedInTheFuture
    if any(clock.day_of(moment) > decided_on for moment in _first_received(case)):
        raise DecidedBeforeReceived
    enquiry: Enquiry | None = Enquiry.objects.filter(case=case).first()
    if enquiry is not None and not enquiry.is_open:
        raise AlreadyClosed
    if enquiry is not None and kind == DecisionKind.NONE:
        raise EnquiryIsOpen


def _first_received(case: Case) -> list[datetime]:
    return list(case.concerns.order_by("received_at").values_list("received_at", flat=True)[:1])


def person_was_asked(case: Case) -> bool:
    """Whether a conversation with the person, or whoever speaks for them, is on the case."""
    return Conversation.objects.filter(case=case).asked().exists()


def _begin_enquiry(case: Case, kind: DecisionKind, began_on: date, actor: User) -> Enquiry:
    enquiry: Enquiry | None = Enquiry.objects.filter(case=case).first()
    if enquiry is None:
        return Enquiry.objects.create(
            case=case,
            reference=next_reference("E"),
            kind=kind,
            began_on=began_on,
            stage=Stage.ENQUIRY,
            recorded_by=actor,
            recorded_at=clock.now(),
        )
    if enquiry.kind != kind:
        enquiry.kind, enquiry.version = kind, enquiry.version + 1
        enquiry.save(update_fields=["kind", "version"])
    return enquiry
