from getpass import getpass
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import add_first_administrator
from accounts.models import User
from audit.errors import Refusal


class Command(BaseCommand):
    help = "Make the first administrator, who adds everybody else in the browser. Asks for a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--password-from-stdin", action="store_true", help="read it from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        password = self.asked_for_password(from_stdin=options["password_from_stdin"])
        try:
            password_validation.validate_password(password)
            add_first_administrator(
                actor=User(email=options["email"].lower(), name=options["name"]), password=password
            )
        except (Refusal, ValidationError) as refusal:
            messages = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            raise CommandError(" ".join(messages)) from refusal
        self.stdout.write("Done. Sign in, and add the others under “People who sign in”.")

    def asked_for_password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return input()
        password = getpass("Password (at least 12 characters): ")
        if password != getpass("The same again: "):
            raise CommandError("The two were not the same. Nothing was done.")
        return password
