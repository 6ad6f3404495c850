"""What stands on a page without being about the pledge: menus, cookie texts, feedback forms, "Till toppen"."""

import re

from .texts import Text

WHY = {
    "javascript": "Upplysning om webbläsaren",
    "search": "Sökruta",
    "cookies": "Text om kakor",
    "feedback": "Formulär för synpunkter på sidan",
    "top": "Länk till sidans topp",
    "share": "Knappar för att dela, skriva ut eller lyssna",
    "breadcrumb": "Var sidan finns på webbplatsen",
    "menu": "Meny eller annat runt själva texten",
    "label": "Etikett utan värde",
    "hidden": "Dolt på sidan",
    "header": "Tabellens rubrikrad",
    "page_number": "Sidnummer",
    "bullet": "Punkttecken utan text",
    "line": "Linje att skriva på",
    "byline": "Vem som har skrivit texten",
}
# In order; each pattern is of the whole text. A text over LONGEST characters is none of the short ones.
LONGEST = 120
PATTERNS = (
    ("javascript", r".*\bjava?vascript\b.*|.*\bjavacsript\b.*|.*\bjavascript\b.*"),
    ("cookies", r".*\b(?:kakor|cookies?|kakfil\w*)\b.*"),
    ("search", r"sök(?: på .*|:)?|sökfält|vad letar du efter\??|sök på webbplatsen"),
    (
        "feedback",
        (
            r"hjälpte (?:informationen|den här|sidan)\b.*|tack för att du hjälper .*|"
            r"vad kan vi förbättra.*|var (?:informationen|sidan) till hjälp.*|"
            r"(?:fick|hittade) du .*\?|lämna (?:en )?(?:synpunkt|kommentar|feedback).*|tyck till om .*|"
            r"har du synpunkter på (?:sidan|innehållet).*|rapportera fel.*"
        ),
    ),
    ("top", r"(?:gå |tillbaka )?(?:till (?:sidans )?topp\w*|upp|till början av sidan)"),
    (
        "share",
        (
            r"(?:dela|skriv ut|lyssna|tipsa|e-posta?)(?: (?:på|sidan|via|till|länk|den här)\b.*)?|"
            r"(?:dela på )?(?:facebook|twitter|linkedin|instagram|x|e-post)|skriv ut sidan"
        ),
    ),
    ("breadcrumb", r"du är här:?.*|(?!.*\d{4}/\d\d)(?:[^/>›»|]{2,40}\s*[/>›»|]\s*)+[^/>›»|]{2,60}"),
    (
        "menu",
        (
            r"(?:huvud|under|mobil|snabb)?meny|huvudgren:?|hoppa (?:till|över).*|till innehåll\w*|"
            r"till huvudinnehåll\w*|stäng(?: meny\w*)?|öppna meny\w*|logga in|"
            r"visa (?:mer|alla|meny)|other languages|languages|translate|in english|start|startsida\w*|"
            r"hem|kontakta oss|om webbplatsen|tillgänglighetsredogörelse|webbkarta|rss|prenumerera.*|"
            r"länk till annan webbplats\.?"
        ),
    ),
    ("bullet", r"[•·▪●○◦‣►➢✓\uf0b7\uf0a7*–-]"),
    ("line", r"[_.…\s]{8,}"),
    ("byline", r"(?:text|skribent|författare)\s*:\s*.{3,60}"),
    ("page_number", r"(?:sida|sid\.?)?\s*\d{1,3}\s*(?:\(\d{1,3}\)|/\s*\d{1,3}|av \d{1,3})|(?:sida|sid\.?)\s*\d{1,3}"),
)
COMPILED = tuple((code, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for code, pattern in PATTERNS)
WITH_SENTENCES = {"javascript", "cookies"}
YES_OR_NO = re.compile(
    r"(?:ja|nej|skicka|delvis|namn|e-post|kommentar|frivilligt|avbryt|godkänn\w*.*|neka\w*.*|"
    r"inställningar\w*.*|acceptera\w*.*)\W*",
    re.I,
)


def furniture(text: Text) -> str:
    """Which furniture the words are, or "".

    "Till toppen" is "top"; "Sök på polisen.se" is "search".
    """
    words = text.value.strip()
    for code, pattern in COMPILED:
        if (len(words) <= LONGEST or code in WITH_SENTENCES) and len(words) < 400 and pattern.fullmatch(words):
            return "" if code in WITH_SENTENCES and "löfte" in words.lower() else code
    return ""


def is_answer_to_form(text: Text) -> bool:
    """A button or a field that belongs to the form above it."""
    return bool(YES_OR_NO.fullmatch(text.value))


def is_menu_like(text: Text) -> bool:
    """A few words that are no sentence: what stands around the content, before its heading and after its end."""
    words = text.value.split()
    return len(words) <= 6 and not text.value.rstrip().endswith((".", "!", "?")) and not re.search(r"\d{4}", text.value)
