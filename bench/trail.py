"""How long a long audit trail takes to write, seal, dump and verify: `python -m bench.trail [EVENTS]`.

Events are invented and written by the app's own role, so that the database stamps each as it stamps any other.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psycopg2

from bench.place import throw_away_place

A_TRANSACTION = 10_000
WRITE = """
    INSERT INTO audit_auditentry
        (id, at, event, subject_type, subject_id, case_id, person_id, data, reason, request_id)
    SELECT gen_random_uuid(), clock_timestamp(), 'case-viewed', 'enquiries.case', key, key, gen_random_uuid(),
        '{"page": "casefile:case"}', CASE WHEN number %% 20 = 0 THEN 'An invented reason' ELSE '' END,
        gen_random_uuid()::text
    FROM (SELECT number, gen_random_uuid() AS key FROM generate_series(1, %s) number) made
"""


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - began:.1f} s", flush=True)


def measure(events: int) -> int:
    with throw_away_place() as place, tempfile.TemporaryDirectory(prefix="msp-trail-") as folder:
        sealing, dumping, verifier = (
            import_module(name) for name in ("audit.sealing", "audit.dumping", "audit.verifier")
        )
        app = psycopg2.connect(place.env["DATABASE_URL"] + "&options=-c%20statement_timeout%3D0")
        with timed(f"write {events:,} events"):
            for _ in range(events // A_TRANSACTION):
                with app, app.cursor() as cursor:
                    cursor.execute(WRITE, [A_TRANSACTION])
        app.close()
        with timed("seal"):
            sealing.seal(head_now=True)
        path = Path(folder) / "trail.dump"
        with timed("dump"), path.open("wb") as file:
            dumping.dump(file)
        heads = verifier.read_heads(Path(place.servers.data.resolve()) / "audit-heads.jsonl")
        with timed("verify"), path.open("rb") as file:
            result = verifier.verify(file, heads, key=sealing.key())
        print("\n".join(result.lines()))
        print(json.dumps({"dump, MB": path.stat().st_size // 1_000_000}))
        return int(result.code)


if __name__ == "__main__":
    sys.exit(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
