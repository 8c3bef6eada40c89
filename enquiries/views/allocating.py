"""Whose work a case is: its team, who is allocated, and where it is restricted, who may see it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit.policy import on_record
from enquiries import actions
from enquiries.choices import AllocationRole, RestrictionKind
from enquiries.errors import AlreadyRestricted, NotRestricted
from enquiries.forms.cases import AllocateForm, NameForm, PassForm, RestrictForm, WhyForm
from enquiries.models import Allocation
from enquiries.permissions import can_allocate, can_restrict_case
from enquiries.views.page import case_for, involved_page, not_yet


@on_record(Verb.SEE_CASE, Verb.ALLOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def pass_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Afterwards the reader may not see the case any more, so they are taken to the list of concerns."""
    case = case_for(request, case_id, can_allocate)
    return involved_page(
        request,
        case,
        PassForm,
        name="pass-case",
        title="Pass it to another team",
        form_kwargs={"case": case},
        act=lambda data: actions.pass_case(
            actor=request.user, case_id=case.pk, team_id=UUID(data["team"]), reason=data["reason"]
        ),
        back=reverse("enquiries:concerns"),
        context={"lead": "Whoever is allocated now will no longer be. You may not see it afterwards."},
        button="Pass it on",
        success="Passed on",
    )


@on_record(Verb.SEE_CASE, Verb.ALLOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def allocate(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_allocate)
    return involved_page(
        request,
        case,
        AllocateForm,
        name="allocate",
        title="Allocate",
        form_kwargs={"case": case},
        act=lambda data: actions.allocate_case(
            actor=request.user,
            case_id=case.pk,
            user_id=UUID(data["user"]),
            role=AllocationRole(data["role"]),
            reason=data["reason"],
        ),
        button="Allocate",
        success="Allocated",
    )


@on_record(Verb.SEE_CASE, Verb.ALLOCATE)
@login_required
@require_http_methods(["GET", "POST"])
def end_allocation(request: SignedInRequest, case_id: UUID, allocation_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_allocate)
    rows = Allocation.objects.visible_to(request.user).select_related("user")
    allocation = get_object_or_404(rows, pk=allocation_id, case=case)
    return involved_page(
        request,
        case,
        WhyForm,
        name="end-allocation",
        title="End an allocation",
        record=allocation,
        act=lambda data: actions.end_allocation(actor=request.user, allocation_id=allocation.pk, **data),
        context={"lead": f"{allocation.user}, {allocation.get_role_display().lower()}"},
        button="End it",
        success="Allocation ended",
    )


@on_record(Verb.SEE_CASE, Verb.RESTRICT)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def restrict(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_restrict_case)
    if request.method == "GET" and case.restricted:
        return not_yet(request, case, "Restrict it to named people", AlreadyRestricted)
    return involved_page(
        request,
        case,
        RestrictForm,
        name="restrict",
        title="Restrict it to named people",
        act=lambda data: actions.restrict_case(
            actor=request.user,
            case_id=case.pk,
            reason=data["reason"],
            kind=RestrictionKind(data["kind"]),
        ),
        context={
            "lead": "Only you and whoever is allocated now will see it, its concerns and the person."
            " You can name others afterwards. An advocate must be named as well."
        },
        button="Restrict it",
        success="Restricted",
    )


@on_record(Verb.SEE_CASE, Verb.RESTRICT)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def unrestrict(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_restrict_case)
    if request.method == "GET" and not case.restricted:
        return not_yet(request, case, "Lift the restriction", NotRestricted)
    return involved_page(
        request,
        case,
        WhyForm,
        name="unrestrict",
        title="Lift the restriction",
        act=lambda data: actions.unrestrict_case(actor=request.user, case_id=case.pk, **data),
        context={"lead": "Everybody whose work it is will see it again. The list of names is emptied."},
        button="Lift it",
        success="The restriction is lifted",
    )


@on_record(Verb.SEE_CASE, Verb.RESTRICT)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def name_on_case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_restrict_case)
    if request.method == "GET" and not case.restricted:
        return not_yet(request, case, "Name somebody who may see it", NotRestricted)
    return involved_page(
        request,
        case,
        NameForm,
        name="name-on-case",
        title="Name somebody who may see it",
        form_kwargs={"case": case},
        act=lambda data: actions.name_on_case(
            actor=request.user, case_id=case.pk, user_id=UUID(data["user"]), reason=data["reason"]
        ),
        button="Name them",
        success="Named",
    )


@on_record(Verb.SEE_CASE, Verb.RESTRICT)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def end_named_access(request: SignedInRequest, case_id: UUID, user_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_restrict_case)
    access = get_object_or_404(case.named_access.select_related("user"), user=user_id)
    return involved_page(
        request,
        case,
        WhyForm,
        name="end-named-access",
        title="Take a name off",
        record=access,
        act=lambda data: actions.end_named_access(
            actor=request.user, case_id=case.pk, user_id=user_id, **data
        ),
        context={"lead": f"{access.user} will no longer see it."},
        button="Take it off",
        success="Name taken off",
    )
