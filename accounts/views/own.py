"""One's own account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import actions, forms
from accounts.permissions import can_change_own_details, can_end_own_sessions
from accounts.requests import SignedInRequest
from accounts.sessions import public_id_of
from audit import clock
from audit.errors import require
from audit.policy import own
from ui.pages import form_page


@own
@login_required
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    require(can_change_own_details, request.user)

    def act(data: dict[str, Any]) -> str:
        actions.change_own_details(actor=request.user, **data)
        return reverse("accounts:profile")

    return form_page(
        request,
        forms.ProfileForm,
        name="profile",
        title="My account",
        record=request.user,
        initial={name: getattr(request.user, name) for name in forms.ProfileForm.base_fields},
        act=act,
        template="accounts/profile.html",
    )


@own
@login_required
@require_GET
def signed_in(request: SignedInRequest) -> HttpResponse:
    """Where they are signed in: each browser, when they signed in there and when it was last used."""
    require(can_end_own_sessions, request.user)
    context = {
        "sessions": request.user.sessions.filter(expire_date__gt=clock.now()),
        "this_one": public_id_of(request.session.session_key or ""),
        "title": "Where you are signed in",
    }
    return render(request, "accounts/signed_in.html", context)


@own
@login_required
@require_POST
def end_session(request: SignedInRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(request.user.sessions, public_id=session_id)
    actions.end_session(actor=request.user, session_id=session.public_id)
    messages.success(request, "Signed out there")
    return redirect("accounts:signed-in")


@own
@login_required
@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    actions.end_other_sessions(actor=request.user, current_key=request.session.session_key or "")
    messages.success(request, "Signed out everywhere else")
    return redirect("accounts:signed-in")
