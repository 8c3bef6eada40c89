import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from audit import clock
from audit.context import SYSTEM, asking
from oversight.demo.loading import load
from oversight.demo.year import SEED, plan


class Command(BaseCommand):
    help = "Fill an empty database with one invented council's year. In demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="another seed gives another year")
        parser.add_argument("--scale", type=float, default=1.0, help="0.1 makes a tenth of the year")

    @asking(SYSTEM)  # the demo acts for everybody, at moments when they stood elsewhere
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo people are made in demo mode only: set DEMO=1, in a database for nothing else."
            )
        if User.objects.exists():
            raise CommandError(
                "Somebody is in this database already. Demo people are put into an empty one only."
            )
        password = os.environ.get("DEMO_PASSWORD")
        if not password:
            raise CommandError("Set DEMO_PASSWORD to the one password of all demo sign-ins.")
        year = plan(today=clock.today(), seed=options["seed"], scale=options["scale"])
        said = self.stdout.write if options["verbosity"] > 1 else lambda line: None
        load(year, password=password, seed=options["seed"], said=said)
        self.stdout.write(f"Done: {len(year.threads)} cases. Everybody in them is invented.")
