from datetime import date
from uuid import UUID

from django.db import transaction

import enquiries.actions
from accounts.models import User
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from enquiries.locking import locked_case
from enquiries.models import EnquiryQuestion
from enquiries.permissions import can_plan
from outcomes.models import DesiredOutcome, QuestionOutcome


@transaction.atomic
def ask_question(
    *, actor: User, case_id: UUID, question: str, who: str, by_when: date, outcome_id: UUID | None = None
) -> EnquiryQuestion:
    """A question that the enquiry must answer, for an outcome of the same case where there is one.

    Raises PermissionDenied, or DesiredOutcome.DoesNotExist where the outcome is not of this case.
    """
    require(can_plan, actor, locked_case(actor, case_id))
    asked = enquiries.actions.ask_question(
        actor=actor, case_id=case_id, question=question, who=who, by_when=by_when
    )
    if outcome_id is not None:
        outcome: DesiredOutcome = DesiredOutcome.objects.visible_to(actor).get(pk=outcome_id, case=case_id)
        link = QuestionOutcome.objects.create(
            case=asked.case, question=asked, outcome=outcome, recorded_by=actor, recorded_at=clock.now()
        )
        record(Event.QUESTION_ASKED, actor=actor, subject=link, outcome=outcome.number)
    return asked
