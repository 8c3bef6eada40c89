from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from casefile.worklists import Filters, teams_for, workers_for
from enquiries.choices import Stage
from ui.forms import KitForm, LineField, SelectField


class CasesForm(KitForm):
    """The filters of the list of cases; they are in the address."""

    team = SelectField(label="Team", choices=[], blank="All teams", required=False)
    state = SelectField(
        label="Open or closed",
        choices=[("open", "Open"), ("closed", "Closed"), ("all", "Both")],
        blank="",
        required=False,
    )
    stage = SelectField(label="Stage", choices=Stage.choices, blank="All stages", required=False)
    worker = SelectField(
        label="Worker",
        choices=[],
        blank="Anybody",
        required=False,
    )
    asked = SelectField(
        label="Asked what they want?",
        choices=[("yes", "Asked"), ("no", "Not yet asked")],
        blank="Both",
        required=False,
    )
    sort = SelectField(
        label="In which order?",
        choices=[
            ("newest", "Newest first"),
            ("oldest", "Oldest first"),
            ("due", "Next due first"),
            ("name", "By name"),
        ],
        blank="",
        required=False,
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        mine = [("mine", "My teams")] if user.team_ids() else []
        teams = [(str(team.pk), team.name) for team in teams_for.rows(user)]
        self.fields["team"].choices = [("", "All teams"), *mine, *teams]  # type: ignore[attr-defined]  # a select's
        workers = [(str(worker.pk), worker.name) for worker in workers_for.rows(user)]
        both = [("me", "Allocated to me"), ("nobody", "No lead worker yet")]
        self.fields["worker"].choices = [("", "Anybody"), *both, *workers]  # type: ignore[attr-defined]  # a select's

    def filters(self) -> Filters:
        """What to narrow by; a value that makes no sense is left out."""
        self.full_clean()
        given: dict[str, Any] = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        ids = {
            name: UUID(given[name])
            for name, words in (("team", ["", "mine"]), ("worker", ["", "me", "nobody"]))
            if given[name] not in words
        }
        return Filters(**given | ids | {"state": given["state"] or "open", "sort": given["sort"] or "newest"})

    def in_words(self) -> str:
        """The filters that are on, for the line above the list; open ones are shown until asked otherwise."""
        chosen = {"state": "open"} | {name: value for name, value in self.cleaned_data.items() if value}
        words = [
            self._word(name, value) for name, value in chosen.items() if name != "sort" and value != "all"
        ]
        return ", ".join(words)

    def _word(self, name: str, value: str) -> str:
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]  # a select's

    def selected(self) -> list[dict[str, str]]:
        """The filters that are on, in words, each with the address that takes it away."""
        items = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value and name != "sort":
                rest = QueryDict(urlencode(self.data, doseq=True), mutable=True)
                rest.pop(name, None)
                rest.pop("page", None)
                href = f"{reverse('casefile:cases')}?{rest.urlencode()}"
                items.append({"text": f"{field.label}: {self._word(name, value)}", "href": href})
        return items


class SearchForm(KitForm):
    q = LineField(
        label="Find a concern or enquiry",
        hint="By its reference, such as E-2026-00017, or the person's name",
        error_messages={"required": "Enter a reference or a name"},
    )
