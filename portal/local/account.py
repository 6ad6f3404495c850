"""`make account`: creates an account for the back office, with the database started if it is not."""

import os
import sys

from django.core.management import CommandError, call_command

from portal.local import address, production
from portal.local.install import STEPS
from portal.local.postgres import data_dir
from portal.local.prepare import check_database, command, set_up_django
from portal.local.run import begin_database
from portal.local.terminal import Refusal, Steps, ended_kindly, say


def main() -> int:
    """Asks for the address, unless it is given, and prints the link where the password is chosen."""
    os.environ.update(production.of_what_serves(data_dir()))
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("PUBLIC_URL", address.shown(*address.wanted()))
    use = begin_database(Steps(total=3, done=STEPS))
    try:
        set_up_django()
        check_database()
        command("migrate", interactive=False, verbosity=0)
        create(sys.argv[1] if sys.argv[1:] else asked())
    finally:
        if use:
            use.end()
    return 0


def asked() -> str:
    try:
        return input("E-postadress: ")
    except EOFError:
        raise Refusal("ingen adress.", 'skriv den efter kommandot: make account ARGS="anna@example.se"') from None


def create(email: str) -> None:
    """An account with all rights, as whoever sits at the machine has. Raises Refusal when the address is none."""
    try:
        call_command("create_account", email.strip(), administrator=True)
    except CommandError as error:
        raise Refusal(str(error), "kör make account igen.") from None
    say("Länken fungerar när portalen är igång: make run eller make serve")


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
