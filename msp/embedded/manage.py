"""Django's commands against the servers of a data folder, started for the occasion when they do not run."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from msp.embedded.servers import kept_secret, servers_for

ROOT = Path(__file__).resolve().parent.parent.parent
OWNERS_COMMANDS = {"migrate"}


def manage(data: Path, words: list[str]) -> int:
    """Run one command in this terminal and give its exit code. Migrations run as the owner, all else as the app."""
    with servers_for(data) as addresses:
        ours = {"AUDIT_HEADS_TO": f"file://{quote(str(data.resolve() / 'audit-heads.jsonl'))}"}
        env = ours | os.environ | {"SECRET_KEY": kept_secret(data, "secret-key")} | addresses
        if words and words[0] in OWNERS_COMMANDS:
            env["DATABASE_URL"] = env["DATABASE_OWNER_URL"]
        # Ctrl-C is for the command; we have servers to stop after it.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return subprocess.run(
                [sys.executable, str(ROOT / "manage.py"), *words],
                env=env,
                check=False,
                restore_signals=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            ).returncode
        finally:
            signal.signal(signal.SIGINT, before)
