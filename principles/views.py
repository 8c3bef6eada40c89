from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.actions import record
from audit.errors import require
from audit.events import Event
from audit.policy import on_record
from enquiries.models import Case, Minutes
from outcomes.views.page import Crumb, page_of
from principles import actions
from principles.choices import Principle
from principles.forms import ActionForm, CompleteActionForm, WithdrawActionForm
from principles.models import Action
from principles.permissions import can_act
from ui.pages import form_page


def _case(request: SignedInRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.user).select_related("person", "team", "enquiry")
    return get_object_or_404(cases, pk=case_id)


def _action(request: SignedInRequest, action_id: UUID) -> Action:
    """The action, for those who see its whole case; an advocate reads actions on pages of their own."""
    actions_seen = (
        Action.objects.visible_to(request.user)
        .with_thread()
        .filter(case__in=Case.objects.visible_to(request.user))
    )
    action: Action = get_object_or_404(actions_seen, pk=action_id)
    return action


def actions_crumb(case: Case) -> Crumb:
    return "What is being done", reverse("principles:actions", args=[case.pk])


def about(request: SignedInRequest, action: Action) -> dict[str, Any]:
    """The context of a form about an action."""
    trail = (actions_crumb(action.case), (action.what, action.get_absolute_url()))
    return page_of(request, action.case, "actions", *trail) | {"action": action}


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def action_list(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = _case(request, case_id)
    record(Event.CASE_VIEWED, actor=request.user, subject=case, page="principles:actions")
    found = list(Action.objects.visible_to(request.user).with_thread().filter(case=case))
    groups = [
        {"principle": principle, "actions": [action for action in found if action.principle == principle]}
        for principle in Principle
    ]
    context = page_of(request, case, "actions") | {
        "groups": groups,
        "any": bool(found),
        "may_act": can_act(request.user, case),
        "today": clock.today(),
    }
    return render(request, "principles/actions.html", context)


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    found = _action(request, action_id)
    record(Event.CASE_VIEWED, actor=request.user, subject=found.case, page="principles:action")
    context = page_of(request, found.case, "actions", actions_crumb(found.case)) | {
        "action": found,
        "may_act": can_act(request.user, found.case) and found.is_open,
        "today": clock.today(),
    }
    return render(request, "principles/action.html", context)


def _agreed(request: SignedInRequest, case: Case) -> str:
    """The line of a meeting's minutes that the action is made from; nothing where it is made from none."""
    key, line = request.GET.get("minutes", ""), request.GET.get("line", "")
    if not line.isdecimal() or len(line) > 3:
        return ""
    own = Minutes.objects.visible_to(request.user).filter(case=case)
    found = next((minutes for minutes in own if str(minutes.pk) == key), None)
    lines = found.lines if found else []
    return str(lines[int(line) - 1]) if 0 < int(line) <= len(lines) else ""


@on_record(Verb.SEE_CASE, Verb.ACT)
@login_required
@require_http_methods(["GET", "POST"])
def add_action(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = _case(request, case_id)
    require(can_act, request.user, case)
    return form_page(
        request,
        ActionForm,
        name="add-action",
        title="Add an action",
        record=case,
        form_kwargs={"case": case},
        initial={
            "outcome": request.GET.get("outcome", ""),
            "owner": str(request.user.pk),
            "what": _agreed(request, case),
        },
        act=lambda data: actions.add_action(
            actor=request.user, case_id=case.pk, **ActionForm.as_fields(data)
        ),
        template="principles/action_form.html",
        context=page_of(request, case, "actions", actions_crumb(case)),
        button="Add the action",
        success="Action added",
    )


@on_record(Verb.SEE_CASE, Verb.ACT)
@login_required
@require_http_methods(["GET", "POST"])
def change_action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    action = _action(request, action_id)
    require(can_act, request.user, action.case)
    return form_page(
        request,
        ActionForm,
        name="change-action",
        title="Change the action",
        record=action,
        form_kwargs={"case": action.case, "action": action},
        stored=ActionForm.from_action,
        act=lambda data: actions.change_action(
            actor=request.user, action_id=action.pk, version=data["version"], **ActionForm.as_fields(data)
        ),
        template="principles/action_form.html",
        context=about(request, action),
        success="Action changed",
    )


@on_record(Verb.SEE_CASE, Verb.ACT)
@login_required
@require_http_methods(["GET", "POST"])
def complete_action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    action = _action(request, action_id)
    require(can_act, request.user, action.case)
    if request.method == "GET" and not action.is_open:
        return redirect(action)
    return form_page(
        request,
        CompleteActionForm,
        name="complete-action",
        title="Record what was done",
        record=action,
        initial={"due_on": action.due_on},
        act=lambda data: actions.complete_action(actor=request.user, action_id=action.pk, **data).action,
        template="principles/about_action_form.html",
        context=about(request, action),
        button="Record it as done",
        success="Recorded as done",
    )


@on_record(Verb.SEE_CASE, Verb.ACT)
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_action(request: SignedInRequest, action_id: UUID) -> HttpResponse:
    action = _action(request, action_id)
    require(can_act, request.user, action.case)
    if request.method == "GET" and not action.is_open:
        return redirect(action)
    return form_page(
        request,
        WithdrawActionForm,
        name="withdraw-action",
        title="Withdraw the action",
        record=action,
        act=lambda data: actions.withdraw_action(actor=request.user, action_id=action.pk, **data),
        template="principles/about_action_form.html",
        context=about(request, action),
        button="Withdraw it",
        success="Action withdrawn",
    )
