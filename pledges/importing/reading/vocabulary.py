"""Words that the field chooses among: themes, methods and partners, each by the words that tell of it.

Slugs are those of the portal's vocabulary (fixtures/loften/vocabulary.yaml); those marked new are proposed to it.
"""

import re

from .texts import Read, Text

NEW = "Finns inte i portalens ordlista än. Lägg till ordet eller välj ett annat."


def _compiled(table: dict[str, str]) -> dict[str, re.Pattern]:
    return {slug: re.compile(pattern, re.IGNORECASE) for slug, pattern in table.items()}


THEMES = _compiled({
    "trygghet": r"\bo?trygg(?!hetsmätning|hetsundersökning|hetsenkät)\w*",
    "narkotika": r"\w*narkot\w*|\bdrog\w*|\bknark\w*|\blangning\w*|missbruk\w*|\bhundsök\w*|\bdoping\w*|\bcannabis\w*",
    "trafik":
        r"\w*trafik\w*|\bhastighet\w*|\bfordon\w*|\bvägavsnitt\w*|\bolycks\w*|rattfyll\w*|\bcykel\w*|"
        r"\w*skolväg\w*"
    r"|\bkör(?:a|er|s)? för fort|\bmoped\w*|buskörning\w*|\bvållad\w*|\bvägar(?:na)?\b",
    "unga": r"\bung(?:a|as|dom\w*)\b|\bbarn\b|\bbarns\b|\bskol- och fritid\w*|\btonår\w*|\bskolelev\w*",
    "tillganglighet": r"\btillgänglig\w*|\blättare att nå\b|\blätt att nå\b",
    "brottsforebyggande-arbete": r"\bbrottsförebygg\w*|\bförebygga\w* (?:och \w+ )?brott\w*|\bförebygger brott",
})  # fmt: skip
# Themes that tell whom a promise is for rather than what: too common to tie an activity to a promise.
WIDE_THEMES = {"unga", "brottsforebyggande-arbete"}

METHODS = _compiled({
    "est": r"\b(?-i:EST)\b|effektiv samordning för trygghet",
    "sspf": r"\b(?-i:SSPF)\b",
    "ssg": r"\b(?-i:SSG)\b|strategiska säkerhetsgruppen",
    "trygghetsvandring": r"trygghetsvandr\w*|trygghets- och natt?vandr\w*",
    "trygghetsrunda": r"trygghetsrund\w*|trygghetsrond\w*",
    "trafikkontroll": r"trafikkontroll\w*",
    "trafikinsats": r"trafikinsats\w*",
    "fotpatrull": r"fotpatrull\w*",
    "medborgardialog": r"medborgardialog\w*",
    "grannsamverkan": r"grannsamverkan\w*",
    "social-insatsgrupp": r"social\w* insatsgrupp\w*|\b(?-i:SIG)\b",
    "hundsok-i-skolor": r"hundsök\w* (?:i|på) (?:\w+ )?\w*skol\w*",
    "nattvandring": r"\bnattvandr\w*|trygghets- och natt?vandr\w*",
    "foraldrar-forebygger": r"föräldrar förebygger",
})  # fmt: skip

PARTNERS = _compiled({
    "andra-aktorer": r"\b(?:andra|berörda|övriga|lokala) aktörer\b",
    "boende": r"\b(?:de )?boende\b",
    "butiksinnehavare": r"\bbutiksinnehavar\w*|\bbutiksägar\w*",
    "fastighetsbolag": r"\bfastighetsbolag\w*|\bfastighetsägar\w*|\bhyresvärd\w*",
    "bostadsbolag": r"\bbostadsbolag\w*|\bbostadsföretag\w*|\bbostadsstiftelse\w*",
    "fritidsverksamhet":
        r"\bfritid(?:en)?\b|\bfritidspersonal\w*|\bfritidsverksamhet\w*|\bfritidsgård\w*|"
        r"\bfritidsförvaltning\w*",
    "foreningar": r"\bförening(?:ar|arna|en|sliv|slivet)\b|\bföreningsliv\w*|\bidrottsförening\w*",
    "invanare": r"\b(?:kommun)?invånar(?:e|na)\b|\bmedborgar(?:e|na)\b",
    "naringsidkare": r"\bnäringsidkar\w*|\bnäringsliv\w*|\bhandlar(?:e|na)\b|\bföretagar\w*",
    "skola": r"\bskol(?:a|an|or|orna|personal\w*)\b|\bgymnasieskol\w*|\bskolledning\w*",
    "socialtjanst": r"\bsocialtjänst\w*|\bsocialförvaltning\w*",
    "raddningstjanst": r"\bräddningstjänst\w*",
    "foraldrar": r"\bföräldra(?:r|rna)\b(?! förebygger)|\bvårdnadshavar\w*",
    "krogar": r"\bkrögar(?:e|na)\b|\bkrogar\w*|\brestaurang\w*|\bserveringsställe\w*",
    "ordningsvakter": r"\bordningsvakt\w*|\bvaktbolag\w*",
})  # fmt: skip
NEW_PARTNERS = {"bostadsbolag", "raddningstjanst", "foraldrar", "krogar", "ordningsvakter"}

DEVELOPMENTS = _compiled({
    "widens":
        r"\b(?:vidareutveckla|utöka|utökas|utvidga|bredda|förbättra och utveckla|"
        r"utveckla(?:s)?(?: arbetet| samverkan| ytterligare))",
    "starts":
        r"^(?:ska )?(?:påbörjar?|startar?|införa?|inför|inleder?|inleda|etablerar?|börjar?)\b|"
        r"\b(?:ska|skall|kommer(?: att)?) (?:påbörja|starta|införa|inleda|etablera)\b|"
        r"\bpåbörja arbetet\b|\b(?:polisen|kommunen) (?:inför|startar|påbörjar|inleder)\b",
    "continues": r"^fortsa?[ät]t\w*|\b(?:ska|skall|kommer(?: att)?|och) fortsätta\b|\bfortsätter\b",
})  # fmt: skip


def read_all(table: dict[str, re.Pattern], text: Text) -> tuple[Read[str], ...]:
    """The words of a table that a text has, in the table's order."""
    found = [(slug, text.find(pattern)) for slug, pattern in table.items()]
    return tuple(Read(slug, text.group(match)) for slug, match in found if match)


def read_development(text: Text) -> Read[str] | None:
    """Whether an activity starts, continues or widens something: by its first sentence."""
    first = text.cut(0, text.value.find(". ") + 1 or len(text.value))
    found = read_all(DEVELOPMENTS, first)
    return found[0] if found else None


# What partners are named after: "i samarbete med …", "mellan …", "en modell där …", "involvera …".
HEADS = re.compile(
    r"\b(?:med|mellan|där|involvera|inbjud\w*|bju[dt]\w* in|stötta|stödja|engagera|informera|utbildar?|erbjuda|"
    r"hjälp av|uppmuntra)\s",
    re.I,
)
CLAUSE_END = re.compile(
    r"[.;:]|\b(?:för att|som|i syfte|vid|ska|skall|kommer|träffas|genom|samverkar|samarbetar|"
    r"enligt|vilka)\b|\bi (?:kommunen|området|centrum)"
)
NOT_AFTER = re.compile(r"\b(?:[Ii]|[Pp]å|[Vv]id|till|inom|kring)\s(?:[A-ZÅÄÖ]\w+\s)?$")


def read_partners(text: Text, subject: Text | None, role: Text | None = None) -> tuple[Read[str], ...]:
    """Who takes part, in the clauses that say with whom, and in the sentence's subject; not the role that does it."""
    clauses = [*_clauses(text), *([subject] if subject else [])]
    found: dict[str, Read[str]] = {}
    for clause in clauses:
        for slug, pattern in PARTNERS.items():
            match = clause.find(pattern)
            if (
                match
                and slug not in found
                and clause.group(match) != role
                and not NOT_AFTER.search(clause.known.text[: match.start()])
            ):
                found[slug] = Read(slug, clause.group(match), NEW if slug in NEW_PARTNERS else "")
    return tuple(found.values())


def _clauses(text: Text) -> list[Text]:
    words = text.known.text
    clauses = []
    for head in HEADS.finditer(words):
        end = CLAUSE_END.search(words, head.end())
        clauses.append(text.cut(*text.known.original(head.end(), end.start() if end else len(words))))
    return clauses
