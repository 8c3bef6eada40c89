from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.errors import require
from audit.policy import declares, on_record
from people import actions, forms
from people.banner import banner_for
from people.models import Person
from people.permissions import can_add_person, can_change_person
from ui.forms import AboutAge
from ui.pages import form_page


@declares(Verb.ADD_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    require(can_add_person, request.user)

    def act(data: dict[str, Any]) -> Person:
        different_from = data.pop("different_from")
        return actions.add_person(
            actor=request.user, different_from=different_from, **forms.person_fields(data)
        )

    return form_page(
        request,
        forms.NewPersonForm,
        name="add-person",
        title="Add a person",
        record=None,
        form_kwargs={"actor": request.user},
        template="people/add.html",
        act=act,
        button="Add this person",
        success="Person added",
    )


def change_page(
    request: SignedInRequest, person_id: UUID, *, form: Any, title: str, stored: Any, fields: Any = dict
) -> HttpResponse:
    """A page that changes some of the person's details; `fields` turns its data into columns."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Verb.SEE_CASE), pk=person_id)
    require(can_change_person, request.user, person)

    def act(data: dict[str, Any]) -> Person:
        version = data.pop("version")
        return actions.change_person(actor=request.user, person_id=person.pk, version=version, **fields(data))

    return form_page(
        request,
        form,
        name=title.lower().replace(" ", "-"),
        title=title,
        record=person,
        stored=stored,
        act=act,
        template="people/form.html",
        context={"person": person, "banner": banner_for(request.user, person)},
    )


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    return change_page(
        request,
        person_id,
        form=forms.ChangePersonForm,
        title="Change who they are",
        stored=stored_identity,
        fields=identity_columns,
    )


def stored_identity(person: Person) -> Mapping[str, Any]:
    about = (
        AboutAge(person.estimated_age, person.estimated_on)
        if person.estimated_age is not None and person.estimated_on
        else None
    )
    birth = forms.EXACT if person.born_on else forms.ABOUT if about else forms.UNKNOWN
    plain = (
        "preferred_name",
        "given_names",
        "family_name",
        "other_names",
        "nhs_number",
        "pronouns",
        "language",
    )
    return {name: getattr(person, name) for name in plain} | {
        "birth": birth,
        "born_on": person.born_on,
        "about_age": about,
        "interpreter_needed": person.interpreter_needed,
        "has_died": person.died_on is not None,
        "died_on": person.died_on,
    }


def identity_columns(data: dict[str, Any]) -> dict[str, Any]:
    data.pop("has_died")
    return forms.person_fields(data)


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def change_equality(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    return change_page(
        request,
        person_id,
        form=forms.EqualityForm,
        title="Change what the national return asks",
        stored=stored_equality,
    )


def stored_equality(person: Person) -> Mapping[str, Any]:
    return {name: getattr(person, name) for name in forms.EqualityForm.base_fields}


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def change_what_matters(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    return change_page(
        request,
        person_id,
        form=forms.WhatMattersForm,
        title="Change what matters to them",
        stored=lambda person: {"what_matters": person.what_matters},
    )
