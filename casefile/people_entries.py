"""Lines of the timeline about who works on it, who speaks for the person, and who was asked."""

from collections.abc import Iterable

from accounts.models import User
from audit import clock
from casefile.addresses import address
from casefile.entries import Entry, EntryKind, at_noon, rows_of
from enquiries.models import (
    AdvocateInstruction,
    AdvocateRequest,
    Allocation,
    Case,
    PartnerQuestion,
)


def allocations(case: Case, user: User) -> Iterable[Entry]:
    for allocation in rows_of(Allocation, case, user, "user"):
        role = allocation.get_role_display()
        yield Entry(
            EntryKind.PEOPLE,
            f"{role}: {allocation.user.name}",
            allocation.started_at,
            allocation.recorded_at,
            allocation.recorded_by.name,
            text=allocation.reason,
            href=address("enquiries:people-involved", case.pk),
        )
        if allocation.ended_at:
            yield Entry(
                EntryKind.PEOPLE,
                f"No longer {role.lower()}: {allocation.user.name}",
                allocation.ended_at,
                allocation.ended_at,
                "",
                href=address("enquiries:people-involved", case.pk),
            )


def advocates(case: Case, user: User) -> Iterable[Entry]:
    people = address("enquiries:people-involved", case.pk)
    for request in rows_of(AdvocateRequest, case, user):
        yield Entry(
            EntryKind.PEOPLE,
            "Advocate asked for",
            at_noon(request.asked_on),
            request.recorded_at,
            request.recorded_by.name,
            text=request.reason,
            href=people,
            dated=True,
        )
    for instruction in rows_of(AdvocateInstruction, case, user, "advocate"):
        shared = {"text": instruction.get_kind_display(), "href": people, "dated": True}
        yield Entry(
            EntryKind.PEOPLE,
            f"Advocate instructed: {instruction.advocate.name}",
            at_noon(instruction.from_on),
            instruction.recorded_at,
            instruction.recorded_by.name,
            **shared,
        )
        if instruction.until_on and instruction.until_on <= clock.today():
            ended = at_noon(instruction.until_on)
            title = f"Advocate's instruction ended: {instruction.advocate.name}"
            yield Entry(EntryKind.PEOPLE, title, ended, ended, "", **shared)


def partners(case: Case, user: User) -> Iterable[Entry]:
    for asked in rows_of(PartnerQuestion, case, user):
        shared = {"href": asked.get_absolute_url()}
        title = f"Asked {asked}"
        by = asked.recorded_by.name
        yield Entry(
            EntryKind.PEOPLE, title, asked.recorded_at, asked.recorded_at, by, text=asked.question, **shared
        )
        if asked.answered_at:
            at, said = asked.answered_at, {"words": asked.answer, "voice": asked.organisation}
            yield Entry(EntryKind.PEOPLE, f"Answer from {asked}", at, at, asked.name, **said, **shared)
