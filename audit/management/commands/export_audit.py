import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit import dumping, sealing


class Command(BaseCommand):
    help = "Write the audit trail, and the tables it follows, to a file for the stand-alone verifier. Holds case data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        sealing.seal(head_now=True)
        try:
            made = os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                dumping.dump(file)
        except FileExistsError as error:
            raise CommandError("That file is there already: choose another name.") from error
        except dumping.MayNotSeeAll as error:
            raise CommandError(
                "Set DATABASE_BACKUP_URL or DATABASE_OWNER_URL: it has to see all rows."
            ) from error
        self.stdout.write(f"Written to {options['file']}. It holds case data: keep it as you keep a backup.")
