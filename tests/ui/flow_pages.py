"""A small site whose forms are nobody's real forms: enough to try every promise of the form page."""

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from accounts.models import Team
from audit.context import SYSTEM, asking
from audit.errors import Refusal, require
from audit.policy import public
from enquiries.models import Case
from ui.errors import EditConflict
from ui.forms import DayField, FileField, KitForm, LineField, ManyChoices, PasswordField, WordsField
from ui.models import Draft
from ui.pages import form_page


class NoteForm(KitForm):
    words = WordsField(label="What did they say?", error_messages={"required": "Enter what they said"})
    day = DayField(label="When was it?", required=False)
    agreed = forms.BooleanField(label="They agreed", required=False)


class SecretForm(NoteForm):
    password = PasswordField(label="Password")
    scan = FileField(label="Scan", required=False)


class VersionedForm(KitForm):
    title = LineField(label="Title")
    path = WordsField(label="Their words")
    colours = ManyChoices(
        label="Colours", required=False, choices=[("r", "Red"), ("g", "Green"), ("b", "Blue")]
    )
    day = DayField(label="Day")


def make_team(data):
    if data["words"] == "refuse":
        Team.objects.create(name="never kept")
        raise Refusal("There is such a team already. Choose another name.")
    if data["words"] == "forbid":
        raise PermissionDenied
    if data["words"] == "break":
        raise ZeroDivisionError
    Team.objects.create(name=data["words"][:100])
    return "/there/"


@login_required
def new(request):
    return form_page(request, NoteForm, name="new-note", title="A new note", record=None, act=make_team)


@login_required
def secret(request):
    return form_page(request, SecretForm, name="secret", title="A secret", record=None, act=make_team)


@login_required
def on_team(request, pk):
    team = get_object_or_404(Team, pk=pk)
    require(lambda user, team: team.closed_at is None, request.user, team)
    return form_page(request, NoteForm, name="note", title="A note", record=team, act=make_team)


@login_required
def on_case(request, pk):
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    return form_page(request, NoteForm, name="note", title="A note", record=case, act=make_team)


def stored(row):
    return {
        "title": row.title,
        "path": row.path,
        "colours": row.posted["colours"],
        "day": date.fromisoformat(row.posted["day"]),
    }


@login_required
@asking(SYSTEM)  # the row stands in for any record: here it is a draft of somebody else's
def edit(request, pk):
    row = get_object_or_404(Draft, pk=pk)

    def act(data):
        fresh = Draft.objects.select_for_update().get(pk=pk)
        if fresh.version != data["version"]:
            raise EditConflict(fresh)
        fresh.title, fresh.path = data["title"], data["path"]
        fresh.posted = {"colours": data["colours"], "day": data["day"].isoformat()}
        fresh.version += 1
        fresh.save()
        return "/there/"

    return form_page(
        request, VersionedForm, name="edit-row", title="Edit the row", record=row, act=act, stored=stored
    )


@login_required
@asking(SYSTEM)
def guarded(request, pk):
    row = get_object_or_404(Draft, pk=pk)

    def act(data):
        if data["version"] != row.version:
            raise EditConflict(row)
        return make_team(data)

    return form_page(
        request, NoteForm, name="guarded", title="Close", record=row, act=act, stored=lambda row: {}
    )


def there(request):
    return HttpResponse("<!doctype html><html lang=en><title>There</title><main><h1>Done</h1></main></html>")


urlpatterns = [
    path("new/", new),
    path("secret/", secret),
    path("teams/<uuid:pk>/note/", on_team),
    path("cases/<uuid:pk>/note/", on_case),
    path("rows/<uuid:pk>/", edit),
    path("rows/<uuid:pk>/close/", guarded),
    path("there/", there),
    path("", there),
    path("", include("msp.urls")),
]
for page in urlpatterns[:-1]:
    public(page.callback)
