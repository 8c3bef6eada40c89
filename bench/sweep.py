"""The sweep that finds reminders, over a hundred thousand rows that are due at once."""

from datetime import timedelta
from functools import partial

from django.db import connection, transaction

from audit import clock
from bench.data import Town
from bench.measures import Sweep, seconds_of
from bench.place import Place
from casefile.models import Reminder
from casefile.reminders import finding
from enquiries.models import Case
from principles.models import Action


def measure(town: Town, place: Place, number: int) -> Sweep:
    """The first sweep adds a reminder for each; the next finds nothing to change, as all but one sweep a day do."""
    add_due_actions(town, number)
    place.tidy_tables()
    first = seconds_of(finding.find_due)
    made = Reminder.objects.filter(escalation=False).count()
    place.tidy_tables()
    again = min(seconds_of(finding.find_due) for _ in range(3))
    return Sweep(rows=made, first=first, again=again, bare_insert=seconds_of(partial(insert_bare, number)))


def add_due_actions(town: Town, number: int) -> None:
    """Open actions of open enquiries, a few days past the day they were due."""
    cases = list(Case.objects.with_open_enquiry())
    owners = dict(Case.objects.filter(allocations__role="lead").values_list("pk", "allocations__user"))
    today = clock.today()
    actions = [
        Action(
            case=cases[n % len(cases)],
            recorded_by=town.staff.manager,
            what="Visit at a time that she chose.",
            principle="protection",
            how_it_serves="She said when.",
            duty="safety",
            owner_id=owners[cases[n % len(cases)].pk],
            due_on=today - timedelta(days=n % 7),
        )
        for n in range(number)
    ]
    Action.objects.bulk_create(actions, batch_size=2000)


@transaction.atomic
def insert_bare(number: int) -> None:
    """As many rows into the same table by one plain statement, undone at the end: what the database alone takes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO casefile_reminder
                (id, kind, subject_id, due_on, recipient_id, case_id, escalation, found_at)
            SELECT gen_random_uuid(), 'action', gen_random_uuid(), due_on, recipient_id, case_id, false, found_at
            FROM casefile_reminder LIMIT %s
            """,
            [number],
        )
    transaction.set_rollback(True)
