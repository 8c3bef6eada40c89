from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit.policy import on_record
from people import actions, forms
from people.banner import banner_for
from people.views.rows import fetch
from ui.pages import form_page


@on_record(Verb.SEE_CASE, Verb.CHANGE_PERSON)
@login_required
@require_http_methods(["GET", "POST"])
def prepare_contact(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    person = fetch(request, person_id)

    def act(data: dict[str, Any]) -> str:
        actions.prepare_contact(actor=request.user, person_id=person.pk, **data)
        return f"{person.get_absolute_url()}#prepared"

    return form_page(
        request,
        forms.PrepareContactForm,
        name="prepare-contact",
        title="Prepare a contact",
        record=person,
        act=act,
        template="people/form.html",
        context={"person": person, "banner": banner_for(request.user, person)},
        button="Check and record",
        success="Contact recorded. It breaks nothing that was agreed, or says why it must.",
    )
