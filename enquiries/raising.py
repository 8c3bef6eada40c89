"""The guided form for a concern: its pages, in the order of a conversation with whoever raises it."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from accounts.models import Team, User
from accounts.rules import Role
from audit import clock
from enquiries.forms import raising as forms
from enquiries.models import Case, Concern
from people.models import Organisation, Person
from ui.forms import KitForm
from ui.guided import Shown, Step, answers_of

FORM = "raise-concern"
TITLE = "Raise a concern"

ABOUT_IT: tuple[tuple[str, str, type[KitForm]], ...] = (
    ("who", "Who raised it", forms.RaisedByForm),
    ("contact", "How to reach them", forms.ContactForm),
    ("received", "When it reached the council", forms.ReceivedForm),
    ("danger", "Danger now, and what was done", forms.DangerForm),
    ("happened", "What happened", forms.HappenedForm),
    ("kind", "Kind of abuse or neglect", forms.TypesForm),
    ("place", "Where it happened", forms.PlacesForm),
    ("source", "Who the risk may come from", forms.SourcesForm),
    ("words", "What the person has said", forms.OwnWordsForm),
    ("knows", "Does the person know?", forms.KnowsForm),
    ("agrees", "Does the person agree?", forms.AgreesForm),
    ("others", "Other people at risk", forms.OthersForm),
)
FORMS = {slug: form for slug, _, form in ABOUT_IT}
TITLES = {slug: title for slug, title, _ in ABOUT_IT}
WORDS = frozenset({"own_words"})


def steps_for(user: User, person: Person) -> list[Step]:
    """The pages that `user` fills in; the team only where there is a choice and no open case they know of."""
    initial = {"received": {"received_at": clock.now()}}
    steps = [Step(slug, title, form, initial=initial.get(slug, {})) for slug, title, form in ABOUT_IT]
    teams = teams_open_to(user)
    if open_case_of(user, person) is None and len(teams) > 1:
        steps.append(Step("team", "Which team looks at it", forms.TeamForm, kwargs={"teams": teams}))
    return steps


def teams_open_to(user: User) -> list[tuple[str, str]]:
    """Where `user` may send a concern: the front door, and their own teams; whoever has no team, anywhere."""
    own = user.team_ids(frozenset({Role.FRONT_DOOR, Role.SOCIAL_WORKER, Role.SAM}))
    teams = Team.objects.filter(closed_at=None)
    if own:
        teams = teams.filter(Q(pk__in=own) | Q(is_front_door=True))
    return [(str(team.pk), team.name) for team in teams.order_by("-is_front_door", "name")]


def open_case_of(user: User, person: Person) -> Case | None:
    """The open case that a concern will join, if `user` may know of it."""
    return Case.objects.visible_to(user).open_for(person).select_related("enquiry", "team").first()


def concern_fields(data: dict[str, Any], user: User) -> dict[str, Any]:
    """The cleaned answers as what the act takes."""
    fields = dict(data)
    only = teams_open_to(user)
    fields["team_id"] = fields.pop("team", "") or (only[0][0] if only else None)
    return fields


def shown_of(concern: Concern, slug: str) -> list[Shown]:
    """What the concern says on one page, to be read; questions without an answer are left out."""
    return [one for one in answers_of(FORMS[slug](), stored(concern, slug), WORDS) if one.value or one.words]


def shown_before(before: dict[str, Any]) -> list[Shown]:
    """What a correction took the place of, to be read."""
    found = []
    for form in FORMS.values():
        part = {name: _revived(name, value) for name, value in before.items() if name in form.base_fields}
        if part:
            labels = answers_of(form(), part, WORDS)
            found += [one for one, name in zip(labels, form.base_fields, strict=True) if name in part]
    return found


def _revived(name: str, value: Any) -> Any:
    """A value as it was before JSON held it."""
    if value and name == "received_at":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if value and name == "told_on" else value


def stored(concern: Concern, slug: str) -> dict[str, Any]:
    """What the concern holds, as the fields of one page."""
    names = FORMS[slug].base_fields
    values = {name: getattr(concern, name) for name in names}
    if "raised_by_organisation" in values:
        values["raised_by_organisation"] = str(concern.raised_by_organisation or "")
    return values


def organisations() -> list[str]:
    return list(Organisation.objects.values_list("name", flat=True))
