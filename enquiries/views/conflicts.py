"""Who is too close to the person to see their record."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import on_record
from enquiries import actions
from enquiries.forms.access import COLLEAGUE, ConflictForm
from enquiries.forms.cases import WhyForm
from enquiries.permissions import can_declare_conflict, can_manage_conflict
from enquiries.views.page import about
from people.models import ConflictOfInterest, Person
from ui.pages import form_page


@on_record(Verb.SEE_IDENTITY, Verb.DECLARE_CONFLICT)
@login_required
@require_http_methods(["GET", "POST"])
def declare_conflict(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Of oneself; and for managers of the person's case, of a colleague."""
    user = request.user
    person = get_object_or_404(Person.objects.visible_to(user), pk=person_id)
    require(can_declare_conflict, user, person)
    manages = Person.objects.visible_to(user, Verb.MANAGE_CONFLICT).filter(pk=person.pk).exists()

    def act(data: dict[str, Any]) -> str:
        of_colleague = data.pop("whom", "") == COLLEAGUE
        chosen = data.pop("user", "")
        whom = UUID(chosen) if of_colleague else user.pk
        actions.declare_conflict(actor=user, person_id=person.pk, user_id=whom, **data)
        return person.get_absolute_url() if of_colleague else reverse("accounts:profile")

    return form_page(
        request,
        ConflictForm,
        name="declare-conflict",
        title="Say that somebody is close to the person",
        record=person,
        form_kwargs={
            "actor": user,
            "person": person,
            "may_name_others": manages and can_manage_conflict(user, person),
        },
        template="enquiries/form.html",
        act=act,
        button="Save, and close the record to them",
        success="Saved. The record is closed to them",
        context=about(request, person)
        | {
            "back": person.get_absolute_url(),
            "lead": "They see nothing of this person from now on, whatever their role, until a manager lifts it.",
        },
    )


@on_record(Verb.MANAGE_CONFLICT)
@login_required
@require_http_methods(["GET", "POST"])
def lift_conflict(request: SignedInRequest, person_id: UUID, conflict_id: UUID) -> HttpResponse:
    rows = ConflictOfInterest.objects.visible_to(request.user, Verb.MANAGE_CONFLICT)
    rows = rows.select_related("person", "user")
    conflict = get_object_or_404(rows, pk=conflict_id, person=person_id)
    require(can_manage_conflict, request.user, conflict.person)

    def act(data: dict[str, Any]) -> str:
        actions.lift_conflict(actor=request.user, conflict_id=conflict.pk, **data)
        return conflict.person.get_absolute_url()

    return form_page(
        request,
        WhyForm,
        name="lift-conflict",
        title="Let them see the person again",
        record=conflict,
        template="enquiries/form.html",
        act=act,
        button="Lift it",
        success="Lifted",
        context=about(request, conflict.person)
        | {
            "back": conflict.person.get_absolute_url(),
            "lead": f"{conflict.user}: {conflict.get_kind_display()}. {conflict.reason}",
        },
    )
