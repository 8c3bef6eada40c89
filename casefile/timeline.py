"""The chronology of a case from every kind of row: when it happened, and when it was recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from accounts.models import User
from audit import clock
from casefile import assessed, people_entries, planned
from casefile.addresses import address
from casefile.entries import Entry, EntryKind, at_noon, rows_of
from casefile.models import Report
from enquiries.models import (
    Case,
    Closure,
    Concern,
    Decision,
    Meeting,
    Note,
    StageChange,
)
from outcomes.models import AdvocateView, Conversation, OutcomeReview
from principles.choices import ActionStatus
from principles.models import Action, ActionDone

SILENT_DAYS = 28
"""Days without any entry from which the timeline says that nothing was recorded."""


@dataclass(frozen=True)
class Silence:
    """A stretch of time of which nothing is recorded."""

    began: date
    ended: date

    @property
    def title(self) -> str:
        return f"Nothing recorded for {(self.ended - self.began).days} days"

    @property
    def moment(self) -> date:
        return self.began

    @property
    def text(self) -> str:
        return f"Until {date_format(self.ended, 'j F Y')}"


def timeline_of(case: Case, user: User, kinds: Iterable[str] = ()) -> list[Entry]:
    """What happened on the case, the newest first, of the kinds asked for or of all."""
    wanted = [EntryKind(kind) for kind in kinds if kind in EntryKind.values] or list(EntryKind)
    entries = [entry for kind in wanted for read in READERS[kind] for entry in read(case, user)]
    return sorted(entries, key=lambda entry: entry.order, reverse=True)


def with_silences(entries: list[Entry]) -> list[Entry | Silence]:
    """The entries, the newest first, and between them every stretch of SILENT_DAYS or more without one."""
    shown: list[Entry | Silence] = []
    for later, entry in zip([None, *entries], entries, strict=False):
        if later and (later.happened - entry.happened).days >= SILENT_DAYS:
            shown.append(Silence(clock.day_of(entry.happened), clock.day_of(later.happened)))
        shown.append(entry)
    return shown


def _concerns(case: Case, user: User) -> Iterable[Entry]:
    for concern in rows_of(Concern, case, user):
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
    for decision in rows_of(Decision, case, user):
        yield Entry(
            EntryKind.DECISION,
            f"Decision: {decision.get_kind_display()}",
            at_noon(decision.decided_on),
            decision.recorded_at,
            decision.recorded_by.name,
            text=decision.reasons,
            href=address("casefile:decisions", case.pk),
            dated=True,
        )


def _closures(case: Case, user: User) -> Iterable[Entry]:
    for closure in rows_of(Closure, case, user, "reopened_by"):
        yield Entry(
            EntryKind.DECISION,
            "Enquiry closed",
            at_noon(closure.closed_on),
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
                at_noon(closure.reopened_on),
                at_noon(closure.reopened_on),
                closure.reopened_by.name,
                text=closure.reopen_reason,
                dated=True,
            )


def _stages(case: Case, user: User) -> Iterable[Entry]:
    for change in rows_of(StageChange, case, user):
        yield Entry(
            EntryKind.DECISION,
            f"Moved to the stage: {change.get_stage_display()}",
            at_noon(change.moved_on),
            change.recorded_at,
            change.recorded_by.name,
            text=change.reason,
            dated=True,
        )


def _conversations(case: Case, user: User) -> Iterable[Entry]:
    for talk in rows_of(Conversation, case, user).with_current_answers():
        said = [answer for answer in talk.current_answers if answer.words]
        if talk.withdrawn_at:
            said = []
        more = f"{len(said)} answers in all." if len(said) > 1 else ""
        yield Entry(
            EntryKind.CONVERSATION,
            _talk(talk),
            talk.happened_at,
            talk.recorded_at,
            talk.recorded_by.name,
            text=_about(talk, more),
            words=said[0].words if said else "",
            voice=talk.get_voice_display() if said else "",
            href=talk.get_absolute_url(),
        )


def _talk(talk: Conversation) -> str:
    title = f"Conversation, {talk.get_phase_display().lower()}" if talk.asked else "The person was not asked"
    return f"{title} (withdrawn)" if talk.withdrawn_at else title


def _about(talk: Conversation, more: str) -> str:
    if talk.withdrawn_at:
        return f"Withdrawn: {talk.withdrawn_reason}"
    return more if talk.asked else talk.get_not_asked_reason_display()


def _views(case: Case, user: User) -> Iterable[Entry]:
    for view in rows_of(AdvocateView, case, user, "instruction"):
        yield Entry(
            EntryKind.CONVERSATION,
            view.get_kind_display(),
            at_noon(view.happened_on),
            view.recorded_at,
            view.recorded_by.name,
            words=view.words,
            voice=view.instruction.voice.label,
            dated=True,
        )


def _notes(case: Case, user: User) -> Iterable[Entry]:
    """Each note as it stands now; what it said before, and why it was corrected, is on its page."""
    for note in rows_of(Note, case, user).filter(corrected_by=None):
        state = " (withdrawn)" if note.withdrawn_at else " (corrected)" if note.corrects_id else ""
        yield Entry(
            EntryKind.NOTE,
            note.get_kind_display() + state,
            note.happened_at,
            note.recorded_at,
            note.recorded_by.name,
            text=f"Withdrawn: {note.withdrawn_reason}" if note.withdrawn_at else note.text,
            href=address("enquiries:note", case.pk, note.pk),
        )


def _actions_done(case: Case, user: User) -> Iterable[Entry]:
    rows: Any = ActionDone.objects.visible_to(user).filter(action__case=case)
    for done in rows.select_related("action", "recorded_by"):
        yield Entry(
            EntryKind.ACTION,
            f"Done: {done.action.what}",
            at_noon(done.done_on),
            done.recorded_at,
            done.recorded_by.name,
            text=done.what_was_done,
            href=done.action.get_absolute_url(),
            dated=True,
        )
    withdrawn: Any = Action.objects.visible_to(user).filter(case=case, status=ActionStatus.WITHDRAWN)
    for action in withdrawn.select_related("recorded_by"):
        yield Entry(
            EntryKind.ACTION,
            f"Withdrawn: {action.what}",
            at_noon(action.withdrawn_on),
            at_noon(action.withdrawn_on),
            "",
            text=action.withdrawn_reason,
            href=action.get_absolute_url(),
            dated=True,
        )


def _reviews(case: Case, user: User) -> Iterable[Entry]:
    rows: Any = OutcomeReview.objects.visible_to(user).filter(outcome__case=case)
    for review in rows.select_related("outcome", "recorded_by"):
        yield Entry(
            EntryKind.REVIEW,
            f"Outcome {review.outcome.number}, {review.get_judge_display().lower()}: {review.get_judgement_display()}",
            at_noon(review.reviewed_on),
            review.recorded_at,
            review.recorded_by.name,
            words=review.words,
            voice=review.get_voice_display() if review.words else "",
            href=address("outcomes:outcome", case.pk, review.outcome_id),
            dated=True,
        )


def _meetings(case: Case, user: User) -> Iterable[Entry]:
    for meeting in rows_of(Meeting, case, user):
        yield Entry(
            EntryKind.MEETING,
            f"Meeting{' called off' if meeting.cancelled_at else ''}: {meeting.purpose}",
            meeting.at,
            min(meeting.recorded_at, meeting.at),
            meeting.recorded_by.name,
            text=meeting.cancelled_reason or meeting.who,
        )


def _reports(case: Case, user: User) -> Iterable[Entry]:
    for report in rows_of(Report, case, user).defer("pdf", "frozen"):
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
    EntryKind.DECISION: [_concerns, _decisions, _stages, _closures],
    EntryKind.NOTE: [_notes],
    EntryKind.ACTION: [_actions_done],
    EntryKind.REVIEW: [_reviews],
    EntryKind.MEETING: [_meetings, planned.minutes],
    EntryKind.PEOPLE: [
        people_entries.allocations,
        people_entries.advocates,
        people_entries.partners,
        assessed.checks,
    ],
    EntryKind.RISK: [assessed.risks, assessed.risk_views, assessed.risk_choices, assessed.body_marks],
    EntryKind.CAPACITY: [assessed.assessments, assessed.best_interests],
    EntryKind.PARTNERS: [
        planned.caused,
        planned.processes,
        planned.boundaries,
        planned.sharing,
        planned.plans,
    ],
    EntryKind.REPORT: [_reports],
}
