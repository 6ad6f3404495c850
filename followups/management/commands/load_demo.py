"""Loads the demonstration: a fictional kommun, and invented answers that say that they are."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from followups.importing.files import load_folder
from pledges.importing.problems import ImportProblem
from pledges.importing.sweden import load_sweden
from pledges.importing.telling import told
from pledges.models import Membership, Role
from pledges.work import give_work, place_of
from portal.accounts import accounts as people
from portal.accounts import links
from portal.models import User

from .load_pledges import ROBOT

PEOPLE = (
    ("redaktor.polisen", Role.EDITOR, Membership.Party.POLICE),
    ("granskare.polisen", Role.REVIEWER, Membership.Party.POLICE),
    ("redaktor.kommunen", Role.EDITOR, Membership.Party.MUNICIPALITY),
    ("granskare.kommunen", Role.REVIEWER, Membership.Party.MUNICIPALITY),
    ("samordnare.kommunen", Role.COORDINATOR, Membership.Party.MUNICIPALITY),
)
EXEMPELBY = "kommun:9999"


class Command(BaseCommand):
    help = (
        "Läser in demonstrationen: den påhittade kommunen Exempelby, och påhittade svar för Sävsjö som är märkta som "
        "sådana på varje sida och i varje PDF. Kan köras om när som helst. Kör load_sweden och load_pledges först."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="gör konton för Exempelby, med länkar att logga in")
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures" / "demo", help="mapp med demonstrationen"
        )

    def handle(self, *args, folder: Path, accounts: bool, **options) -> None:
        try:
            self.stdout.write(told("Exempellän", load_sweden(folder / "sverige", is_demo=True)))
            for name, created in load_folder(folder, User.objects.robot(ROBOT)):
                self.stdout.write(told(name, created))
        except ImportProblem as problem:
            raise CommandError(str(problem)) from None
        if accounts:
            self.make_accounts()

    def make_accounts(self) -> None:
        """One per role and party. Nobody gets a password: each account's link leads to choosing one."""
        for name, role, party in PEOPLE:
            title = f"{role.label} för {party.label.lower()}"
            user, _new = people.find_or_make(email=f"{name}@exempelby.example", full_name=f"{title} (påhittad)")
            give_work(user, role=role, party=party, place=place_of(EXEMPELBY))
            if not user.has_usable_password():
                self.stdout.write(
                    f"{title}, {user.email}, väljer lösenord här:\n{links.address(user, links.INVITATION)}"
                )
