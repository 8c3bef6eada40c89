from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from oversight.access_table import table


class Command(BaseCommand):
    help = "Write docs/access.md anew, from the rule table and from what every address declares."
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "access.md"
        page.write_text(table(), encoding="utf-8")
        self.stdout.write(f"wrote {page.relative_to(settings.BASE_DIR)}")
