from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions, forms
from accounts.models import Membership, User
from accounts.permissions import can_manage_accounts, can_reset_second_step
from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit.errors import require
from audit.policy import declares
from ui.pages import form_page


def with_roles() -> Any:
    running = Membership.objects.filter(ended_at=None).select_related("team").order_by("started_at")
    return User.objects.prefetch_related(Prefetch("memberships", queryset=running, to_attr="running"))


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_GET
def users(request: SignedInRequest) -> HttpResponse:
    """Everybody who signs in, and their roles: accounts, no case data."""
    require(can_manage_accounts, request.user)
    context = {"users": with_roles().order_by("-is_active", "name"), "title": "People who sign in"}
    return render(request, "accounts/users.html", context)


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_GET
def user(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    require(can_manage_accounts, request.user)
    account = get_object_or_404(with_roles(), pk=user_id)
    context = {"account": account, "title": "Account", "back": reverse("accounts:users")}
    return render(request, "accounts/user.html", context)


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def add_user(request: SignedInRequest) -> HttpResponse:
    require(can_manage_accounts, request.user)

    def act(data: dict[str, Any]) -> str:
        account = actions.add_user(actor=request.user, **data)
        return reverse("accounts:user", args=[account.pk])

    return form_page(
        request,
        forms.AddUserForm,
        name="add-user",
        title="Add somebody who signs in",
        record=None,
        act=act,
        button="Add them",
        success="Added. Now give them a role.",
        context={"back": reverse("accounts:users")},
    )


def user_page(request: SignedInRequest, user_id: UUID, form: Any, **page: Any) -> HttpResponse:
    """A form about one account; `do` gets it with the data."""
    require(can_manage_accounts, request.user)
    account = get_object_or_404(User, pk=user_id)
    address, do = reverse("accounts:user", args=[account.pk]), page.pop("do")

    def act(data: dict[str, Any]) -> str:
        do(account, data)
        return address

    context = {"account": account, "back": address, **page.pop("context", {})}
    return form_page(
        request, form, record=account, act=act, template="accounts/form.html", context=context, **page
    )


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def change_user(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    account = get_object_or_404(User, pk=user_id)
    return user_page(
        request,
        user_id,
        forms.ChangeUserForm,
        name="change-user",
        title="Change an account",
        initial={name: getattr(account, name) for name in forms.ChangeUserForm.base_fields},
        do=lambda account, data: actions.change_user(actor=request.user, user_id=account.pk, **data),
    )


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def add_membership(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    return user_page(
        request,
        user_id,
        forms.RoleForm,
        name="add-membership",
        title="Give a role",
        button="Give this role",
        success="Role given",
        do=lambda account, data: actions.add_membership(actor=request.user, user_id=account.pk, **data),
    )


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def end_membership(request: SignedInRequest, user_id: UUID, membership_id: UUID) -> HttpResponse:
    held = Membership.objects.select_related("team")
    require(can_manage_accounts, request.user)
    membership = get_object_or_404(held, pk=membership_id, user=user_id, ended_at=None)
    return user_page(
        request,
        user_id,
        forms.ConfirmForm,
        name=f"end-membership-{membership_id}",
        title="Take this role away?",
        button="Take it away",
        success="Role taken away",
        context={"membership": membership},
        do=lambda account, data: actions.end_membership(actor=request.user, membership_id=membership.pk),
    )


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def end_sessions(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    return user_page(
        request,
        user_id,
        forms.ConfirmForm,
        name="end-sessions",
        title="Sign them out everywhere?",
        button="Sign them out",
        success="Signed out everywhere",
        context={"lead": "They can sign in again at once. Half-written text is kept for them."},
        do=lambda account, data: actions.end_sessions_of(actor=request.user, user_id=account.pk),
    )


@declares(Verb.MANAGE_ACCOUNTS, also="not one's own")
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def reset_second_step(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    require(can_reset_second_step, request.user, get_object_or_404(User, pk=user_id))
    return user_page(
        request,
        user_id,
        forms.ResetSecondStepForm,
        name="reset-second-step",
        title="Reset their second step?",
        button="Reset it",
        success="Reset. At their next sign-in they set up a new one.",
        context={
            "lead": "First make sure who asks: ring them on a number you know, or see them."
            " They are signed out everywhere, and their app, passkeys and recovery codes stop working."
        },
        do=lambda account, data: actions.reset_second_step(
            actor=request.user, user_id=account.pk, reason=data["reason"]
        ),
    )
