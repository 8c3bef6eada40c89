"""The library's forms for a code, with what we ask of one: it works once, and a recovery code will do."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from django.core.exceptions import ValidationError

from accounts import actions
from accounts.second_steps import looks_like_recovery_code, take_code
from audit.actions import record
from audit.events import Event


class OneUseCode:
    """Mixed into the library's two forms for a code."""

    user: Any
    authenticator: Any = None
    reauthenticated = False

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]  # type: ignore[attr-defined]
        try:
            if looks_like_recovery_code(typed):
                self._use_recovery_code(typed)
                return typed
            code: str = super().clean_code()  # type: ignore[misc]
            if not take_code(self.authenticator, code):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            record(Event.SECOND_STEP_FAILED, actor=self.user, subject=self.user)
            raise
        return code

    def _use_recovery_code(self, typed: str) -> None:
        forgive = check_rate_limit(self.user)
        if not actions.use_recovery_code(actor=self.user, code=typed):
            raise get_adapter().validation_error("incorrect_code")
        forgive()

    def save(self) -> None:
        if self.authenticator is not None:
            super().save()  # type: ignore[misc]
            return
        how = {"reauthenticated": True} if self.reauthenticated else {}
        record_authentication(context.request, self.user, "mfa", type="recovery_codes", **how)


class CodeForm(OneUseCode, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """After the password."""


class CodeAgainForm(OneUseCode, ReauthenticateForm):  # type: ignore[misc]
    """Before something that matters."""

    reauthenticated = True
