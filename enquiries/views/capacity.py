from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.capacity import Capacity, CapacityDecision
from enquiries.choices import Voice
from enquiries.forms import capacity as forms
from enquiries.models import CapacityAssessment, Case
from enquiries.permissions import can_assess_capacity
from enquiries.views.page import act_page, case_for, case_of, looked_at, page_of
from people.models import Relationship


def to_capacity(case: Case) -> str:
    return reverse("casefile:capacity", args=[case.pk])


def trail_of(case: Case, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("Capacity and advocacy", to_capacity(case)), *more)


def _to_assessment(row: CapacityAssessment) -> str:
    return reverse("enquiries:assessment", args=[row.case_id, row.pk])


def _assessment(request: SignedInRequest, case: Case, assessment_id: UUID) -> CapacityAssessment:
    rows = CapacityAssessment.objects.visible_to(request.user).select_related(
        "recorded_by", "supersedes", "superseded_by"
    )
    found: CapacityAssessment = get_object_or_404(rows, pk=assessment_id, case=case)
    return found


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def assessment(request: SignedInRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    """One decision at one time: what the person said, then the three steps in their order."""
    case = case_of(request, case_id)
    found = _assessment(request, case, assessment_id)
    looked_at(request, case)
    is_governing = not hasattr(found, "superseded_by")
    may_assess = can_assess_capacity(request.user, case)
    context = page_of(request, case, *trail_of(case), here="capacity") | {
        "assessment": found,
        "is_governing": is_governing,
        "decisions": found.best_interests.select_related("recorded_by", "attorney").prefetch_related(
            "consulted", "options"
        ),
        "may_assess": may_assess and is_governing,
        "may_decide": may_assess and is_governing and found.answer == Capacity.LACKS,
    }
    return render(request, "enquiries/assessment.html", context)


@on_record(Verb.SEE_CASE, Verb.ASSESS_CAPACITY)
@login_required
@require_http_methods(["GET", "POST"])
def presume(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_capacity)

    def act(data: dict[str, Any]) -> None:
        kind = CapacityDecision(data.pop("kind"))
        actions.presume_capacity(actor=request.user, case_id=case.pk, kind=kind, **data)

    return act_page(
        request,
        case,
        forms.PresumeForm,
        name="presume-capacity",
        title="Capacity is presumed, and was never doubted",
        initial={
            "kind": CapacityDecision.ENQUIRY.value,
            "decision": "What happens in this enquiry",
            "of_enquiry": True,
            "on": clock.today(),
        },
        act=act,
        back=to_capacity(case),
        trail=trail_of(case),
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_CAPACITY)
@login_required
@require_http_methods(["GET", "POST"])
def assess(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_capacity)
    earlier = CapacityAssessment.objects.visible_to(request.user).filter(case=case).governing()
    replaced = earlier.filter(pk__in=_asked_for(request)).first()
    return act_page(
        request,
        case,
        forms.AssessForm,
        name="assess-capacity",
        title="Can they make this decision?",
        template="enquiries/assess.html",
        form_kwargs={"earlier": [(str(row.pk), f"{row.assessed_on:%d.%m.%Y}: {row}") for row in earlier]},
        initial=_initial(request, replaced),
        act=lambda data: _assess(request, case, data),
        back=to_capacity(case),
        trail=trail_of(case),
    )


def _asked_for(request: SignedInRequest) -> list[str]:
    """The assessment that the address names as the earlier one."""
    try:
        return [str(UUID(request.GET.get("earlier", "")))]
    except ValueError:
        return []


def _initial(request: SignedInRequest, earlier: CapacityAssessment | None) -> dict[str, Any]:
    """The same decision again where an earlier assessment of it is looked at anew."""
    job = getattr(request.user, "job_title", "")
    known = {
        "assessed_on": clock.today(),
        "assessor": f"{request.user.name}, {job}" if job else request.user.name,
    }
    if earlier is None:
        return known | {"of_enquiry": True}
    same = {name: getattr(earlier, name) for name in ("kind", "decision", "of_enquiry", "information")}
    return known | same | {"supersedes_id": str(earlier.pk)}


OF_ACT = ("kind", "decision", "of_enquiry", "answer", "assessed_on", "assessor", "supersedes_id")


def _assess(request: SignedInRequest, case: Case, data: dict[str, Any]) -> None:
    facts = {name: data.pop(name) for name in OF_ACT}
    facts |= {"kind": CapacityDecision(facts["kind"]), "answer": Capacity(facts["answer"])}
    actions.assess_capacity(actor=request.user, case_id=case.pk, findings=data, **facts)  # type: ignore[arg-type]  # the form's fields are the findings


@on_record(Verb.SEE_CASE, Verb.ASSESS_CAPACITY)
@login_required
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_capacity)
    found = _assessment(request, case, assessment_id)
    around: Any = Relationship.objects.visible_to(request.user)
    risky = around.filter(person=case.person_id, until_on=None, source_of_risk=True)
    return act_page(
        request,
        case,
        forms.BestInterestsForm,
        name="best-interests",
        title="A decision in their best interests",
        record=found,
        template="enquiries/decide_best_interests.html",
        form_kwargs={"case": case},
        initial={
            "decided_on": clock.today(),
            "wishes": found.words,
            "voice": Voice(found.voice).value if found.words else "",
        },
        act=lambda data: actions.decide_best_interests(
            actor=request.user, assessment_id=found.pk, **forms.for_act(data)
        ),
        back=_to_assessment(found),
        trail=trail_of(case, (found.get_answer_display(), _to_assessment(found))),
        context={"assessment": found, "risky": risky},
    )
