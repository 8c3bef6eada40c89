"""The pages of the second step, under the library's own names, which it redirects to."""

from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.webauthn.views import login_webauthn, reauthenticate_webauthn
from django.urls import path

from accounts.views import second_steps

urlpatterns = [
    path("", second_steps.SecondStep.as_view(), name="mfa_index"),
    path("enter/", authenticate, name="mfa_authenticate"),
    path("again/", reauthenticate, name="mfa_reauthenticate"),
    path("app/", second_steps.AddApp.as_view(), name="mfa_activate_totp"),
    path("app/remove/", second_steps.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("passkey/", second_steps.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/remove/", second_steps.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("passkey/sign-in/", login_webauthn, name="mfa_login_webauthn"),
    path("passkey/again/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
