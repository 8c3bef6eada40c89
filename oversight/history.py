"""What the history of changes tells of one case: row by row, and the whole as it stood at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.dateparse import parse_date, parse_datetime

from accounts.models import Team, User
from audit.events import LOOKING, Event
from audit.models import AuditEntry, Change
from enquiries.models import Case, Concern
from ui.templatetags.ui import day_text

LEFT_OUT = {"id", "version", "case", "person", "search_name", "pdf", "frozen"}
"""Columns that tell a reader nothing."""
OF_CONCERN = {"enquiries_concernfeedback", "enquiries_concerncorrection"}
ERASED = "erased for good"
PRODUCT = "msp_app"


@dataclass(frozen=True)
class Field:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One change of one row."""

    at: datetime
    who: str
    why: str
    what: str
    fields: list[Field]
    outside: bool


@dataclass(frozen=True)
class Row:
    """One row as it stood."""

    since: datetime
    fields: list[Field]


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[Row]


@cache
def model_of(table: str) -> type[models.Model] | None:
    """The model of a table; None for one that the product no longer has."""
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
    return next(found, None)


def changes_of(user: User, case: Case) -> QuerySet[Change]:
    """Every change of the case's rows that `user` may know of, the newest first, each with its event."""
    explaining = (
        AuditEntry.objects.filter(lane=OuterRef("lane"), xact=OuterRef("xact"), place__gt=OuterRef("place"))
        .exclude(event__in=LOOKING)
        .order_by("place")
    )
    changes = Change.objects.filter(case_id=case.pk).annotate(event_id=Subquery(explaining.values("id")[:1]))
    return _without_hidden_concerns(changes, user, case).order_by("-id")


def _without_hidden_concerns(changes: QuerySet[Change], user: User, case: Case) -> QuerySet[Change]:
    """A concern of the case may be restricted by itself."""
    concerns = Concern.objects.filter(case=case)
    hidden = [
        str(pk)
        for pk in concerns.exclude(pk__in=Concern.objects.visible_to(user)).values_list("pk", flat=True)
    ]
    if not hidden:
        return changes
    return changes.exclude(table_name="enquiries_concern", row_id__in=hidden).exclude(
        table_name__in=OF_CONCERN
    )


def lines(changes: Iterable[Any]) -> list[HistoryLine]:
    """One line a change, in three queries however many there are."""
    found = list(changes)
    events = AuditEntry.objects.select_related("actor").in_bulk(
        [change.event_id for change in found if change.event_id]
    )
    names = _names()
    return [_line(change, events.get(change.event_id), names) for change in found]


def _line(change: Change, event: AuditEntry | None, names: dict[str, str]) -> HistoryLine:
    outside = change.db_role != PRODUCT or event is None
    if event is None or outside:
        who, why = f"Outside the product, by the database role {change.db_role}", ""
    else:
        who = f"{event.actor.name if event.actor else 'The system'} {Event(event.event).label}"
        why = event.reason
    return HistoryLine(
        at=change.at,
        who=who,
        why=why,
        what=f"{noun_of(change.table_name)} {Change.Kind(change.kind).label}",
        fields=fields_of(change, names),
        outside=outside,
    )


def noun_of(table: str) -> str:
    model = model_of(table)
    words = str(model._meta.verbose_name) if model else table
    return words[:1].upper() + words[1:]


def fields_of(change: Change, names: dict[str, str]) -> list[Field]:
    """What changed, from what to what; of a row made or removed, all that was in it."""
    if change.erased_xact is not None:
        return [Field("What it said", "", ERASED)]
    was, became = change.was, change.became
    columns = list(was) if change.kind in {Change.Kind.CHANGED, Change.Kind.REMOVED} else list(became)
    told = [
        Field(
            label_of(change.table_name, column),
            said(change.table_name, column, was.get(column), names),
            said(change.table_name, column, became.get(column), names),
        )
        for column in columns
        if _is_told(change.table_name, column)
    ]
    return [field for field in told if field.before or field.after]


def _field(table: str, column: str) -> Any:
    model = model_of(table)
    fields = {field.column: field for field in model._meta.local_fields} if model else {}
    return fields.get(column)


def _is_told(table: str, column: str) -> bool:
    field = _field(table, column)
    name = field.name if field else column
    people = field is None or not field.is_relation or field.related_model in {User, Team}
    return name not in LEFT_OUT and people


def label_of(table: str, column: str) -> str:
    field = _field(table, column)
    words = str(field.verbose_name) if field else column.replace("_", " ")
    return words[:1].upper() + words[1:]


def said(table: str, column: str, value: Any, names: dict[str, str]) -> str:
    """A stored value as people read it; nothing for what was empty."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(said(table, column, one, names) for one in value)
    field = _field(table, column)
    if field is not None and field.is_relation:
        return names.get(str(value), "another record")
    choices = dict(getattr(getattr(field, "base_field", field), "flatchoices", None) or [])
    if value in choices:
        return str(choices[value])
    return _day_or_text(field, value)


def _day_or_text(field: Any, value: Any) -> str:
    moment: date | datetime | None = None
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(str(value))
    elif isinstance(field, models.DateField):
        moment = parse_date(str(value))
    return day_text(moment) if moment else str(value)


def _names() -> dict[str, str]:
    """People who sign in and teams, by their key."""
    named = [*User.objects.values_list("pk", "name"), *Team.objects.values_list("pk", "name")]
    return {str(pk): name for pk, name in named}


def as_it_was(user: User, case: Case, moment: datetime) -> list[Section]:
    """Every row of the case as it stood at `moment`, by kind, in the order in which the kinds first came up."""
    ever = Change.objects.filter(case_id=case.pk).values("row_id")
    then = Change.objects.filter(row_id__in=ever, at__lte=moment)
    newest = _without_hidden_concerns(then, user, case).order_by("table_name", "row_id", "-id")
    stood = [
        change
        for change in newest.distinct("table_name", "row_id")
        if change.case_id == case.pk and change.kind not in {Change.Kind.REMOVED, Change.Kind.EMPTIED}
    ]
    names = _names()
    sections: dict[str, list[Row]] = {}
    for change in sorted(stood, key=lambda change: (order_of(change.table_name), change.row_id)):
        row = Row(since=change.at, fields=_whole(change, names))
        sections.setdefault(change.table_name, []).append(row)
    return [Section(title_of(table), rows) for table, rows in sections.items()]


def _whole(change: Change, names: dict[str, str]) -> list[Field]:
    if change.erased_xact is not None:
        return [Field("What it said", "", ERASED)]
    told = [
        Field(label_of(change.table_name, column), "", said(change.table_name, column, value, names))
        for column, value in change.became.items()
        if _is_told(change.table_name, column)
    ]
    return [field for field in told if field.after]


def order_of(table: str) -> tuple[int, str]:
    """The order of a case: concerns, decisions, the enquiry, what was said and wanted, what was done, the rest."""
    first = (
        "enquiries_case",
        "enquiries_concern",
        "enquiries_decision",
        "enquiries_enquiry",
        "outcomes_conversation",
        "outcomes_answer",
        "outcomes_desiredoutcome",
        "outcomes_outcomeversion",
        "outcomes_outcomereview",
        "outcomes_overalljudgement",
        "principles_action",
        "principles_actiondone",
        "enquiries_note",
    )
    return (first.index(table) if table in first else len(first), table)


def title_of(table: str) -> str:
    model = model_of(table)
    words = str(model._meta.verbose_name_plural) if model else table
    return words[:1].upper() + words[1:]
