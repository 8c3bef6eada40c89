"""What each process of the product takes at rest, from /proc (Linux)."""

import time
from pathlib import Path

from bench.measures import Memory
from bench.pages import BARE, Reader
from bench.place import Place

PROC = Path("/proc")
SETTLE = 3


def measure(place: Place, reader: Reader, requests: int) -> list[Memory]:
    """The whole product, started anew, after so many pages and a few quiet seconds. Empty where there is no /proc."""
    if not (PROC / "self/smaps_rollup").exists():
        return []
    place.product.stop()
    place.product.processes.clear()
    place.product.start()
    for _ in range(requests):
        reader.get(BARE)
    time.sleep(SETTLE)
    roots = {name: process.pid for name, process in place.product.processes.items()}
    for name, server in (("PostgreSQL", place.servers.postgres), ("Valkey", place.servers.valkey)):
        if server is not None and server.process is not None:
            roots[name] = server.process.pid
    children = children_of_all()
    return [of_family(name, pid, children) for name, pid in roots.items()]


def of_family(name: str, pid: int, children: dict[int, list[int]]) -> Memory:
    family = [pid]
    for member in family:
        family.extend(children.get(member, []))
    found = [figures for member in family if (figures := rollup(member))]
    return Memory(
        process=name,
        processes=len(found),
        pss=sum(each["Pss"] for each in found) / 1024,
        rss=sum(each["Rss"] for each in found) / 1024,
    )


def children_of_all() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except FileNotFoundError:  # it has ended meanwhile
                continue
            children.setdefault(parent, []).append(int(folder.name))
    return children


def rollup(pid: int) -> dict[str, int]:
    """Kilobytes by name; empty for a process that has ended."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return {line.split(":")[0]: int(line.split()[1]) for line in lines if line.split()}
