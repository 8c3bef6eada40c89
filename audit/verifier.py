#!/usr/bin/env python3
"""Verifies the audit trail from a dump and the saved heads, with nothing but Python 3.11: no product, no database.

    python3 verifier.py DUMP HEADS [--key-file FILE] [--moved-clock]

DUMP is what `pg_dump` writes in plain format, or `manage.py export_audit`; HEADS the file of heads, or a folder of
them. It names the first bad entry, and ends with 0 (verified), 1 (something is wrong) or 2 (could not be verified).
How the chain is made is told in docs/decisions/0014-the-trail-is-sealed.md.
"""

import argparse
import csv
import gc
import hashlib
import hmac
import json
import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from operator import le
from pathlib import Path
from typing import Any, BinaryIO

LOOKING = {
    "case-viewed",
    "person-viewed",
    "exported",
    "printed",
    "report-downloaded",
    "searched",
    "list-viewed",
    "figures-viewed",
    "audit-viewed",
    "history-viewed",
    "as-it-was-viewed",
    "readers-listed",
    "refused",
}
"""Events that explain no change."""
OWNERS_EVENTS = {"history-begun", "data-migrated"}
APP_ROLE = "msp_app"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SAME_TIME = 10 * 60 * 1_000_000
COPY = re.compile(rb"^COPY (?:public\.)?\"?(\w+)\"? \((.*)\) FROM stdin;$")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
Row = dict[str, str | None]


@dataclass(order=True)
class Finding:
    """What is wrong, and at which link of the chain: one after its end for what is not in it."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.number}: {self.what}"


@dataclass
class Result:
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: int = 0
    events: int = 0
    changes: int = 0
    waiting: int = 0
    heads: int = 0

    def bad(self, number: int, what: str) -> None:
        self.findings.append(Finding(number, what))

    @property
    def code(self) -> int:
        return 1 if self.findings else 0 if self.heads else 2

    def lines(self) -> list[str]:
        """The report; its first line says how it ended."""
        self.findings.sort()
        counts = (
            f"{self.links:,} sealed ({self.events:,} events, {self.changes:,} changes), "
            f"{self.waiting:,} waiting to be sealed, {self.heads:,} saved heads"
        )
        if self.findings:
            more = len(self.findings) - 20
            rest = [str(finding) for finding in self.findings[1:20]]
            return [
                f"NOT VERIFIED. First bad entry: {self.findings[0]}",
                *rest,
                *([f"and {more} more"] if more > 0 else []),
                counts,
                *self.notes,
            ]
        first = "VERIFIED" if self.heads else "NOT COMPLETE: there are no saved heads to hold it against"
        return [f"{first}. {counts}", *self.notes]


class Dump:
    """The tables of a dump: where each begins in the file, and its columns."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.tables: dict[str, tuple[list[str], int]] = {}
        inside, offset = False, 0
        for line in file:
            offset += len(line)
            if inside:
                inside = line != b"\\.\n"
            elif line.startswith(b"COPY ") and (found := COPY.match(line.rstrip())):
                columns = [name.strip(' "') for name in found[2].decode().split(",")]
                self.tables[found[1].decode()] = (columns, offset)
                inside = True

    def lines(self, table: str) -> Iterator[bytes]:
        """The raw lines of one table; none where the dump has no such table."""
        if table not in self.tables:
            return
        self.file.seek(self.tables[table][1])
        for line in self.file:
            if line == b"\\.\n":
                return
            yield line[:-1]

    def links(self) -> Iterator[bytes]:
        """The lines of the chain in the order of their numbers, in which a dump need not have them."""
        numbers, offsets = array("q"), array("q")
        offset = self.tables.get("audit_link", ([], 0))[1]
        for line in self.lines("audit_link"):
            numbers.append(int(line[: line.index(b"\t")]))
            offsets.append(offset)
            offset += len(line) + 1
        if all(map(le, numbers, numbers[1:])):
            yield from self.lines("audit_link")
            return
        for _number, place in sorted(zip(numbers, offsets, strict=True)):
            self.file.seek(place)
            yield self.file.readline()[:-1]

    def row(self, table: str, line: bytes) -> Row:
        values = [value if "\\" not in value else plain(value) for value in line.decode().split("\t")]
        return dict(zip(self.tables[table][0], values, strict=True))


def plain(value: str) -> str | None:
    """A value of the COPY format as it is in the database."""
    return None if value == "\\N" else ESCAPE.sub(lambda found: ESCAPED.get(found[1], found[1]), value)


def micros(moment: str | None) -> int:
    return (datetime.fromisoformat(moment or "") - EPOCH) // MICROSECOND


def digest_of(salt: str | None, words: str) -> str | None:
    return hashlib.sha256(bytes.fromhex(salt[2:]) + words.encode()).hexdigest() if salt else None


def stamped(row: Row) -> dict[str, Any]:
    """What events and changes have in common, as it is sealed."""
    return {
        "lane": int(row["lane"] or 0),
        "place": int(row["place"] or 0),
        "xact": int(row["xact"] or 0),
        "role": row["db_role"],
        "at": micros(row["at"]),
        "written": micros(row["written_at"]),
        "case": row["case_id"],
        "person": row["person_id"],
    }


def event_body(row: Row) -> dict[str, Any]:
    return stamped(row) | {
        "kind": "event",
        "id": row["id"],
        "actor": row["actor_id"],
        "event": row["event"],
        "subject": row["subject_type"],
        "subject_id": row["subject_id"],
        "data": json.loads(row["data"] or "null"),
        "request": row["request_id"],
        "words": digest_of(row["salt"], row["reason"] or ""),
    }


def change_body(row: Row) -> dict[str, Any]:
    words = f"{row['before'] or ''}\n{row['after'] or ''}"
    return stamped(row) | {
        "kind": "change",
        "id": int(row["id"] or 0),
        "table": row["table_name"],
        "row": row["row_id"],
        "did": row["kind"],
        "words": digest_of(row["salt"], words),
    }


def told(body: dict[str, Any]) -> str:
    """An entry as the report names it: no names, no words."""
    what = (
        body["event"]
        if body["kind"] == "event"
        else f"{body['table']} {body['row']} {body['did']} by role {body['role']}"
    )
    when = (EPOCH + timedelta(microseconds=body["at"])).strftime("%Y-%m-%d %H:%M:%S")
    return f"{body['kind']} {body['id']} ({what}, {when} UTC)"


@dataclass
class Run:
    """The rows of one transaction, which are side by side in their lane."""

    xact: int
    change: Finding | None = None
    explained: bool = False


class Trail:
    """One verification of the chain against the rows."""

    def __init__(self, dump: Dump, result: Result, *, moved_clock: bool) -> None:
        self.dump, self.result, self.moved_clock = dump, result, moved_clock
        self.rows: dict[tuple[int, int], tuple[str, bytes]] = {}
        self.reached: dict[int, int] = {}
        self.runs: dict[int, Run] = {}
        self.digests: dict[int, str] = {}
        self.erased: dict[int, Finding] = {}
        self.xacts: set[int] = set()
        for table in ("audit_auditentry", "audit_change"):
            self._load(table)

    def _load(self, table: str) -> None:
        columns = self.dump.tables.get(table, ([], 0))[0]
        if not columns:
            raise SystemExit(f"The dump has no table {table}.")
        lane, place = columns.index("lane"), columns.index("place")
        for line in self.dump.lines(table):
            values = line.split(b"\t")
            key = (int(values[lane]), int(values[place]))
            if key in self.rows:
                self.result.bad(0, f"two rows have place {key[1]} of lane {key[0]}: one was put in")
            self.rows[key] = (table, line)

    def verify(self, wanted: set[int]) -> None:
        """Walk the chain; keep the digests of the links that heads speak of."""
        previous, expected = b"", 1
        for line in self.dump.links():
            number, lane, place, body, digest = (plain(value) or "" for value in line.decode().split("\t"))
            at = int(number)
            if at != expected:
                self.result.bad(min(at, expected), f"links {expected} to {at - 1} are missing from the chain")
            made = hashlib.sha256(previous + body.encode()).digest()
            previous, expected = bytes.fromhex(digest[2:]), at + 1
            if made != previous:
                self.result.bad(
                    at, "its link does not follow from the one before it: changed, moved or put in"
                )
            if at in wanted:
                self.digests[at] = digest[2:]
            self._sealed(at, (int(lane), int(place)), json.loads(body))
        self.result.links = expected - 1
        self._waiting()
        self._lanes()
        for run in self.runs.values():
            self._close(run)
        for xact, finding in self.erased.items():
            if xact not in self.xacts:
                self.result.findings.append(finding)

    def _sealed(self, number: int, key: tuple[int, int], body: dict[str, Any]) -> None:
        if key != (body["lane"], body["place"]):
            self.result.bad(number, "its link speaks of another entry")
        self._in_turn(number, key)
        found = self.rows.pop(key, None)
        if found is None:
            self.result.bad(number, f"{told(body)} was removed")
        else:
            self._compare(number, body, *found)
        self._follow(number, body)

    def _compare(self, number: int, body: dict[str, Any], table: str, line: bytes) -> None:
        row = self.dump.row(table, line)
        now = event_body(row) if table == "audit_auditentry" else change_body(row)
        if now == body:
            return
        erased = row["erased_xact"]
        if erased is not None and row["salt"] is None:
            now["words"] = body["words"]
            self.erased[int(erased)] = Finding(number, f"words of {told(body)} were erased without an event")
        if wrong := sorted(name for name in body if body[name] != now.get(name)):
            self.result.bad(number, f"{told(body)} was changed after it was sealed: {', '.join(wrong)}")

    def _in_turn(self, number: int, key: tuple[int, int]) -> None:
        lane, place = key
        before = self.reached.get(lane, 0)
        if place > before + 1:
            self.result.bad(
                number, f"{place - before - 1} before it in lane {lane} were removed before they were sealed"
            )
        elif place <= before:
            self.result.bad(number, f"it comes after place {before} of lane {lane}: moved or put in")
        self.reached[lane] = max(place, before)

    def _follow(self, number: int, body: dict[str, Any]) -> None:
        """Tie changes to the events of their transaction; look at who wrote, and when."""
        run = self.runs.get(body["lane"])
        if run is None or run.xact != body["xact"]:
            self._close(run)
            run = self.runs[body["lane"]] = Run(body["xact"])
        if body["kind"] == "change":
            self.result.changes += 1
            if run.change is None:
                run.change = Finding(number, f"a change without an event: {told(body)}")
            return
        self.result.events += 1
        self.xacts.add(body["xact"])
        event, role = body["event"], body["role"]
        run.explained = run.explained or event not in LOOKING
        if role != APP_ROLE and event not in OWNERS_EVENTS and body["lane"]:
            self.result.bad(number, f"{told(body)} was put in by role {role}, not by the product")
        if not self.moved_clock and abs(body["at"] - body["written"]) > SAME_TIME:
            self.result.bad(number, f"{told(body)} tells another time than the one it was written at")

    def _close(self, run: Run | None) -> None:
        if run is not None and run.change is not None and not run.explained:
            self.result.findings.append(run.change)

    def _waiting(self) -> None:
        """What no link speaks of: the newest entries, in their turn, or else put in."""
        after = self.result.links + 1
        for key in sorted(self.rows):
            table, line = self.rows[key]
            row = self.dump.row(table, line)
            body = event_body(row) if table == "audit_auditentry" else change_body(row)
            if key[1] <= self.reached.get(key[0], 0):
                self.result.bad(after, f"{told(body)} was put in: the chain does not know it")
                continue
            self._in_turn(after, key)
            self._follow(after, body)
            self.result.waiting += 1

    def _lanes(self) -> None:
        after, known = self.result.links + 1, 0
        for line in self.dump.lines("audit_lane"):
            row = self.dump.row("audit_lane", line)
            lane, last, known = int(row["lane"] or 0), int(row["last"] or 0), known + 1
            reached = self.reached.pop(lane, 0)
            if reached < last:
                self.result.bad(after, f"the last {last - reached} of lane {lane} were removed")
            elif reached > last:
                self.result.bad(after, f"lane {lane} says that it ends at {last}, and it ends at {reached}")
        for lane in self.reached:
            self.result.bad(after, f"nothing is known of lane {lane}")


def read_heads(place: Path) -> list[dict[str, Any]]:
    """The saved heads in the order of writing, from a file or a folder of files; other lines are passed over."""
    files = sorted(place.glob("*")) if place.is_dir() else [place] if place.exists() else []
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    heads: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("{") and (head := json.loads(line)) not in heads[-3:]:
            heads.append(head)
    return heads


def verify_heads(heads: list[dict[str, Any]], trail: Trail, key: bytes | None) -> None:
    """The heads among themselves, and the chain against each of them."""
    result, links, before = trail.result, trail.result.links, {"number": 0}
    result.heads = len(heads)
    if key is None:
        result.notes.append("The signatures of the heads were not checked: no key was given.")
    for head in heads:
        first, number = before["number"] + 1, head["number"]
        said = f"{head['order']}|{number}|{head['digest']}|{head['at']}|{head['before']}"
        if key is not None and not hmac.compare_digest(
            hmac.new(key, said.encode(), hashlib.sha256).hexdigest(), str(head["mac"])
        ):
            result.bad(first, f"the signature of saved head {head['order']} is false")
        if "order" in before and (
            head["order"] != before["order"] + 1 or head["before"] != before["mac"] or number < first
        ):
            result.bad(
                min(first, number),
                f"saved head {head['order']} does not follow head {before['order']}: a head is missing, "
                "or an older backup was restored and work went on from it",
            )
        if number > links:
            result.bad(
                links + 1,
                f"saved head {head['order']} of {head['at']} knows {number} entries and the chain ends at {links}: "
                "its tail was cut, or an older backup was restored",
            )
        elif trail.digests.get(number) != head["digest"] and not any(
            first <= finding.number <= number for finding in result.findings
        ):
            result.bad(
                first, f"entries {first} to {number} are not those that head {head['order']} saw: rewritten"
            )
        before = head


class Histories:
    """Whether each row's changes follow from one another, and whether the tables of the dump stand where they end."""

    def __init__(self, dump: Dump, result: Result) -> None:
        self.dump, self.result = dump, result
        self.states: dict[tuple[str, str], dict[str, Any] | None] = {}

    def verify(self) -> None:
        after = self.result.links + 1
        rows = [self.dump.row("audit_change", line) for line in self.dump.lines("audit_change")]
        for row in sorted(rows, key=lambda row: int(row["id"] or 0)):
            self._step(row, after)
        for table in sorted({table for table, _row in self.states}):
            self._compare(table, after)

    def _step(self, row: Row, after: int) -> None:
        key = (row["table_name"] or "", row["row_id"] or "")
        if row["kind"] == "emptied":
            self.states = {known: state for known, state in self.states.items() if known[0] != key[0]}
            return
        becomes = load(row["after"])
        if row["erased_xact"] is None:
            was = {**becomes, **load(row["before"])} if row["kind"] in {"changed", "removed"} else {}
            before = self.states.get(key, {})
            if before is not None and {name for name in was if before.get(name, was[name]) != was[name]}:
                self.result.bad(
                    after,
                    f"{key[0]} {key[1]} was changed before change {row['id']} with its history switched off",
                )
        if row["kind"] == "removed":
            self.states.pop(key, None)
        else:
            self.states[key] = None if row["erased_xact"] is not None else becomes

    def _compare(self, table: str, after: int) -> None:
        if table not in self.dump.tables:
            return
        columns = self.dump.tables[table][0]
        key = "id" if "id" in columns else "user_id"
        kept = {row for known, row in self.states if known == table}
        for line in self.dump.lines(table):
            row = self.dump.row(table, line)
            name = row[key] or ""
            if (table, name) not in self.states:
                self.result.bad(after, f"{table} {name} was put in with its history switched off")
                continue
            kept.discard(name)
            state = self.states[table, name] or {}
            if wrong := sorted(col for col in state if col in row and not same(state[col], row[col])):
                self.result.bad(
                    after, f"{table} {name} was changed with its history switched off: {', '.join(wrong)}"
                )
        for name in sorted(kept):
            self.result.bad(after, f"{table} {name} was removed with its history switched off")


def load(text: str | None) -> dict[str, Any]:
    return dict(json.loads(text, parse_float=Decimal)) if text else {}


def same(kept: Any, stored: str | None) -> bool:
    """Whether a value of the history is the value that a dump has of the column."""
    if kept is None or stored is None:
        return kept is stored
    if isinstance(kept, bool):
        return stored == ("t" if kept else "f")
    if isinstance(kept, list) and stored.startswith("{"):
        inside = next(csv.reader([stored[1:-1]], escapechar="\\", doublequote=False), [])
        return [str(value) for value in kept] == inside
    if isinstance(kept, list | dict):
        return bool(json.loads(stored, parse_float=Decimal) == kept)
    if isinstance(kept, str) and kept.startswith("sha256 "):
        return kept == "sha256 " + hashlib.sha256(stored.encode()).hexdigest()
    return str(kept) == stored or _same_value(kept, stored)


def _same_value(kept: Any, stored: str) -> bool:
    """The same moment or number, written in two ways."""
    try:
        if isinstance(kept, str):
            return datetime.fromisoformat(kept) == datetime.fromisoformat(stored)
        return Decimal(kept) == Decimal(stored)
    except (ValueError, InvalidOperation):
        return False


def verify(
    dump: BinaryIO, heads: list[dict[str, Any]], *, key: bytes | None = None, moved_clock: bool = False
) -> Result:
    """Everything that can be known from one dump and the heads saved elsewhere."""
    result = Result()
    gc.disable()  # millions of rows, and no cycles among them
    try:
        found = Dump(dump)
        trail = Trail(found, result, moved_clock=moved_clock)
        trail.verify({head["number"] for head in heads})
        verify_heads(heads, trail, key)
        Histories(found, result).verify()
    finally:
        gc.enable()
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description="Verify the audit trail from a dump and the saved heads.")
    parser.add_argument("dump", type=Path, help="what pg_dump (plain format) or export_audit wrote")
    parser.add_argument("heads", type=Path, help="the saved heads: a file of lines, or a folder of files")
    parser.add_argument("--key-file", type=Path, help="the key of the heads, to check their signatures")
    parser.add_argument("--moved-clock", action="store_true", help="a demo, whose events tell invented times")
    words = parser.parse_args()
    key = words.key_file.read_text(encoding="utf-8").strip().encode() if words.key_file else None
    with words.dump.open("rb") as dump:
        result = verify(dump, read_heads(words.heads), key=key, moved_clock=words.moved_clock)
    print("\n".join(result.lines()))
    return result.code


if __name__ == "__main__":
    sys.exit(main())
