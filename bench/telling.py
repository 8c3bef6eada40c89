"""A run as the page `docs/performance.md`."""

import os
import platform
import statistics
import subprocess
from pathlib import Path

from django.db import connection

from audit import clock
from bench.measures import Pair, Reports, Run, Sweep, p95

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# How fast it is

Made by `python3 dev.py bench --write`. Speed is told as a ratio to a bare thing measured in turns with it (A, B, A, B)
in the same run on the same machine, so that a slow or busy machine slows both. Milliseconds are of that machine only.
The tests never ask how long something took.

Most of a page's time is the building and reading of its queries in Python, a millisecond or so each; the database
itself takes the smaller part. So it is fewer queries, and conditions that are built once, that make a page faster.
"""


def page_of(run: Run) -> str:
    parts = [HEAD, *_machine(run), *_pages(run.pages), *_wall(run.wall)]
    if run.reports:
        parts += _reports(run.reports)
    if run.sweep:
        parts += _sweep(run.sweep)
    if run.memory:
        parts += _memory(run)
    return "\n".join(parts).rstrip() + "\n"


def _machine(run: Run) -> list[str]:
    rows = ", ".join(f"{count:,} {name}" for name, count in run.rows.items())
    return [
        "## The run",
        "",
        "| | |",
        "| --- | --- |",
        f"| When | {clock.today():%-d %B %Y}, commit {_commit()} |",
        f"| Machine | {os.cpu_count()} cores of {_model()}, {_memory_gigabytes():.0f} GB, {platform.system()} |",
        f"| Load before it began | {run.load:.1f} processes waiting for {os.cpu_count()} cores |",
        f"| Python, PostgreSQL | {platform.python_version()}, {_postgresql()} |",
        f"| In the database | {run.years} years of one council: {rows} |",
        "",
        (
            "The server is the one that `dev.py up` starts (granian, two processes of four threads) on the embedded "
            "PostgreSQL with its usual settings; every write waits for the disk. One reader asks, on a connection that "
            "stays open."
        ),
        "",
    ]


def _pages(pairs: list[Pair]) -> list[str]:
    if not pairs:
        return []
    lines = [
        "## Pages",
        "",
        (
            f"Each page was asked {len(pairs[0].ours)} times, each time after the bare page: the same layout, session, "
            "middleware, menu and bell, one query of its own, no audit. Ratios are median to median, and 95th "
            "percentile to 95th percentile. The enquiry is a long one: "
            "6 conversations, 5 outcomes, 15 actions and 30 notes."
        ),
        "",
        "| Page | median ms | p95 ms | bare, median ms | ratio | ratio at p95 | aim | queries | kB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: |",
        *map(_line, pairs),
        "",
    ]
    missed = [f"{pair.name} ({pair.ratio:.1f}, aim {pair.aim:g})" for pair in pairs if pair.is_missed]
    return [*lines, f"Not met: {'; '.join(missed)}." if missed else "Every aim is met.", ""]


def _line(pair: Pair) -> str:
    ours, bare = statistics.median(pair.ours), statistics.median(pair.bare)
    aim = _aim(pair)
    cells = [
        pair.name,
        f"{ours * 1000:.1f}",
        f"{p95(pair.ours) * 1000:.1f}",
        f"{bare * 1000:.1f}",
        f"**{pair.ratio:.2f}**",
        f"{pair.ratio_p95:.2f}",
        aim,
        str(pair.queries),
        str(pair.kilobytes),
    ]
    return f"| {' | '.join(cells)} |"


def _wall(pairs: list[Pair]) -> list[str]:
    if not pairs:
        return []
    lines = [
        (
            f"| {pair.name} | {statistics.median(pair.ours) * 1000:.1f} | {statistics.median(pair.bare) * 1000:.1f} "
            f"| **{pair.ratio:.2f}** | {_aim(pair)} |"
        )
        for pair in pairs
    ]
    return [
        "## The second wall",
        "",
        (
            f"Each page {len(pairs[0].ours)} times with row-level security and without it, in turns, on one database: "
            "the web server without connects as a role that it does not bind."
        ),
        "",
        "| Page | with, median ms | without, median ms | ratio | aim |",
        "| --- | ---: | ---: | ---: | --- |",
        *lines,
        "",
    ]


def _aim(pair: Pair) -> str:
    return "" if pair.aim is None else f"{pair.aim:g}, {'not met' if pair.is_missed else 'met'}"


def _reports(reports: Reports) -> list[str]:
    met = "met" if reports.share >= 0.9 else "not met"
    return [
        "## Outcome reports",
        "",
        (
            f"From due row to kept PDF ({reports.pages} pages), by the real worker woken through the real broker, "
            "against WeasyPrint alone in a warm loop on the same HTML, style and fonts read once, "
            "in turns. One worker process."
        ),
        "",
        "| | reports a minute |",
        "| --- | ---: |",
        f"| The product | {reports.ours_a_minute:.0f} |",
        f"| Bare WeasyPrint | {reports.bare_a_minute:.0f} |",
        f"| Share | **{reports.share:.0%}** (aim 90 %: {met}) |",
        "",
    ]


def _sweep(sweep: Sweep) -> list[str]:
    return [
        "## The sweep that finds reminders",
        "",
        (
            f"{sweep.rows:,} reminders due at once. Beat wakes the sweep every minute; a second one at the same time "
            "goes home. The plain insert is what the database alone takes for as many rows in one statement, "
            "undone at its end."
        ),
        "",
        "| | seconds | against the plain insert |",
        "| --- | ---: | ---: |",
        (
            f"| First sweep: a reminder for each | {sweep.first:.2f} "
            f"| **{sweep.first / sweep.bare_insert:.1f}** |"
        ),
        f"| Next sweep: all compared, nothing to change | {sweep.again:.2f} | {sweep.again / sweep.bare_insert:.1f} |",
        f"| Plain insert | {sweep.bare_insert:.2f} | 1 |",
        "",
    ]


def _memory(run: Run) -> list[str]:
    total = sum(each.pss for each in run.memory)
    return [
        "## Memory at rest",
        "",
        (
            "After a hundred pages and a few quiet seconds. PSS counts a page shared by several processes once, in "
            "parts; RSS counts it in each of them."
        ),
        "",
        "| | processes | PSS, MB | RSS, MB |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {each.process} | {each.processes} | {each.pss:.0f} | {each.rss:.0f} |" for each in run.memory),
        f"| All | | **{total:.0f}** | |",
        "",
    ]


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def _model() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(found, platform.processor() or platform.machine())


def _memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])
