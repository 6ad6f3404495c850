"""`manage.py create_account EMAIL`: an account, with a link to choose a password or with one from standard input."""

import sys

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import DatabaseError

from portal.accounts import accounts, audit, links
from portal.models import User


class Command(BaseCommand):
    help = (
        "Skapar ett konto för redaktörsläget, eller ändrar det som finns. Skriver ut en länk där lösenordet väljs; "
        "länken gäller i sju dagar och fungerar en gång. Ett konto som redan har ett lösenord behåller det."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="e-postadressen, som också är inloggningen")
        parser.add_argument("--name", default="", help="personens namn")
        parser.add_argument("--administrator", action="store_true", help="får sköta konton, ordlistor och allt annat")
        parser.add_argument("--password-stdin", action="store_true", help="läs lösenordet från standard in, utan länk")

    def handle(self, *, email: str, name: str, administrator: bool, password_stdin: bool, **_options) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        try:
            validate_email(email)
            user, new = accounts.prepare(email=email, name=name, administrator=administrator, password=password)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        except DatabaseError as error:
            remedy = "Är den igång, och är manage.py migrate kört?"
            raise CommandError(f"Databasen kunde inte svara: {str(error).splitlines()[0]}. {remedy}") from None
        audit.record("account_created" if new else "account_changed", account=user, administrator=user.is_superuser)
        self.stdout.write(f"{user.email}: {'kontot är skapat' if new else 'kontot fanns redan'}.")
        self.stdout.write(self.next_step(user))

    def next_step(self, user: User) -> str:
        if user.has_usable_password():
            return f"Logga in på {links.log_in_address()}"
        return f"Välj lösenord här, inom sju dagar:\n{links.address(user, links.INVITATION)}"
