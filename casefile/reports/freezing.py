"""Everything that a report shows, as it stands at the request. Making the PDF looks nothing up later."""

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from audit import clock
from casefile.models import ReportKind
from casefile.reports import assessed
from enquiries.models import AdvocateInstruction, Case, Closure, Concern, Decision, Meeting
from outcomes.choices import OutcomeState
from outcomes.models import (
    AdvocateView,
    Conversation,
    DesiredOutcome,
    OutcomeReview,
    OverallJudgement,
    SafetyRating,
)
from principles.choices import ActionStatus, Principle
from principles.models import Action

Frozen = dict[str, Any]


def freeze(case: Case, kind: ReportKind, reader: User) -> Frozen:
    """The report's data as JSON. Every row is read through the door of `reader`, who asks for the report."""
    frozen: Frozen = {
        "kind": ReportKind(kind).value,
        "reference": case.reference,
        "name": case.person.preferred_name,
        "pronouns": case.person.pronouns,
        "frozen_on": day(clock.today()),
        "enquiry": _enquiry(case),
        "own_words": _own_words(case, reader),
        "conversations": [_conversation(row) for row in _conversations(case, reader)],
        "outcomes": [_outcome(row) for row in _outcomes(case, reader)],
        "principles": _principles(case, reader),
        "safety": [_rating(row) for row in _ratings(case, reader)],
        "overall": _overall(case, reader),
        "views": [_view(row) for row in _views(case, reader)],
        "meetings": [_meeting(row) for row in _meetings(case, reader)],
        "people": _people(case),
        "risks": assessed.risks(case, reader, for_file=kind == ReportKind.FILE),
    }
    if kind == ReportKind.FILE:
        frozen["decisions"] = [
            _decision(row) for row in Decision.objects.visible_to(reader).filter(case=case)
        ]
        frozen["capacity"] = assessed.capacity(case, reader)
        frozen["closures"] = [_closure(row) for row in Closure.objects.visible_to(reader).filter(case=case)]
    return frozen


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def local_day(moment: Any) -> str:
    """The Europe/London date of a moment."""
    return day(timezone.localtime(moment).date()) if moment else ""


def _enquiry(case: Case) -> Frozen | None:
    enquiry = getattr(case, "enquiry", None)
    if enquiry is None:
        return None
    return {
        "kind": enquiry.get_kind_display(),
        "began_on": day(enquiry.began_on),
        "closed_on": day(enquiry.closed_on),
    }


def _own_words(case: Case, reader: User) -> list[Frozen]:
    """What the person said when the concern came in. Nothing else of a concern goes into a report."""
    concerns = Concern.objects.visible_to(reader).filter(case=case, restricted=False).exclude(own_words="")
    return [
        {
            "key": f"words-{concern.pk}",
            "on": local_day(concern.received_at),
            "words": concern.own_words,
            "voice": concern.own_words_voice,
        }
        for concern in concerns.order_by("received_at")
    ]


def _conversations(case: Case, reader: User) -> Any:
    return (
        Conversation.objects.visible_to(reader)
        .standing()
        .filter(case=case)
        .with_current_answers()
        .order_by("happened_at", "recorded_at")
    )


def _conversation(row: Any) -> Frozen:
    return {
        "asked": row.asked,
        "phase": row.get_phase_display(),
        "on": local_day(row.happened_at),
        "asked_by": row.asked_by,
        "answered_by": row.answered_by,
        "voice": row.voice,
        "support": row.support_given,
        "note": row.note,
        "not_asked_reason": row.not_asked_reason,
        "not_asked_label": row.get_not_asked_reason_display(),
        "not_asked_detail": row.not_asked_detail,
        "try_again_on": day(row.try_again_on),
        "answers": [
            {
                "key": f"answer-{answer.pk}",
                "question": answer.question,
                "question_text": answer.question_text,
                "state": answer.state,
                "words": answer.words,
                "note": answer.worker_note,
            }
            for answer in row.current_answers
        ],
    }


def _outcomes(case: Case, reader: User) -> Any:
    return (
        DesiredOutcome.objects.visible_to(reader)
        .exclude(state=OutcomeState.MISTAKEN)
        .filter(case=case)
        .select_related("replaced_by")
        .prefetch_related("versions", "explanations", "reviews__recorded_by")
        .order_by("number")
    )


def _outcome(row: DesiredOutcome) -> Frozen:
    versions = [
        {
            "words": version.words,
            "voice": version.voice,
            "on": day(version.said_on),
            "reason": version.change_reason,
        }
        for version in row.versions.all()
    ]
    return {
        "number": row.number,
        "now": versions[-1] if versions else {"words": "", "voice": "", "on": "", "reason": ""},
        "before": versions[:-1],
        "state": row.state,
        "wanted": row.state == OutcomeState.WANTED,
        "state_on": day(row.state_on),
        "state_reason": row.state_reason,
        "passed_to": row.passed_to,
        "replaced_by": getattr(getattr(row, "replaced_by", None), "number", None),
        "explanations": [
            {
                "why": explanation.why,
                "explained": explanation.explained,
                "on": day(explanation.explained_on),
                "offered": explanation.offered,
            }
            for explanation in row.explanations.all()
        ],
        "reviews": [_review(review) for review in row.reviews.all()],
    }


def _review(row: OutcomeReview) -> Frozen:
    return {
        "judge": row.judge,
        "judgement": row.judgement,
        "voice": row.voice,
        "words": row.words,
        "on": day(row.reviewed_on),
        "by": row.recorded_by.name,
        "at_closing": row.at_closing,
    }


def _principles(case: Case, reader: User) -> list[Frozen]:
    """All six, in the guidance's order; one with nothing under it stays, so that the gap shows."""
    actions: dict[str, list[Frozen]] = {principle.value: [] for principle in Principle}
    rows = (
        Action.objects.visible_to(reader)
        .filter(case=case)
        .select_related("outcome", "owner")
        .prefetch_related("done", "further_outcomes")
        .order_by("due_on", "recorded_at")
    )
    for row in rows:
        actions[row.principle].append(_action(row))
    return [
        {
            "name": principle.label,
            "definition": principle.definition,
            "i_statement": principle.i_statement,
            "actions": actions[principle.value],
        }
        for principle in Principle
    ]


def _action(row: Action) -> Frozen:
    served = {outcome.number for outcome in row.further_outcomes.all()}
    if row.outcome:
        served.add(row.outcome.number)
    return {
        "key": f"action-{row.pk}",
        "what": row.what,
        "how_it_serves": row.how_it_serves,
        "serves": sorted(served),
        "duty": row.get_duty_display() if row.duty else "",
        "duty_detail": row.duty_detail,
        "owner": row.owner.name if row.owner else row.owner_name,
        "due_on": day(row.due_on),
        "repeats": row.get_repeats_display() if row.repeats != "no" else "",
        "repeats_until": day(row.repeats_until),
        "open": row.status == ActionStatus.OPEN,
        "withdrawn_on": day(row.withdrawn_on) if row.status == ActionStatus.WITHDRAWN else "",
        "withdrawn_reason": row.withdrawn_reason,
        "done": [
            {"on": day(done.done_on), "due_on": day(done.due_on), "what": done.what_was_done}
            for done in row.done.all()
        ],
    }


def _ratings(case: Case, reader: User) -> Any:
    return SafetyRating.objects.visible_to(reader).standing().filter(case=case)


def _rating(row: SafetyRating) -> Frozen:
    return {"on": day(row.rated_on), "level": row.level, "voice": row.voice}


def _overall(case: Case, reader: User) -> Frozen | None:
    row = OverallJudgement.objects.visible_to(reader).filter(case=case).last()
    if row is None:
        return None
    return {"overall": row.overall, "voice": row.voice, "words": row.words, "on": day(row.judged_on)}


def _views(case: Case, reader: User) -> Any:
    return (
        AdvocateView.objects.visible_to(reader)
        .filter(case=case)
        .select_related("recorded_by", "instruction")
        .prefetch_related("answers")
        .order_by("happened_on", "recorded_at")
    )


def _view(row: AdvocateView) -> Frozen:
    return {
        "kind": row.kind,
        "on": day(row.happened_on),
        "words": row.words,
        "by": row.recorded_by.name,
        "voice": row.instruction.voice if row.instruction else "",
        "answers": [
            {"on": local_day(answer.recorded_at), "text": answer.text} for answer in row.answers.all()
        ],
    }


def _meetings(case: Case, reader: User) -> Any:
    return Meeting.objects.visible_to(reader).filter(case=case, at__gte=clock.now()).order_by("at")


def _meeting(row: Meeting) -> Frozen:
    at = timezone.localtime(row.at)
    return {
        "purpose": row.purpose,
        "on": day(at.date()),
        "time": at.strftime("%H:%M"),
        "place": row.place,
    }


def _people(case: Case) -> list[Frozen]:
    """Who to talk to: whoever works on the case now, and the advocate whose instruction runs."""
    allocations = case.allocations.filter(ended_at=None).select_related("user").order_by("role", "started_at")
    people = [
        {
            "role": allocation.role,
            "name": allocation.user.name,
            "job": allocation.user.job_title,
            "telephone": allocation.user.telephone,
        }
        for allocation in allocations
    ]
    running = AdvocateInstruction.objects.filter(case=case).running_on(clock.today())
    people += [
        {
            "role": "advocate",
            "name": instruction.advocate.name,
            "job": instruction.organisation,
            "telephone": instruction.advocate.telephone,
        }
        for instruction in running.select_related("advocate")
    ]
    return people


def _decision(row: Decision) -> Frozen:
    return {
        "on": day(row.decided_on),
        "by": row.recorded_by.name,
        "kind": row.get_kind_display(),
        "tests": [
            ["Has needs for care and support", row.has_needs, row.has_needs_reasons],
            ["Is experiencing, or at risk of, abuse or neglect", row.at_risk, row.at_risk_reasons],
            [
                "Because of those needs, cannot protect themselves",
                row.cannot_protect,
                row.cannot_protect_reasons,
            ],
        ],
        "reasons": row.reasons,
        "instead": row.get_instead_display() if row.instead else "",
        "instead_detail": row.instead_detail,
        "person_asked": row.person_asked,
        "not_asked": row.get_not_asked_reason_display() if row.not_asked_reason else "",
        "not_asked_detail": row.not_asked_detail,
        "ask_on": day(row.ask_on),
    }


def _closure(row: Closure) -> Frozen:
    return {
        "on": day(row.closed_on),
        "by": row.recorded_by.name,
        "reason": row.get_reason_display(),
        "detail": row.reason_detail,
        "view": row.person_view,
        "voice": row.person_view_voice,
        "view_missing": row.person_view_missing_reason,
        "reopened_on": day(row.reopened_on),
        "reopen_reason": row.reopen_reason,
    }
