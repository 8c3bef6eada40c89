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
from enquiries.bodymap import body_map
from enquiries.choices import Voice
from enquiries.forms import risks as forms
from enquiries.forms.cases import WhyForm
from enquiries.models import BodyMark, Case, Concern, Risk, RiskChoice
from enquiries.naming import changes_in_words, people_behind
from enquiries.permissions import can_assess_risk, can_sign_off_risk
from enquiries.suggesting import suggested_from
from enquiries.views.page import act_page, case_for, case_of, looked_at, page_of

STORED = ("place", "place_detail", "description")


def _address(case: Case) -> str:
    return reverse("casefile:risks", args=[case.pk])


def _trail(case: Case, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("Risk", _address(case)), *more)


def _risk(request: SignedInRequest, case: Case, risk_id: UUID) -> Risk:
    rows = Risk.objects.visible_to(request.user).select_related("source", "concern", "recorded_by")
    found: Risk = get_object_or_404(rows, pk=risk_id, case=case)
    return found


def _to_risk(risk: Risk) -> str:
    return reverse("enquiries:risk", args=[risk.case_id, risk.pk])


def _of_risk(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> tuple[Case, Risk, dict[str, Any]]:
    """What every act on a risk needs: the case, the risk, and where its page stands."""
    case = case_for(request, case_id, can_assess_risk)
    risk = _risk(request, case, risk_id)
    trail = _trail(case, (str(risk), _to_risk(risk)))
    lead = f"{risk.kind}, {risk.get_place_display()}. {risk.source.description}"
    return case, risk, {"record": risk, "back": _to_risk(risk), "trail": trail, "context": {"lead": lead}}


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def risk(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    """One risk: how the person sees it first, then what was assessed, what became of it, and what changed."""
    case = case_of(request, case_id)
    found = _risk(request, case, risk_id)
    looked_at(request, case)
    may_assess = can_assess_risk(request.user, case) and not found.withdrawn_on
    context = page_of(request, case, *_trail(case), here="risks") | {
        "risk": found,
        "views": found.views.all(),
        "choices_made": found.choices_made.select_related("recorded_by", "signed_by").order_by(
            "-recorded_at"
        ),
        "changes": changes_in_words(found),
        "marks": found.marks.filter(withdrawn_on=None),
        "behind": people_behind(request.user, [found.source]).get(found.source.person_id),
        "may_assess": may_assess,
        "may_sign": can_sign_off_risk(request.user, case),
    }
    return render(request, "enquiries/risk.html", context)


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def add_risk(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_risk)

    def act(data: dict[str, Any]) -> str:
        return _to_risk(_add(request, case, data))

    return act_page(
        request,
        case,
        forms.RiskForm,
        name="add-risk",
        title="Add a risk",
        form_kwargs={"case": case, "reader": request.user},
        act=act,
        back=_address(case),
        trail=_trail(case),
        success="Risk added",
    )


def _add(request: SignedInRequest, case: Case, data: dict[str, Any]) -> Risk:
    """Add the risk; where its source is new, the source before it."""
    source_id = data["source"]
    if source_id == forms.NEW:
        source_id = actions.add_risk_source(
            actor=request.user, case_id=case.pk, **forms.source_fields(data)
        ).pk
    names = ("place", "place_detail", "description", "likelihood_before", "impact_before")
    return actions.add_risk(
        actor=request.user,
        case_id=case.pk,
        source_id=source_id,
        **forms.what_kind(data["kind"]),
        **{name: data[name] for name in names},
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def confirm_risks(request: SignedInRequest, case_id: UUID, concern_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_risk)
    concern: Concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=concern_id, case=case)
    known = Risk.objects.visible_to(request.user).filter(case=case).standing()

    def act(data: dict[str, Any]) -> None:
        actions.confirm_risks(actor=request.user, concern_id=concern.pk, **forms.confirmed(data))

    return act_page(
        request,
        case,
        forms.ConfirmForm,
        name="confirm-risks",
        title="Which risks does the concern tell of?",
        record=concern,
        form_kwargs={
            "suggested": suggested_from(concern, known),
            "description": concern.source_description,
        },
        act=act,
        back=_address(case),
        trail=_trail(case),
        context={"lead": f"{concern.reference}: {concern.kinds}"},
        button="Confirm these",
        success="Risks confirmed",
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def change_risk(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)

    def act(data: dict[str, Any]) -> None:
        kind = forms.what_kind(data.pop("kind"))
        data["source_id"] = UUID(data["source_id"])
        actions.change_risk(actor=request.user, risk_id=found.pk, **kind, **data)

    return act_page(
        request,
        case,
        forms.ChangeRiskForm,
        name="change-risk",
        title="Change a risk",
        form_kwargs={"case": case},
        stored=lambda row: (
            {name: getattr(row, name) for name in STORED}
            | {"kind": row.subtype or row.abuse_type, "source_id": str(row.source_id)}
        ),
        act=act,
        **page,
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def assess_risk(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)
    names = ("assessment", "likelihood_before", "impact_before")
    return act_page(
        request,
        case,
        forms.AssessForm,
        name="assess-risk",
        title="What did the assessment find?",
        stored=lambda row: (
            {name: getattr(row, name) for name in names}
            | {"assessed_on": row.assessed_on or clock.today(), "reasons": row.assessment_reasons}
        ),
        act=lambda data: actions.assess_risk(actor=request.user, risk_id=found.pk, **data),
        **page,
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def record_outcome(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)
    names = ("outcome", "likelihood_after", "impact_after")
    return act_page(
        request,
        case,
        forms.OutcomeForm,
        name="risk-outcome",
        title="What became of the risk?",
        stored=lambda row: (
            {name: getattr(row, name) for name in names}
            | {"outcome_on": row.outcome_on or clock.today(), "reasons": row.outcome_reasons}
        ),
        act=lambda data: actions.record_risk_outcome(actor=request.user, risk_id=found.pk, **data),
        **page,
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def record_view(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)
    return act_page(
        request,
        case,
        forms.RiskViewForm,
        name="risk-view",
        title="How do they see this risk?",
        initial={"said_on": clock.today()},
        act=lambda data: actions.record_risk_view(
            actor=request.user, risk_id=found.pk, **data | {"voice": Voice(data["voice"])}
        ),
        **page,
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_risk(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)
    return act_page(
        request,
        case,
        WhyForm,
        name="withdraw-risk",
        title="This risk was recorded in error",
        act=lambda data: actions.withdraw_risk(actor=request.user, risk_id=found.pk, **data),
        button="Withdraw it",
        success="Risk withdrawn",
        **page | {"back": _address(case)},
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def record_choice(request: SignedInRequest, case_id: UUID, risk_id: UUID) -> HttpResponse:
    case, found, page = _of_risk(request, case_id, risk_id)
    return act_page(
        request,
        case,
        forms.ChoiceForm,
        name="risk-choice",
        title="They choose to live with this risk",
        initial={"chosen_on": clock.today()},
        act=lambda data: actions.record_risk_choice(
            actor=request.user, risk_id=found.pk, **data | {"voice": Voice(data["voice"])}
        ),
        button="Send it to a manager",
        success="Recorded. A manager signs it off, and not you",
        **page,
    )


@on_record(Verb.SEE_CASE, Verb.SIGN_OFF_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def sign_off_choice(request: SignedInRequest, case_id: UUID, choice_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_sign_off_risk)
    rows = RiskChoice.objects.visible_to(request.user).select_related("risk__source", "recorded_by")
    choice = get_object_or_404(rows, pk=choice_id, case=case)

    def act(data: dict[str, Any]) -> None:
        signing = data["decision"] == "sign"
        decide = actions.sign_off_risk_choice if signing else actions.return_risk_choice
        decide(actor=request.user, choice_id=choice.pk, comment=data["comment"])

    return act_page(
        request,
        case,
        forms.SignOffForm,
        name="sign-off-choice",
        title="A choice to live with a risk",
        record=choice,
        template="enquiries/sign_off_choice.html",
        act=act,
        back=_to_risk(choice.risk),
        trail=_trail(case, (str(choice.risk), _to_risk(choice.risk))),
        context={"choice": choice},
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def add_mark(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_risk)
    rows = Risk.objects.visible_to(request.user).filter(case=case).standing()
    return act_page(
        request,
        case,
        forms.MarkForm,
        name="add-body-mark",
        title="Put a mark on the body map",
        template="enquiries/add_mark.html",
        form_kwargs={"risks": [(str(row.pk), f"{row}: {row.kind}") for row in rows]},
        initial={"seen_on": clock.today(), "seen_by": request.user.name},
        act=lambda data: actions.add_body_mark(actor=request.user, case_id=case.pk, **data),
        back=f"{_address(case)}#body",
        trail=_trail(case),
        context={"map": body_map()},
        success="Mark added",
    )


@on_record(Verb.SEE_CASE, Verb.ASSESS_RISK)
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_mark(request: SignedInRequest, case_id: UUID, mark_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_assess_risk)
    mark = get_object_or_404(BodyMark.objects.visible_to(request.user), pk=mark_id, case=case)
    return act_page(
        request,
        case,
        WhyForm,
        name="withdraw-body-mark",
        title="Take a mark off the body map",
        record=mark,
        act=lambda data: actions.withdraw_body_mark(actor=request.user, mark_id=mark.pk, **data),
        back=f"{_address(case)}#body",
        trail=_trail(case),
        context={"lead": f"{mark}. It stays in the list, marked as withdrawn."},
        button="Take it off",
        success="Mark withdrawn",
    )
