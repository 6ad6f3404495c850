#!/usr/bin/env python
"""Django's command line for the portal: `python manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("DATABASE_WAITS", "long")  # commands have time; who waits for a page has not
    os.environ["PGAPPNAME"] = f"portal {' '.join(sys.argv[1:2])}"  # what the database server knows it as
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
