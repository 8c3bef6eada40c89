"""That the measuring runs and tells everything; never how fast anything was."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_quick_run_measures_pages_and_the_sweep_and_tells_them():
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--only", "pages", "wall", "sweep"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = [line for line in done.stdout.splitlines() if line.startswith("| An enquiry: its overview")]
    assert [len(line.strip("| ").split(" | ")) for line in pages] == [9, 5], (
        "by itself, and with and without the wall"
    )
    for heading in ("## The run", "## Pages", "## The second wall", "## The sweep that finds reminders"):
        assert heading in done.stdout
