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

POLICE, MUNICIPALITY = Membership.Party.POLICE, Membership.Party.MUNICIPALITY
# Who works with the demonstration: address, title, role, for whom and where. Residents need no account.
PEOPLE = (
    ("kommunpolis", "Kommunpolis", Role.REVIEWER, POLICE, ("kommun:9999", "kommun:0684")),
    ("redaktor", "Redaktör i kommunen", Role.EDITOR, MUNICIPALITY, ("kommun:9999",)),
    ("samordnare", "Samordnare i kommunen", Role.COORDINATOR, MUNICIPALITY, ("kommun:9999",)),
    ("omrade", "Samordnare i lokalpolisområdet", Role.COORDINATOR, POLICE, ("omrade:exempelbygden",)),
    ("region", "Samordnare i polisregionen", Role.COORDINATOR, POLICE, ("region:exempel",)),
    ("administrator", "Administratör", Role.ADMINISTRATOR, POLICE, ("landet",)),
)
NEW_LINK = "Ny länk: DEBUG=1 .venv/bin/python manage.py create_account {first}@exempelby.example (eller {others})"


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
        """One of each kind. Nobody gets a password: a new account's link, told once, leads to choosing one."""
        for name, title, role, party, places in PEOPLE:
            user, is_new = people.find_or_make(email=f"{name}@exempelby.example", full_name=f"{title} (påhittad)")
            for place in places:
                give_work(user, role=role, party=party, place=place_of(place))
            if is_new:
                self.stdout.write(f"{title}, {user.email}, väljer lösenord:\n{links.address(user, links.INVITATION)}")
        first, *others = (name for name, *_work in PEOPLE)
        self.stdout.write(NEW_LINK.format(first=first, others="@, ".join(others) + "@"))
