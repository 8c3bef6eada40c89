from datetime import timedelta
from typing import Any

from accounts.models import User
from audit import clock
from enquiries.models import Case
from outcomes.models import DesiredOutcome, OutcomeVersion
from principles import actions
from principles.models import Action


def fields(owner: User, **changes: Any) -> dict[str, Any]:
    return {
        "what": "See her without the referrer in the room",
        "principle": "empowerment",
        "how_it_serves": "Her account changed as soon as she could speak freely.",
        "duty": "",
        "owner_id": owner.pk,
        "due_on": clock.today() + timedelta(days=7),
        "repeats": "no",
    } | changes


def make_outcome(worker: User, case: Case, words: str = "Jan stays my shopper, ŵ ł 🙂") -> DesiredOutcome:
    number = case.desiredoutcomes.count() + 1
    outcome = DesiredOutcome.objects.create(case=case, number=number, recorded_by=worker)
    OutcomeVersion.objects.create(
        outcome=outcome, number=1, words=words, voice="adult", said_on=clock.today(), recorded_by=worker
    )
    return outcome


def make_action(worker: User, case: Case, **changes: Any) -> Action:
    if "outcome_id" not in changes and not changes.get("duty"):
        changes["duty"] = "safety"
    return actions.add_action(actor=worker, case_id=case.pk, **fields(worker, **changes))
