"""Letters that tell the owner of an account what was just done with it, so that nobody else does it unseen."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts import post
from portal.models import User

# What happened: the subject of the letter, and its first sentence.
HAPPENED = {
    "password": ("Ditt lösenord är bytt", "Lösenordet till ditt konto har bytts."),
    "email": ("Din e-postadress är ändrad", "E-postadressen till ditt konto har ändrats."),
    "app added": ("En app är kopplad till ditt konto", "En app för andra steget har kopplats till ditt konto."),
    "app removed": ("En app är borttagen från ditt konto", "Appen för andra steget har tagits bort från ditt konto."),
    "passkey added": ("En passkey är tillagd", "En passkey har lagts till på ditt konto."),
    "passkey removed": ("En passkey är borttagen", "En passkey har tagits bort från ditt konto."),
    "codes renewed": ("Du har nya reservkoder", "Nya reservkoder har skapats. De gamla fungerar inte längre."),
    "code used": ("En reservkod är använd", "En reservkod har använts för att komma in på ditt konto."),
    "factors reset": (
        "Ditt andra steg är återställt",
        "Andra steget till ditt konto har tagits bort, och du är utloggad. Nästa gång du loggar in väljer du ett nytt.",
    ),
}


def tell(user: User, what: str, *, by: User | None = None, to: str = "") -> None:
    """Write to the account, or to an address that it had, once it is certain that it was done.

    `what` is a key of HAPPENED; `by` is whoever did it to somebody else's account. Raises KeyError for another key.
    """
    subject, sentence = HAPPENED[what]
    letter = post.letter(
        "alert",
        to or user.email,
        subject=subject,
        sentence=sentence,
        user=user,
        by=by,
        at=timezone.now(),
        portal=settings.PUBLIC_URL,
    )
    transaction.on_commit(partial(post.send_later, letter))
