"""Why an uploaded PDF is not accepted, and what was taken out of one that is: codes, and words for people.

The child answers with codes alone, so that nothing in a hostile file decides what the portal says.
"""


class Refused(Exception):
    """The file is not accepted. `code` is one of REASONS; the message is Swedish and may be shown."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code])
        self.code = code


SAVE_ANEW = "Öppna originalet, spara det som PDF på nytt och ladda upp den filen."
MAKE_SMALLER = "Spara den på nytt, gärna med mindre bilder, eller dela upp den."
REASONS = {
    "not_pdf": "Filen är inte en PDF. Spara dokumentet som PDF och ladda upp det igen.",
    "broken": f"PDF:en är skadad eller bara delvis kopierad. {SAVE_ANEW}",
    "encrypted": "PDF:en är skyddad med lösenord eller spärrar. Ta bort skyddet och ladda upp den igen.",
    "signed": (
        "PDF:en är digitalt signerad. Signaturen skulle sluta gälla när portalen rensar filen, och läsarna skulle få "
        "en varning. Spara en kopia utan signatur, till exempel från originaldokumentet, och ladda upp den."
    ),
    "active": (
        "PDF:en innehåller sådant som kan köras eller hämta annat utifrån, och det gick inte att ta bort. " + SAVE_ANEW
    ),
    "too_many_pages": "PDF:en har fler än 2 000 sidor. Dela upp den i flera filer.",
    "page_too_large": (
        "En sida i PDF:en är orimligt stor, eller har inget riktigt mått. Spara den i ett vanligt format, till exempel "
        "A4."
    ),
    "too_large": f"PDF:en är för stor eller för invecklad att gå igenom. {MAKE_SMALLER}",
    "too_slow": f"PDF:en tog för lång tid att gå igenom. {MAKE_SMALLER}",
    "busy": "Portalen går igenom flera andra filer just nu. Försök igen om en stund.",
}

REMOVED = {
    "script": "skript (JavaScript)",
    "launch": "åtgärder som startar program",
    "other_file": "länkar till andra filer",
    "sending": "formulär som skickar eller hämtar uppgifter",
    "address": "länkar som inte går till webben eller e-post",
    "action": "andra automatiska åtgärder",
    "attachment": "bifogade filer",
    "media": "ljud, film och 3D",
    "xfa": "dynamiskt formulär (XFA)",
    "external": "innehåll som skulle hämtas utifrån",
    "postscript": "PostScript-kod",
    "unknown": "delar som saknar betydelse för läsaren",
    "thumbnail": "miniatyrbilder",
    "place": "uppgifter om plats",
    "photo": "vad kameran har skrivit i bilderna, till exempel plats och tid",
    "author": "uppgifter om författare, program och bearbetning",
    "comment_author": "namn på dem som har skrivit kommentarer",
    "history": "tidigare versioner av filen",
}
