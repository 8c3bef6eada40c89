#!/usr/bin/env python
"""Django's commands. On one machine use `python3 dev.py manage …`, which starts the servers they need."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msp.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
