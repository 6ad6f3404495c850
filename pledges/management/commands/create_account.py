"""`manage.py create_account EMAIL`: an account, with a link to choose a password or with one from standard input."""

import sys

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import DatabaseError

from pledges.models import Role
from pledges.work import NoSuchPlace, give_work, place_of
from portal.accounts import accounts, audit, links, second_factor
from portal.models import User

PARTIES = {"polisen": "police", "kommunen": "municipality"}
ROLES = {
    "redaktor": Role.EDITOR,
    "granskare": Role.REVIEWER,
    "samordnare": Role.COORDINATOR,
    "administrator": Role.ADMINISTRATOR,
}
WHOLE_WORK = "Ett uppdrag behöver --role, --party och --scope tillsammans."


class Command(BaseCommand):
    help = (
        "Skapar ett konto för redaktörsläget, eller ändrar det som finns. Skriver ut en länk där lösenordet väljs; "
        "länken gäller i sju dagar och fungerar en gång. Ett konto som redan har ett lösenord behåller det."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="e-postadressen, som också är inloggningen")
        parser.add_argument("--name", default="", help="personens namn")
        parser.add_argument("--administrator", action="store_true", help="får sköta konton, ordlistor och allt annat")
        parser.add_argument("--role", choices=ROLES, help="rollen i uppdraget")
        parser.add_argument("--party", choices=PARTIES, help="för vilken part")
        parser.add_argument("--scope", help="var: kommun:0662, omrade:varnamo, region:ost eller landet")
        parser.add_argument(
            "--reset-second-factor", action="store_true", help="ta bort ett andra steg som är borttappat"
        )
        parser.add_argument("--password-stdin", action="store_true", help="läs lösenordet från standard in, utan länk")

    def handle(self, *, email: str, name: str, administrator: bool, **options) -> None:
        password = sys.stdin.readline().rstrip("\r\n") if options["password_stdin"] else None
        try:
            work = self.work(**options)
            validate_email(email)
            user, new = accounts.prepare(email=email, name=name, administrator=administrator, password=password)
            given = [give_work(user, **work)] if work else []
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        except DatabaseError as error:
            remedy = "Är den igång, och är manage.py migrate kört?"
            raise CommandError(f"Databasen kunde inte svara: {str(error).splitlines()[0]}. {remedy}") from None
        if options["reset_second_factor"]:
            second_factor.reset(user, by=None)
        audit.record("account_created" if new else "account_changed", account=user, administrator=user.is_superuser)
        self.stdout.write(f"{user.email}: {'kontot är skapat' if new else 'kontot fanns redan'}.")
        for membership in given:
            self.stdout.write(f"Uppdrag: {membership}.")
        self.stdout.write(self.next_step(user))

    def work(self, *, role: str | None, party: str | None, scope: str | None, **_options) -> dict:
        """What the options ask for, empty when they ask for no work."""
        if not (role or party or scope):
            return {}
        if not (role and party and scope):
            raise CommandError(WHOLE_WORK)
        try:
            return {"role": ROLES[role], "party": PARTIES[party], "place": place_of(scope)}
        except NoSuchPlace as error:
            raise CommandError(str(error)) from None

    def next_step(self, user: User) -> str:
        if user.has_usable_password():
            return f"Logga in på {links.log_in_address()}"
        return f"Välj lösenord här, inom sju dagar:\n{links.address(user, links.INVITATION)}"
