"""Planning, partners and sharing as lines of the timeline."""

from collections.abc import Iterable

from accounts.models import User
from casefile.addresses import address
from casefile.entries import Entry, EntryKind, at_noon, rows_of
from enquiries.models import (
    Case,
    CausedEnquiry,
    CausedReport,
    CrossBoundary,
    EnquiryPlan,
    EnquiryQuestion,
    Minutes,
    ParallelProcess,
    SharingDecision,
)


def caused(case: Case, user: User) -> Iterable[Entry]:
    """Each enquiry that others make, each report that came, and what the council found of it."""
    for row in rows_of(CausedEnquiry, case, user, "organisation"):
        title, day = f"{row} agreed", at_noon(row.asked_on)
        by = row.recorded_by.name
        yield Entry(
            EntryKind.PARTNERS,
            title,
            day,
            row.recorded_at,
            by,
            row.nature,
            href=row.get_absolute_url(),
            dated=True,
        )
    for report in rows_of(CausedReport, case, user, "caused__organisation", "checked_by"):
        href = address("enquiries:caused", case.pk, report.caused_id)
        yield Entry(
            EntryKind.PARTNERS,
            f"Report of {report.caused.organisation} received",
            at_noon(report.received_on),
            report.recorded_at,
            report.recorded_by.name,
            text=report.summary,
            words=report.adult_said,
            voice="As the report gives it" if report.adult_said else "",
            href=href,
            dated=True,
        )
        if report.checked_by:
            day = at_noon(report.checked_on)
            title = f"Report of {report.caused.organisation}: {report.get_finding_display()}"
            by = report.checked_by.name
            yield Entry(
                EntryKind.PARTNERS, title, day, day, by, report.finding_reasons, href=href, dated=True
            )


def processes(case: Case, user: User) -> Iterable[Entry]:
    href = address("casefile:planning", case.pk)
    for row in rows_of(ParallelProcess, case, user):
        by = row.recorded_by.name
        began = at_noon(row.began_on) if row.began_on else row.recorded_at
        title = f"Beside the enquiry: {row}"
        yield Entry(
            EntryKind.PARTNERS,
            title,
            began,
            row.recorded_at,
            by,
            row.detail,
            href=href,
            dated=row.began_on is not None,
        )
        if row.ended_on:
            day = at_noon(row.ended_on)
            yield Entry(EntryKind.PARTNERS, f"Ended: {row}", day, day, "", href=href, dated=True)


def boundaries(case: Case, user: User) -> Iterable[Entry]:
    for row in rows_of(CrossBoundary, case, user):
        told = at_noon(row.told_on) if row.told_on else row.recorded_at
        yield Entry(
            EntryKind.PARTNERS,
            f"Another council: {row}",
            told,
            row.recorded_at,
            row.recorded_by.name,
            text=row.detail,
            href=address("casefile:planning", case.pk),
            dated=row.told_on is not None,
        )


def sharing(case: Case, user: User) -> Iterable[Entry]:
    for row in rows_of(SharingDecision, case, user):
        yield Entry(
            EntryKind.PARTNERS,
            str(row),
            at_noon(row.decided_on),
            row.recorded_at,
            row.recorded_by.name,
            text=f"{row.what} {row.why}",
            words=row.words,
            voice=row.get_voice_display() if row.words else "",
            href=address("casefile:sharing", case.pk),
            dated=True,
        )


def plans(case: Case, user: User) -> Iterable[Entry]:
    """Each plan, and each question as it was answered."""
    href = address("casefile:planning", case.pk)
    for row in rows_of(EnquiryPlan, case, user):
        day, by = at_noon(row.agreed_on), row.recorded_by.name
        yield Entry(
            EntryKind.PARTNERS,
            "Enquiry planned",
            day,
            row.recorded_at,
            by,
            row.interim,
            href=href,
            dated=True,
        )
    for row in rows_of(EnquiryQuestion, case, user).exclude(answered_on=None):
        day, title = at_noon(row.answered_on), f"Answered: {row.question}"
        yield Entry(EntryKind.PARTNERS, title, day, day, "", row.answer, href=href, dated=True)


def minutes(case: Case, user: User) -> Iterable[Entry]:
    for row in rows_of(Minutes, case, user, "meeting"):
        yield Entry(
            EntryKind.MEETING,
            "Minutes of the meeting",
            row.meeting.at,
            row.recorded_at,
            row.recorded_by.name,
            text=row.text,
            words=row.words,
            voice=row.get_voice_display() if row.words else "",
            href=address("casefile:meeting", case.pk, row.meeting_id),
        )
