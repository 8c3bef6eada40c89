from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.models import Case
from outcomes.choices import ViewKind
from outcomes.errors import NothingToAnswer, NotYetTrue
from outcomes.models import AdvocateView, Conversation, CouncilAnswer, DesiredOutcome
from outcomes.permissions import can_answer_advocate, can_record_view
from outcomes.speakers import instruction_of


@transaction.atomic
def record_view(*, actor: User, case_id: UUID, kind: ViewKind, happened_on: date, words: str) -> AdvocateView:
    """Record a view, or a written report, on the person's behalf. The council answers a report in writing.

    Source: Care and Support (Independent Advocacy Support) (No. 2) Regulations 2014, reg. 5.
    Raises PermissionDenied or NotYetTrue.
    """
    case = Case.objects.visible_to(actor, Verb.SEE_THREAD).select_for_update(of=("self",)).get(pk=case_id)
    require(can_record_view, actor, case)
    if happened_on > clock.today():
        raise NotYetTrue
    view: AdvocateView = AdvocateView.objects.create(
        case=case,
        kind=kind,
        happened_on=happened_on,
        words=words,
        instruction=instruction_of(actor, case),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    record(Event.VIEW_RECORDED, actor=actor, subject=view, kind=kind)
    return view


@transaction.atomic
def answer_advocate(
    *,
    actor: User,
    case_id: UUID,
    text: str,
    view_id: UUID | None = None,
    conversation_id: UUID | None = None,
    outcome_id: UUID | None = None,
) -> CouncilAnswer:
    """Write the council's answer to one thing that an advocate recorded. The advocate's record is not touched.

    Raises PermissionDenied or NothingToAnswer.
    """
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    require(can_answer_advocate, actor, case)
    by_advocates = {"case": case, "instruction__isnull": False}
    found = {
        "view": view_id and AdvocateView.objects.filter(pk=view_id, **by_advocates).first(),
        "conversation": conversation_id
        and Conversation.objects.filter(pk=conversation_id, **by_advocates).first(),
        "outcome": outcome_id and DesiredOutcome.objects.filter(pk=outcome_id, **by_advocates).first(),
    }
    subjects = {name: row for name, row in found.items() if row}
    if len(subjects) != 1:
        raise NothingToAnswer
    answer: CouncilAnswer = CouncilAnswer.objects.create(
        case=case, text=text, recorded_by=actor, recorded_at=clock.now(), **subjects
    )
    event = Event.VIEW_ANSWERED if view_id else Event.CONVERSATION_ANSWERED
    record(event, actor=actor, subject=answer, to=next(iter(subjects)))
    return answer
