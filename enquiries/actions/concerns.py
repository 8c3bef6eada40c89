from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import Team, User
from audit import clock
from audit.actions import record
from audit.context import SYSTEM, asking
from audit.errors import require
from audit.events import Event
from audit.references import next_reference
from enquiries.choices import FeedbackResult
from enquiries.errors import NothingToCorrect, ReceivedInTheFuture
from enquiries.models import Case, Concern, ConcernCorrection, ConcernFeedback
from enquiries.permissions import can_change_concern, can_raise_concern, can_record_safety
from people.actions import add_organisation
from people.models import Organisation, Person
from ui.errors import EditConflict


class ConcernFields(TypedDict, total=False):
    """What was reported: the columns of `Concern` of the same names.

    An organisation may be given by its name: it is found, or added.
    """

    received_at: Any
    raised_by: str
    raised_by_name: str
    raised_by_role: str
    raised_by_contact: str
    raised_by_organisation: Organisation | str | None
    protect_identity: bool
    fact: str
    opinion: str
    hearsay: str
    happened: str
    types: list[str]
    places: list[str]
    sources: list[str]
    source_description: str
    adult_knows: str
    not_told_reason: str
    told_on: date | None
    told_by: str
    adult_agrees: str
    agreement_detail: str
    own_words: str
    own_words_voice: str
    immediate_danger: bool
    safety_steps: str
    police_reference: str
    others_at_risk: str
    others_detail: str


SAFETY_FIELDS = frozenset({"immediate_danger", "safety_steps", "police_reference"})
"""What may be recorded behind broken glass as well: what was done at once."""


@transaction.atomic
def raise_concern(*, actor: User, person_id: UUID, team_id: UUID, **fields: Unpack[ConcernFields]) -> Concern:
    """Record a concern about a person.

    It joins the person's case that is still open, whoever works on it, so that one person has one thread; otherwise
    it opens a case with `team_id`. Raises Person.DoesNotExist, PermissionDenied or ReceivedInTheFuture.
    """
    person = Person.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=person_id)
    require(can_raise_concern, actor, person)
    if fields["received_at"] > clock.now():
        raise ReceivedInTheFuture
    _find_organisation(actor, fields)
    # Past the doors of both walls: the case is joined, not shown, and the actor learns nothing of it.
    with asking(SYSTEM):
        case = Case.objects.open_for(person).select_for_update(of=("self",)).first()
    if case is None:
        team = Team.objects.get(pk=team_id, closed_at=None)
        case = Case.objects.create(person=person, team=team, opened_at=clock.now())
    concern = Concern.objects.create(
        case=case,
        reference=next_reference("C"),
        recorded_by=actor,
        recorded_at=clock.now(),
        restricted=case.restricted,
        **fields,
    )
    record(Event.CONCERN_RAISED, actor=actor, subject=concern, reference=concern.reference)
    return concern


@transaction.atomic
def correct_concern(
    *, actor: User, concern_id: UUID, version: int, reason: str, **fields: Unpack[ConcernFields]
) -> Concern:
    """Correct what was recorded; what it said before is kept with the reason.

    Raises PermissionDenied, EditConflict, ReceivedInTheFuture or NothingToCorrect.
    """
    concern = Concern.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=concern_id)
    only_safety = fields.keys() <= SAFETY_FIELDS
    require(can_record_safety if only_safety else can_change_concern, actor, concern.case)
    if concern.version != version:
        raise EditConflict(concern)
    if fields.get("received_at", concern.received_at) > clock.now():
        raise ReceivedInTheFuture
    _find_organisation(actor, fields)
    before = {
        name: getattr(concern, name) for name, value in fields.items() if getattr(concern, name) != value
    }
    if not before:
        raise NothingToCorrect
    for name in before:
        setattr(concern, name, fields[name])  # type: ignore[literal-required]  # a name out of `fields` itself
    concern.version = version + 1
    concern.save(update_fields=[*before, "version"])
    ConcernCorrection.objects.create(
        case=concern.case,
        concern=concern,
        number=version,
        before={name: _kept(value) for name, value in before.items()},
        reason=reason,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.CONCERN_CORRECTED, actor=actor, subject=concern, fields=sorted(before))
    return concern


def _find_organisation(actor: User, fields: ConcernFields) -> None:
    named = fields.get("raised_by_organisation")
    if isinstance(named, str):
        fields["raised_by_organisation"] = (
            add_organisation(actor=actor, name=named) if named.strip() else None
        )


def _kept(value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, date):  # and moments, which are dates
        return value.isoformat()
    return str(value) if isinstance(value, Organisation) else value


@transaction.atomic
def record_concern_feedback(
    *, actor: User, concern_id: UUID, result: FeedbackResult, on: date, said: str = "", why_not: str = ""
) -> ConcernFeedback:
    """Record what whoever raised the concern was told, or why they were not. Raises PermissionDenied."""
    concern = Concern.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=concern_id)
    require(can_change_concern, actor, concern.case)
    feedback = ConcernFeedback.objects.create(
        case=concern.case,
        concern=concern,
        result=result,
        on=on,
        said=said,
        why_not=why_not,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.CONCERN_FEEDBACK, actor=actor, subject=concern, result=result)
    return feedback
