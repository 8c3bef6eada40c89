"""The rows of a person's record: each kind is added on one page and ended on another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.errors import require
from audit.policy import on_record
from people import actions, forms, models
from people.banner import banner_for
from people.models import Person
from people.permissions import can_change_person
from ui.forms import KitForm
from ui.pages import form_page


@dataclass(frozen=True)
class Kind:
    """A kind of row: its pages' headings, its form, its acts."""

    model: type[models.AboutPerson]
    add_title: str
    end_title: str
    form: type[KitForm]
    add: Callable[..., Any]
    end: Callable[..., Any]


KINDS = {
    "needs": Kind(
        models.CommunicationNeed,
        "How to communicate with them",
        "This no longer helps",
        forms.NeedForm,
        actions.add_need,
        actions.end_need,
    ),
    "safe-contact": Kind(
        models.SafeContactRule,
        "How they may be contacted",
        "This no longer holds",
        forms.SafeContactForm,
        actions.add_safe_contact,
        actions.end_safe_contact,
    ),
    "contact-details": Kind(
        models.ContactDetail,
        "Add a number or email address",
        "This number or address is no longer right",
        forms.ContactDetailForm,
        actions.add_contact_detail,
        actions.end_contact_detail,
    ),
    "addresses": Kind(
        models.Address,
        "Add an address",
        "They are no longer there",
        forms.AddressForm,
        actions.add_address,
        actions.end_address,
    ),
    "relationships": Kind(
        models.Relationship,
        "Add somebody in their life",
        "They are no longer part of this person’s life",
        forms.RelationshipForm,
        actions.add_relationship,
        actions.end_relationship,
    ),
    "warnings": Kind(
        models.WarningNote,
        "Add a warning",
        "This warning no longer holds",
        forms.WarningForm,
        actions.add_warning,
        actions.end_warning,
    ),
}


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def add_row(request: SignedInRequest, person_id: UUID, kind: str) -> HttpResponse:
    person, chosen = fetch(request, person_id), KINDS[kind]

    def act(data: dict[str, Any]) -> str:
        chosen.add(actor=request.user, person_id=person.pk, **data)
        return f"{person.get_absolute_url()}#{kind}"

    return form_page(
        request,
        chosen.form,
        name=f"add-{kind}",
        title=chosen.add_title,
        record=person,
        act=act,
        template="people/form.html",
        context={"person": person, "banner": banner_for(request.user, person)},
    )


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def end_row(request: SignedInRequest, person_id: UUID, kind: str, row_id: UUID) -> HttpResponse:
    title, end = KINDS[kind].end_title, KINDS[kind].end
    return row_page(
        request, person_id, kind, row_id, name=f"end-{kind}", title=title, form=forms.EndForm, act=end
    )


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def review_warning(request: SignedInRequest, person_id: UUID, row_id: UUID) -> HttpResponse:
    return row_page(
        request,
        person_id,
        "warnings",
        row_id,
        name="review-warning",
        title="This warning still holds",
        form=forms.ReviewWarningForm,
        act=actions.review_warning,
    )


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def check_powers(request: SignedInRequest, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Whether somebody's registration was seen, what they may decide, and whether the risk may come from them."""
    names = ("verified", "verified_on", "scope", "source_of_risk", "risk_reasons")
    rows = models.Relationship.objects.visible_to(request.user).filter(pk=row_id)
    known = {name: value for name, value in (rows.values(*names).first() or {}).items() if value is not None}
    return row_page(
        request,
        person_id,
        "relationships",
        row_id,
        name="check-powers",
        title="Check their powers",
        form=forms.PowersForm,
        initial={"verified_on": clock.today()} | known,
        act=actions.check_powers,
    )


def fetch(request: SignedInRequest, person_id: UUID) -> Person:
    """The person, whose record the user sees and may change."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Verb.SEE_CASE), pk=person_id)
    require(can_change_person, request.user, person)
    return person


def row_page(
    request: SignedInRequest,
    person_id: UUID,
    kind: str,
    row_id: UUID,
    *,
    act: Callable[..., Any],
    **page: Any,
) -> HttpResponse:
    """A page about one row that is there already."""
    person = fetch(request, person_id)
    rows: Any = KINDS[kind].model._default_manager
    row = get_object_or_404(rows.visible_to(request.user), pk=row_id, person=person)

    def done(data: dict[str, Any]) -> str:
        act(actor=request.user, row_id=row.pk, **data)
        return f"{person.get_absolute_url()}#{kind}"

    banner = banner_for(request.user, person)
    return form_page(
        request,
        form_class=page.pop("form"),
        record=row,
        act=done,
        template="people/form.html",
        context={"person": person, "row": row, "kind": kind, "banner": banner},
        **page,
    )
