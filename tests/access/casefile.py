from typing import Any

import enquiries.actions
from enquiries.models import Approval, SafeguardingPlan
from tests.access.enquiries import of_meeting
from tests.access.matrix import (
    ADMINISTRATOR,
    ADVOCATE,
    ANALYST,
    AUDITOR,
    EVERYBODY,
    MANAGER,
    OTHER_ADVOCATE,
    SAM,
    SEES_CASE,
    SEES_IDENTITY,
    TEAM,
    Place,
    Row,
)
from tests.given import PLAN

LISTS_CASES = SEES_IDENTITY
NO_CASES = (ANALYST, ADVOCATE, OTHER_ADVOCATE, ADMINISTRATOR)


def of_case(place: Place) -> dict[str, Any]:
    return {"case_id": place.case.pk}


def of_plan(place: Place) -> dict[str, Any]:
    plan = SafeguardingPlan.objects.filter(case=place.case).first() or enquiries.actions.write_plan(
        actor=place.worker, case_id=place.case.pk, **PLAN, lead_id=place.worker.pk
    )
    return of_case(place) | {"plan_id": plan.pk}


def of_approval(place: Place) -> dict[str, Any]:
    about = {"case_id": place.case.pk, "of": "closing", "asked": "All is done."}
    waiting = Approval.objects.filter(case=place.case).first()
    approval = waiting or enquiries.actions.ask_approval(actor=place.worker, **about)
    return of_case(place) | {"approval_id": approval.pk}


NOT_SAM = tuple(who for who in SEES_CASE if who != SAM)

ROWS = [
    Row("casefile:home", lets=EVERYBODY, methods="GET", has_tests_of_its_own=True),
    Row("casefile:cases", lets=LISTS_CASES, refuses=NO_CASES, methods="GET"),
    Row("casefile:search", lets=LISTS_CASES, refuses=NO_CASES),
    Row("casefile:first-visit-done", lets=EVERYBODY, methods="POST"),
    Row("casefile:help", lets=EVERYBODY, methods="GET", without_sign_in=True),
    Row("casefile:help-topic", {"topic": "start"}, lets=EVERYBODY, methods="GET", without_sign_in=True),
    Row("casefile:case", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:advocate-case", of_case, lets=[ADVOCATE], methods="GET"),
    Row("casefile:timeline", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:thread", of_case, lets=(*SEES_CASE, ADVOCATE), methods="GET"),
    Row("casefile:planning", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:meeting", of_meeting, lets=SEES_CASE, methods="GET"),
    Row("casefile:sharing", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:risks", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:capacity", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:balance", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:close-checklist", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:checklist", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:closing-told", of_case, lets=(*TEAM, MANAGER), refuses=(AUDITOR,)),
    Row(
        "casefile:check-line",
        lambda place: of_case(place) | {"item": "children"},
        lets=(*TEAM, MANAGER),
        refuses=(AUDITOR,),
    ),
    Row("casefile:plans", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:add-plan", of_case, lets=TEAM, refuses=(MANAGER, AUDITOR)),
    Row("casefile:plan", of_plan, lets=TEAM, refuses=(MANAGER, AUDITOR)),
    Row("casefile:answer-approval", of_approval, lets=[SAM], refuses=NOT_SAM),
    Row(
        "casefile:ask-approval",
        lambda place: of_case(place) | {"of": "closing"},
        lets=TEAM,
        refuses=(MANAGER, AUDITOR),
    ),
    Row("casefile:counts", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:decisions", of_case, lets=SEES_CASE, methods="GET"),
    Row("casefile:decide", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close-their-view", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:close-check", of_case, lets=[SAM], refuses=NOT_SAM),
    Row("casefile:reopen", of_case, lets=[SAM], refuses=NOT_SAM),
]
