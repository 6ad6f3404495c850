"""`manage.py load_national`: a generated country to measure the portal with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from followups.generating import history
from followups.generating.national import Refused, generate
from pledges.importing.problems import ImportProblem
from pledges.importing.sweden import load_sweden
from pledges.importing.vocabulary import load_vocabulary
from pledges.models import Municipality
from pledges.pages.base import today
from portal.models import User

ROBOT = "generering"


class Command(BaseCommand):
    help = (
        "Fyller en egen databas med ett genererat land för mätningar: ett löfte per kommun och år med aktiviteter, "
        "uppföljningar och svar, märkta som påhittade på varje sida. Samma frö ger samma land. Gör inget om det redan "
        "är gjort."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=int, default=10, help="år till och med i år (10)")
        parser.add_argument("--times", type=int, default=1, help="gånger så mycket, i äldre kopior (1)")
        parser.add_argument("--seed", type=int, default=1, help="frö (1)")
        parser.add_argument("--beside-real", action="store_true", dest="beside", help="också bredvid verkliga löften")

    def handle(self, *args, years: int, times: int, seed: int, beside: bool, **options) -> None:
        day = today()
        most = history.most_years(times, day.year)
        if not 1 <= years <= most or not 1 <= times <= 1000:
            raise CommandError(f"Välj 1–{most} år och 1–1000 gånger.")
        try:
            self.load_surroundings()
            made = generate(years=years, times=times, seed=seed, by=User.objects.robot(ROBOT), day=day, beside=beside)
        except (ImportProblem, Refused) as reason:
            raise CommandError(str(reason)) from None
        news = ", ".join(f"{count} {what}" for what, count in made.items())
        self.stdout.write(f"Genererat land: nytt är {news}." if made else "Genererat land: inget nytt att läsa in.")

    def load_surroundings(self) -> None:
        """The kommuner, where there are none, and the words that pledges choose among."""
        fixtures = settings.BASE_DIR / "fixtures"
        if not Municipality.objects.real().exists():
            load_sweden(fixtures / "sverige")
        load_vocabulary(fixtures / "loften" / "vocabulary.yaml")
