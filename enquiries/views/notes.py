from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from accounts.rules import Verb
from audit import clock
from audit.policy import on_record
from enquiries import actions
from enquiries.choices import NoteKind
from enquiries.forms.cases import CorrectNoteForm, NoteForm, WhyForm
from enquiries.models import Case, Note
from enquiries.permissions import can_write_note
from enquiries.views.page import act_page, case_for, case_of, looked_at, page_of


def _note_of(request: SignedInRequest, case: Case, note_id: UUID) -> Note:
    rows = Note.objects.visible_to(request.user).select_related("recorded_by", "withdrawn_by", "corrects")
    note: Note = get_object_or_404(rows, pk=note_id, case=case)
    return note


@on_record(Verb.SEE_CASE)
@login_required
@require_safe
def note(request: SignedInRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    """One entry of the chronology, with what it said before and after."""
    case = case_of(request, case_id)
    found = _note_of(request, case, note_id)
    looked_at(request, case)
    entries = Note.objects.visible_to(request.user).filter(case=case).select_related("recorded_by")
    rows = {row.pk: row for row in entries}
    earlier, at = [], found
    while at.corrects_id:
        at = rows[at.corrects_id]
        earlier.append(at)
    later = next((row for row in rows.values() if row.corrects_id == found.pk), None)
    context = page_of(request, case) | {
        "title": found.get_kind_display(),
        "note": found,
        "earlier": earlier,
        "later": later,
        "may_change": can_write_note(request.user, case) and not later and not found.withdrawn_at,
    }
    return render(request, "enquiries/note.html", context)


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def add_note(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    return act_page(
        request,
        case,
        NoteForm,
        name="add-note",
        title="Add a note",
        initial={"happened_at": clock.now()},
        act=lambda data: actions.add_note(
            actor=request.user, case_id=case.pk, **data | {"kind": NoteKind(data["kind"])}
        ),
        back=case.get_absolute_url(),
        button="Save the note",
        success="Note added",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def correct_note(request: SignedInRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = _note_of(request, case, note_id)
    initial = {name: getattr(found, name) for name in NoteForm.base_fields}

    def act(data: dict[str, Any]) -> None:
        actions.correct_note(actor=request.user, note_id=found.pk, **data | {"kind": NoteKind(data["kind"])})

    return act_page(
        request,
        case,
        CorrectNoteForm,
        name="correct-note",
        title="Correct a note",
        record=found,
        initial=initial,
        act=act,
        back=_address(found),
        trail=((found.get_kind_display(), _address(found)),),
        context={"lead": "What it says now stays readable, with the reason."},
        success="Note corrected",
    )


@on_record(Verb.SEE_CASE, Verb.WRITE_NOTE)
@login_required
@require_http_methods(["GET", "POST"])
def withdraw_note(request: SignedInRequest, case_id: UUID, note_id: UUID) -> HttpResponse:
    case = case_for(request, case_id, can_write_note)
    found = _note_of(request, case, note_id)
    return act_page(
        request,
        case,
        WhyForm,
        name="withdraw-note",
        title="Withdraw a note",
        record=found,
        act=lambda data: actions.withdraw_note(actor=request.user, note_id=found.pk, **data),
        back=_address(found),
        trail=((found.get_kind_display(), _address(found)),),
        context={"lead": "For an entry that should not be here. It stays readable, marked as withdrawn."},
        button="Withdraw it",
        success="Note withdrawn",
    )


def _address(note: Note) -> str:
    return reverse("enquiries:note", args=[note.case_id, note.pk])
