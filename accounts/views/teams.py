from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions, forms
from accounts.models import Team
from accounts.permissions import can_manage_accounts
from accounts.requests import SignedInRequest
from accounts.rules import Verb
from accounts.step_up import step_up_required
from audit.errors import require
from audit.policy import declares
from ui.pages import form_page


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_GET
def teams(request: SignedInRequest) -> HttpResponse:
    require(can_manage_accounts, request.user)
    members = Count("memberships", filter=Q(memberships__ended_at=None), distinct=True)
    context = {"teams": Team.objects.annotate(members=members), "title": "Teams"}
    return render(request, "accounts/teams.html", context)


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def add_team(request: SignedInRequest) -> HttpResponse:
    require(can_manage_accounts, request.user)

    def act(data: dict[str, Any]) -> str:
        actions.add_team(actor=request.user, **data)
        return reverse("accounts:teams")

    return form_page(
        request,
        forms.TeamForm,
        name="add-team",
        title="Add a team",
        record=None,
        act=act,
        button="Add this team",
        success="Team added",
        context={"back": reverse("accounts:teams")},
    )


@declares(Verb.MANAGE_ACCOUNTS)
@login_required
@require_http_methods(["GET", "POST"])
@step_up_required
def close_team(request: SignedInRequest, team_id: UUID) -> HttpResponse:
    require(can_manage_accounts, request.user)
    team = get_object_or_404(Team, pk=team_id)

    def act(_data: dict[str, Any]) -> str:
        actions.close_team(actor=request.user, team_id=team.pk)
        return reverse("accounts:teams")

    return form_page(
        request,
        forms.ConfirmForm,
        name="close-team",
        title="Close this team?",
        record=team,
        act=act,
        template="accounts/form.html",
        button="Close this team",
        success="Team closed",
        context={"team": team, "back": reverse("accounts:teams")},
    )
