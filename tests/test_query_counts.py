import fcntl
import json
import os
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.queries import Build, Visit, all_pages

BASELINE = Path(__file__).parent / "query_counts.json"
FEW, MANY = 3, 9


@pytest.mark.parametrize("name", sorted(all_pages()))
def test_a_page_makes_no_more_queries_when_it_shows_more_rows(
    name: str, world: SimpleNamespace, django_db_blocker: Any
):
    build = all_pages()[name]
    with django_db_blocker.unblock():
        few, many = (queries_of(build, world, rows) for rows in (FEW, MANY))
    assert len(few) == len(many), "\n".join(query[:300] for query in many if query not in few)
    if os.environ.get("QUERY_COUNTS") == "write":
        write(name, len(few))
    assert len(few) == json.loads(BASELINE.read_text()).get(name), (
        "another number of queries than the baseline; if it is right, write it anew (see tests/queries)"
    )


def test_the_baseline_has_no_page_that_is_gone():
    assert set(json.loads(BASELINE.read_text())) <= set(all_pages())


def queries_of(build: Build, world: SimpleNamespace, rows: int) -> list[str]:
    """What the page asks the database, shown with so many rows; all that was made for it is undone."""
    with transaction.atomic():
        visit = build(replace(world.places["open"], made={}), rows)
        client = Client()
        client.force_login(visit.user)
        shown(client, visit)  # the first visit of a process fills its caches
        with CaptureQueriesContext(connection) as captured:
            shown(client, visit)
        transaction.set_rollback(True)
    return [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]


def shown(client: Client, visit: Visit) -> None:
    response = client.get(visit.path) if visit.post is None else client.post(visit.path, visit.post)
    assert response.status_code == 200, (visit.path, response.status_code)


def write(name: str, count: int) -> None:
    with BASELINE.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        counts = {**json.load(file), name: count}
        file.seek(0)
        file.truncate()
        file.write(json.dumps(dict(sorted(counts.items())), indent=2) + "\n")
