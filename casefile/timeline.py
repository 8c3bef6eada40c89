"""The chronology of a case from every kind of row: when it happened, and when it was recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from accounts.models import User
from casefile.addresses import address
from casefile.models import Report
from enquiries.models import (
    AdvocateInstruction,
    Allocation,
    Case,
    Closure,
    Concern,
    Decision,
    Meeting,
    Note,
)
from outcomes.models import AdvocateView, Conversation, OutcomeReview
from principles.models import ActionDone

LATE_AFTER = timedelta(days=1)
"""An entry recorded later than this after it happened is said to be late."""


class EntryKind(TextChoices):
    CONVERSATION = "conversations", "Conversations"
    DECISION = "decisions", "Concerns and decisions"
    NOTE = "notes", "Notes"
    ACTION = "actions", "Actions done"
    REVIEW = "reviews", "Reviews of outcomes"
    MEETING = "meetings", "Meetings"
    PEOPLE = "people", "People and advocates"
    REPORT = "reports", "Reports"


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; `moment` is when it happened."""

    kind: EntryKind
    title: str
    moment: datetime
    recorded_at: datetime
    by: str
    text: str = ""
    words: str = ""
    voice: str = ""
    href: str = ""
    dated: bool = False

    @property
    def recorded(self) -> datetime | None:
        """When it was recorded, where that was not at once."""
        return self.recorded_at if self.is_late else None

    @property
    def is_late(self) -> bool:
        return self.recorded_at - self.moment > LATE_AFTER + (
            timedelta(days=1) if self.dated else timedelta()
        )


def timeline_of(case: Case, user: User, kinds: Iterable[str] = ()) -> list[Entry]:
    """What happened on the case, the newest first, of the kinds asked for or of all."""
    wanted = [EntryKind(kind) for kind in kinds if kind in EntryKind.values] or list(EntryKind)
    entries = [entry for kind in wanted for read in READERS[kind] for entry in read(case, user)]
    return sorted(entries, key=lambda entry: (entry.moment, entry.recorded_at), reverse=True)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _rows(model: Any, case: Case, user: User, *related: str) -> Any:
    return model.objects.visible_to(user).filter(case=case).select_related("recorded_by", *related)


def _concerns(case: Case, user: User) -> Iterable[Entry]:
    for concern in _rows(Concern, case, user):
        yield Entry(
            EntryKind.DECISION,
            f"Concern {concern.reference} received",
            concern.received_at,
            concern.recorded_at,
            concern.recorded_by.name,
            text=concern.fact,
            words=concern.own_words,
            voice=concern.get_own_words_voice_display() if concern.own_words else "",
            href=address("enquiries:concern", concern.pk),
        )


def _decisions(case: Case, user: User) -> Iterable[Entry]:
    for decision in _rows(Decision, case, user):
        yield Entry(
            EntryKind.DECISION,
            f"Decision: {decision.get_kind_display()}",
            _at(decision.decided_on),
            decision.recorded_at,
            decision.recorded_by.name,
            text=decision.reasons,
            href=address("casefile:decisions", case.pk),
            dated=True,
        )


def _closures(case: Case, user: User) -> Iterable[Entry]:
    for closure in _rows(Closure, case, user, "reopened_by"):
        yield Entry(
            EntryKind.DECISION,
            "Enquiry closed",
            _at(closure.closed_on),
            closure.recorded_at,
            closure.recorded_by.name,
            text=closure.reason_detail or closure.get_reason_display(),
            words=closure.person_view,
            voice=closure.get_person_view_voice_display() if closure.person_view else "",
            dated=True,
        )
        if closure.reopened_on:
            yield Entry(
                EntryKind.DECISION,
                "Enquiry reopened",
                _at(closure.reopened_on),
                _at(closure.reopened_on),
                closure.reopened_by.name,
                text=closure.reopen_reason,
                dated=True,
            )


def _conversations(case: Case, user: User) -> Iterable[Entry]:
    for talk in _rows(Conversation, case, user).with_current_answers():
        first = next((answer for answer in talk.current_answers if answer.words), None)
        yield Entry(
            EntryKind.CONVERSATION,
            f"Conversation, {talk.get_phase_display().lower()}" if talk.asked else "The person was not asked",
            talk.happened_at,
            talk.recorded_at,
            talk.recorded_by.name,
            text="" if talk.asked else talk.get_not_asked_reason_display(),
            words=first.words if first else "",
            voice=talk.get_voice_display() if talk.asked else "",
            href=address("outcomes:conversation", case.pk, talk.pk),
        )


def _views(case: Case, user: User) -> Iterable[Entry]:
    for view in _rows(AdvocateView, case, user, "instruction"):
        yield Entry(
            EntryKind.CONVERSATION,
            view.get_kind_display(),
            _at(view.happened_on),
            view.recorded_at,
            view.recorded_by.name,
            words=view.words,
            voice=view.instruction.voice.label,
            dated=True,
        )


def _notes(case: Case, user: User) -> Iterable[Entry]:
    for note in _rows(Note, case, user, "corrected_by", "corrects"):
        if hasattr(note, "corrected_by"):
            continue
        yield Entry(
            EntryKind.NOTE,
            note.get_kind_display() + (" (corrected)" if note.corrects_id else ""),
            note.happened_at,
            note.recorded_at,
            note.recorded_by.name,
            text=note.text,
        )


def _actions_done(case: Case, user: User) -> Iterable[Entry]:
    rows: Any = ActionDone.objects.visible_to(user).filter(action__case=case)
    for done in rows.select_related("action", "recorded_by"):
        yield Entry(
            EntryKind.ACTION,
            f"Done: {done.action.what}",
            _at(done.done_on),
            done.recorded_at,
            done.recorded_by.name,
            text=done.what_was_done,
            href=done.action.get_absolute_url(),
            dated=True,
        )


def _reviews(case: Case, user: User) -> Iterable[Entry]:
    rows: Any = OutcomeReview.objects.visible_to(user).filter(outcome__case=case)
    for review in rows.select_related("outcome", "recorded_by"):
        yield Entry(
            EntryKind.REVIEW,
            f"Outcome {review.outcome.number}, {review.get_judge_display().lower()}: {review.get_judgement_display()}",
            _at(review.reviewed_on),
            review.recorded_at,
            review.recorded_by.name,
            words=review.words,
            voice=review.get_voice_display() if review.words else "",
            href=address("outcomes:outcome", case.pk, review.outcome_id),
            dated=True,
        )


def _meetings(case: Case, user: User) -> Iterable[Entry]:
    for meeting in _rows(Meeting, case, user):
        yield Entry(
            EntryKind.MEETING,
            f"Meeting: {meeting.purpose}",
            meeting.at,
            meeting.recorded_at,
            meeting.recorded_by.name,
            text=meeting.who,
        )


def _people(case: Case, user: User) -> Iterable[Entry]:
    for allocation in _rows(Allocation, case, user, "user"):
        yield Entry(
            EntryKind.PEOPLE,
            f"{allocation.user.name} became {allocation.get_role_display().lower()}",
            allocation.started_at,
            allocation.recorded_at,
            allocation.recorded_by.name,
            text=allocation.reason,
        )
    for instruction in _rows(AdvocateInstruction, case, user, "advocate"):
        yield Entry(
            EntryKind.PEOPLE,
            f"Advocate instructed: {instruction.advocate.name}",
            _at(instruction.from_on),
            instruction.recorded_at,
            instruction.recorded_by.name,
            text=instruction.get_kind_display(),
            dated=True,
        )


def _reports(case: Case, user: User) -> Iterable[Entry]:
    for report in _rows(Report, case, user).defer("pdf", "frozen"):
        yield Entry(
            EntryKind.REPORT,
            f"Outcome report: {report.get_kind_display().lower()}",
            report.recorded_at,
            report.recorded_at,
            report.recorded_by.name,
            text=report.get_state_display(),
            href=address("casefile:reports", case.pk),
        )


READERS: dict[EntryKind, list[Callable[[Case, User], Iterable[Entry]]]] = {
    EntryKind.CONVERSATION: [_conversations, _views],
    EntryKind.DECISION: [_concerns, _decisions, _closures],
    EntryKind.NOTE: [_notes],
    EntryKind.ACTION: [_actions_done],
    EntryKind.REVIEW: [_reviews],
    EntryKind.MEETING: [_meetings],
    EntryKind.PEOPLE: [_people],
    EntryKind.REPORT: [_reports],
}
