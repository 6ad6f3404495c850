"""`make account`: creates an account for the back office, with the database started if it is not."""

import os
import sys

from django.core.management import call_command

from portal.local.install import STEPS
from portal.local.prepare import check_database, set_up_django
from portal.local.run import begin_database
from portal.local.terminal import Steps, ended_kindly


def main() -> int:
    os.environ.setdefault("DEBUG", "1")
    use = begin_database(Steps(total=3, done=STEPS))
    try:
        set_up_django()
        check_database()
        call_command("createsuperuser")
    finally:
        if use:
            use.end()
    return 0


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
