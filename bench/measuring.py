"""One run: fill the place, then measure pages, the second wall, reports, the sweep and memory, in this order."""

import os
from dataclasses import dataclass

from audit.context import SYSTEM, asking
from bench import data, memory, pages, reports, sweep, wall
from bench.measures import Run
from bench.place import Place


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    years: int
    warm_up: int
    rounds: int
    report_batches: int
    reports_a_batch: int
    due_rows: int
    requests_before_rest: int


WHOLE = Plan(
    years=10,
    warm_up=5,
    rounds=100,
    report_batches=4,
    reports_a_batch=10,
    due_rows=100_000,
    requests_before_rest=100,
)
QUICK = Plan(
    years=1, warm_up=1, rounds=2, report_batches=1, reports_a_batch=2, due_rows=500, requests_before_rest=4
)


@asking(SYSTEM)
def measure(place: Place, plan: Plan, only: set[str]) -> Run:
    run = Run(years=plan.years, load=os.getloadavg()[0])
    town = data.fill(plan.years)
    place.tidy_tables()
    run.rows = town.rows
    if "pages" in only:
        run.pages = pages.measure(town, place.product, warm_up=plan.warm_up, rounds=plan.rounds)
        place.product.stop()
    if "wall" in only:
        run.wall = wall.measure(town, place, warm_up=plan.warm_up, rounds=plan.rounds)
        place.product.stop()
    if "reports" in only:
        run.reports = reports.measure(town, place.product, plan.report_batches, plan.reports_a_batch)
        place.product.stop()
    if "memory" in only:
        reader = pages.Reader(town.staff.manager, place.product.port)
        run.memory = memory.measure(place, reader, plan.requests_before_rest)
        place.product.stop()
    if "sweep" in only:
        run.sweep = sweep.measure(town, place, plan.due_rows)
    return run
