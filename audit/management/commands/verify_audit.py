import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import dumping, sealing, verifier


class Command(BaseCommand):
    help = (
        "Verify the audit trail against the saved heads, and name the first bad entry. "
        "Ends with 0 when verified, 1 when something is wrong, 2 when there are no saved heads."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads", help="the saved heads, a file or a folder; by default where AUDIT_HEADS_TO says"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with tempfile.TemporaryFile() as file:
            try:
                dumping.dump(file)
            except dumping.MayNotSeeAll as error:
                raise CommandError(
                    "Set DATABASE_BACKUP_URL or DATABASE_OWNER_URL: verifying has to see all rows."
                ) from error
            file.seek(0)
            result = verifier.verify(
                file,
                verifier.read_heads(self.saved(options["heads"])),
                key=sealing.key(),
                moved_clock=dumping.is_demo(),
            )
        self.stdout.write("\n".join(result.lines()))
        if result.code:
            sys.exit(result.code)

    def saved(self, named: str | None) -> Path:
        if named:
            return Path(named)
        place = urlsplit(settings.AUDIT_HEADS_TO)
        if place.scheme not in {"", "file"}:
            raise CommandError(
                "The heads are kept elsewhere: fetch them and name the file or folder with --heads."
            )
        return Path(unquote(place.path) or "audit-heads.jsonl")
