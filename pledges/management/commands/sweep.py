"""`manage.py sweep`: forgets and empties what has been kept long enough; run it every night."""

from portal.timers import TimedCommand
from portal.wiring import load


class Command(TimedCommand):
    help = (
        "Glömmer använda formulärnummer och osparat arbete efter 7 dagar, tömmer papperskorgen på det som legat där "
        "i 90 dagar, raderar exporter och påminnelser som inte sparas längre och filer som inget hör till, "
        "och låter sökningen följa med när året byts."
    )

    def handle(self, *args, **options) -> None:
        for sweep in load("SWEEPS"):
            self.stdout.write(sweep())
