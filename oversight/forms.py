from datetime import date
from typing import Any

from django import forms

from accounts.models import Team, User
from accounts.rules import Relation, Verb, relations_for
from oversight.scope import DAYS_TO_ASK, Scope, reporting_year

PERIODS = [
    ("this-year", "This year, from 1 April"),
    ("last-year", "Last year, April to March"),
    ("last-12-months", "The last 12 months"),
    ("last-90-days", "The last 90 days"),
    ("chosen", "The days below"),
]


class DashboardForm(forms.Form):
    """The filters of the dashboard. They are in the address; anything that makes no sense falls back to the default."""

    team = forms.ChoiceField(label="Team", required=False)
    period = forms.ChoiceField(label="Period", choices=PERIODS, required=False)
    start = forms.DateField(label="From", required=False)
    end = forms.DateField(label="To", required=False)
    within = forms.IntegerField(
        label="Asked within how many days?", min_value=0, max_value=365, required=False
    )

    def __init__(self, data: Any, *, user: User, today: date) -> None:
        self.user, self.today = user, today
        super().__init__(data)
        self.teams = self._teams()
        mine = [("mine", "My teams")] if user.team_ids() else []
        self.fields["team"].choices = [  # type: ignore[attr-defined]  # a ChoiceField's
            ("", "All that I may see"),
            *mine,
            *((str(team.pk), team.name) for team in self.teams),
        ]

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

    def _team_ids(self) -> Any:
        team = self.cleaned_data.get("team")
        if team == "mine":
            return tuple(sorted(self.user.team_ids()))
        return (team,) if team else None

    def _period(self) -> tuple[date, date]:
        this_year = reporting_year(self.today)
        period = self.cleaned_data.get("period") or "this-year"
        if period == "last-year":
            return reporting_year(date(this_year[0].year - 1, 6, 1))
        if period == "last-12-months":
            return self.today.replace(day=1, year=self.today.year - 1), self.today
        if period == "last-90-days":
            return date.fromordinal(self.today.toordinal() - 90), self.today
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if period == "chosen" and start and end and start <= end:
            return start, end
        return this_year

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if cleaned.get("period") == "chosen":
            if not start or not end:
                self.add_error("start", "Enter both days of the period, like 2026-04-01")
            elif start > end:
                self.add_error("end", "The last day must be on or after the first day")
        return cleaned
