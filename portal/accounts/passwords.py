"""What a password may not be: words that everybody here would guess first."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from portal.swedish import plain
from portal.wiring import load

OURS = ("polisen", "polis", "medborgarlofte", "medborgarloften", "kommun", "kommunen", "losenord", "trygghet")
ENOUGH = 8  # letters besides the words
SHORTEST = 5  # letters in a word that may not be a part of a password; shorter ones are in many good ones


class NotOurWords:
    """Refuses passwords of a word that is guessed first and little more: "Gislaved-2026", "polisen123456"."""

    def validate(self, password: str, user=None) -> None:
        letters = re.sub("[^a-z]", "", plain(password))
        rest = re.sub("|".join(sorted(words(), key=len, reverse=True)), "", letters)
        if rest != letters and len(rest) < ENOUGH:
            raise ValidationError("Lösenordet är för lätt att gissa: det är nästan bara ett ord som många provar.")
        if letters in CommonPasswordValidator().passwords:
            raise ValidationError("Lösenordet är för lätt att gissa: många använder samma ord med andra siffror.")

    def get_help_text(self) -> str:
        return "Lösenordet får inte vara ett ord som alla skulle prova först, som polisen eller kommunens namn."


def words() -> frozenset[str]:
    """Our own, and those that settings.PASSWORD_WORDS name, in small letters without å, ä and ö."""
    found = {plain(word) for names in load("PASSWORD_WORDS") for word in names()}
    return frozenset(re.sub("[^a-z]", "", word) for word in found if len(word) >= SHORTEST) | frozenset(OURS)
