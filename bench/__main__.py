"""`python3 dev.py bench [--quick] [--only pages …] [--write]`"""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from bench.place import throw_away_place
from msp.embedded.processes import LauncherError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
PARTS = ("pages", "wall", "reports", "memory", "sweep")


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Measure, in ratios to bare work.")
    parser.add_argument("--quick", action="store_true", help="one year and a few rounds: only that it runs")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="some of it")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    arguments = parser.parse_args()
    try:
        with throw_away_place() as place:
            # These import models, so they come after Django has been set up against the place.
            measuring, telling = import_module("bench.measuring"), import_module("bench.telling")
            plan = measuring.QUICK if arguments.quick else measuring.WHOLE
            run = measuring.measure(place, plan, set(arguments.only))
            page = telling.page_of(run)
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1
    print(page)
    if arguments.write:
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
