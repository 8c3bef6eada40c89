from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Team, User
from accounts.rules import Relation, Verb, relations_for
from audit.events import Event
from oversight.scope import DAYS_TO_ASK, Scope, reporting_year
from ui.forms import DayField, DayTimeField, KitForm, LineField, NumberField, SelectField

PERIODS = [
    ("this-year", "This year, from 1 April"),
    ("last-year", "Last year, April to March"),
    ("last-12-months", "The last 12 months"),
    ("last-90-days", "The last 90 days"),
    ("chosen", "The days below"),
]


class DashboardForm(KitForm):
    """The filters of the dashboard. They are in the address; what makes no sense falls back to the default."""

    team = SelectField(label="Team", choices=[], blank="All that I may see", required=False)
    period = SelectField(label="Period", choices=PERIODS, blank="", required=False)
    start = DayField(label="From", subject="The first day", required=False)
    end = DayField(label="To", subject="The last day", required=False)
    within = NumberField(
        label="Asked within how many days?", min_value=0, max_value=365, required=False, suffix="days"
    )

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        self.user, self.today = user, today
        super().__init__(data)
        mine = [("mine", "My teams")] if user.team_ids() else []
        teams = [(str(team.pk), team.name) for team in self._teams()]
        self.fields["team"].choices = [("", "All that I may see"), *mine, *teams]  # type: ignore[attr-defined]  # a select's

    def _teams(self) -> list[Team]:
        if Relation.ANY in relations_for(Verb.SEE_FIGURES, self.user.roles):
            return list(Team.objects.all())
        return list(Team.objects.filter(pk__in=self.user.team_ids()))

    def scope(self) -> Scope:
        """What to look at; every value that was not understood has its default."""
        self.full_clean()
        start, end = self._period()
        within = self.cleaned_data.get("within")
        return Scope(
            user=self.user,
            start=start,
            end=end,
            team_ids=self._team_ids(),
            ask_within=DAYS_TO_ASK if within is None else within,
        )

    def selected(self) -> list[dict[str, str]]:
        """The filters that are on, in words, each with the address that takes it away."""
        items = []
        for name in ("team", "period"):
            value = self.cleaned_data.get(name)
            if value:
                rest = QueryDict(urlencode(self.data, doseq=True), mutable=True)
                rest.pop(name, None)
                words = dict(self.fields[name].choices)[value]  # type: ignore[attr-defined]  # a select's
                items.append({"text": words, "href": f"{reverse('oversight:dashboard')}?{rest.urlencode()}"})
        return items

    def _team_ids(self) -> Any:
        team = self.cleaned_data.get("team")
        if team == "mine":
            return tuple(sorted(self.user.team_ids()))
        return (UUID(team),) if team else None

    def _period(self) -> tuple[date, date]:
        period = self.cleaned_data.get("period")
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if period == "last-year":
            return reporting_year(reporting_year(self.today)[0] - timedelta(days=1))
        if period == "last-12-months":
            return self.today - timedelta(days=365), self.today
        if period == "last-90-days":
            return self.today - timedelta(days=90), self.today
        if period == "chosen" and start and end and start <= end:
            return start, end
        return reporting_year(self.today)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("period") != "chosen":
            return cleaned
        start, end = cleaned.get("start"), cleaned.get("end")
        if not start or not end:
            self.add_error("start", "Enter both days of the period")
        elif start > end:
            self.add_error("end", "The last day must be on or after the first day")
        return cleaned


class ReadingForm(KitForm):
    """The filters of who did and saw what; they are in the address, which holds no name."""

    reference = LineField(
        label="Reference", hint="Such as E-2026-00017", max_length=20, width=10, required=False
    )
    event = SelectField(label="What", choices=Event.choices, blank="Anything", required=False)
    user_id = SelectField(label="Who", choices=[], blank="Anybody", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        users = [(str(user.pk), user.name) for user in User.objects.order_by("name")]
        self.fields["user_id"].choices = [("", "Anybody"), *users]  # type: ignore[attr-defined]  # a select's

    def narrowed_by(self) -> dict[str, str]:
        """What to narrow by; a value that makes no sense is left out."""
        self.full_clean()
        given = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        return given | {"reference": given["reference"].strip().upper()}


class AsItWasForm(KitForm):
    moment = DayTimeField(
        label="As it stood on", subject="The date and time", hint="For example, 27 3 2026 and 14:30"
    )
