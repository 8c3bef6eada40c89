"""Setting up the second step. The library does it; the pages and the trace are ours."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.requests import SignedInRequest
from accounts.second_steps import take_code, unused_codes
from accounts.step_up import step_up_required
from audit.policy import own


class SecondStep(IndexView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "codes_left": unused_codes(self.request.user),
            "mfa_required": settings.MFA_REQUIRED,
        }


def after_adding(request: SignedInRequest, kind: str) -> str:
    """Who has no recovery codes yet makes them next."""
    actions.note_second_step_added(actor=request.user, kind=kind)
    return reverse("mfa_index") if unused_codes(request.user) else reverse("accounts:recovery-codes")


class AddApp(ActivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        take_code(app, form.cleaned_data["code"])  # so that it does not sign anybody in as well
        return redirect(after_adding(self.request, "app"))


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_removed(self.request, "app")
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        return redirect(after_adding(self.request, "passkey"))


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_removed(self.request, "passkey")
        return response


def note_removed(request: SignedInRequest, kind: str) -> None:
    key = request.session.session_key or ""
    actions.note_second_step_removed(actor=request.user, kind=kind, current_key=key)
    request.session.pop("second_step", None)


@own
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Make codes. The answer to the sending is the one page that ever shows them."""
    codes = actions.make_recovery_codes(actor=request.user) if request.method == "POST" else []
    context = {"codes": codes, "codes_left": unused_codes(request.user), "title": "Recovery codes"}
    return render(request, "accounts/recovery_codes.html", context)
