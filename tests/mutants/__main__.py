"""Plant each fault in a copy of the tree, run its test, and say how many were caught. Two at a time."""

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE, SECONDS = 2, 900
TESTS_FAILED = 1
"""What pytest says where a test failed; everything else, such as a test that is not there, catches nothing."""


def copied(folder: Path) -> Path:
    """The files that git knows, and those that it would, in a folder of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return folder


def plant(mutant: Mutant, folder: Path) -> None:
    """Raises LookupError where the rule is not there, or there twice."""
    path = folder / mutant.path
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.rule) != 1:
        raise LookupError(f"{mutant.name}: {mutant.path} holds the rule {text.count(mutant.rule)} times")
    path.write_text(text.replace(mutant.rule, mutant.fault), encoding="utf-8")


def is_caught(mutant: Mutant) -> bool:
    with tempfile.TemporaryDirectory(prefix="msp-mutant-") as name:
        folder = copied(Path(name))
        plant(mutant, folder)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            f"--timeout={SECONDS}",
            mutant.test,
        ]
        ran = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    caught = ran.returncode == TESTS_FAILED and " failed" in ran.stdout
    print(f"{'caught' if caught else 'NOT CAUGHT'}: {mutant.name} ({mutant.test})", flush=True)
    if not caught:
        print(ran.stdout[-2000:], ran.stderr[-2000:], sep="\n", flush=True)
    return caught


def main(chosen: list[str]) -> int:
    """All of them, or those whose names hold one of the words given."""
    planted = [one for one in MUTANTS if not chosen or any(word in one.name for word in chosen)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        caught = sum(pool.map(is_caught, planted))
    print(f"{caught}/{len(planted)} caught")
    return 0 if caught == len(planted) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
