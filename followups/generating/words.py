"""The parts that generated texts are put together from: compounds and inflections, as real pledges have them.

Nothing here is taken from any pledge.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """A kind of activity: what is done, in the plural; who does it; the theme and the method that it belongs to."""

    what: str
    theme: str
    responsible: str
    method: str = ""


WORKS = (
    Work("trygghetsvandringar", "trygghet", "joint", "trygghetsvandring"),
    Work("trygghetsrundor", "trygghet", "joint", "trygghetsrunda"),
    Work("fotpatruller", "trygghet", "police", "fotpatrull"),
    Work("nattvandringar", "trygghet", "municipality", "nattvandring"),
    Work("belysningsronder", "trygghet", "municipality"),
    Work("narkotikainsatser", "narkotika", "police"),
    Work("hundsök i skolor", "narkotika", "police", "hundsok-i-skolor"),
    Work("drogförebyggande föräldramöten", "narkotika", "municipality"),
    Work("trafikkontroller", "trafik", "police", "trafikkontroll"),
    Work("hastighetskontroller", "trafik", "police", "trafikinsats"),
    Work("nykterhetskontroller", "trafik", "police", "trafikkontroll"),
    Work("cykelkontroller vid skolorna", "trafik", "joint"),
    Work("möten i SSPF", "unga", "joint", "sspf"),
    Work("skolbesök", "unga", "police"),
    Work("ungdomsdialoger", "unga", "municipality", "medborgardialog"),
    Work("besök på fritidsgårdarna", "unga", "joint"),
    Work("mobila poliskontor", "tillganglighet", "police"),
    Work("medborgardialoger", "tillganglighet", "joint", "medborgardialog"),
    Work("grannsamverkansmöten", "brottsforebyggande-arbete", "joint", "grannsamverkan"),
    Work("krogtillsyner", "brottsforebyggande-arbete", "joint"),
    Work("samordningsmöten", "brottsforebyggande-arbete", "joint", "est"),
)
PROMISES = {
    "trygghet": (
        "Öka tryggheten i centrum på kvällar och helger.",
        "Göra gångvägarna och parkerna tryggare för alla som rör sig där.",
        "Minska skadegörelsen och nedskräpningen i bostadsområdena.",
    ),
    "narkotika": (
        "Minska ungdomars användning av narkotika.",
        "Försvåra försäljningen av narkotika på allmänna platser.",
    ),
    "trafik": (
        "Sänka hastigheterna på vägarna där barn och unga rör sig.",
        "Minska buskörningen med mopeder och ombyggda bilar.",
    ),
    "unga": (
        "Ge barn och unga en tryggare skolväg och fritid.",
        "Upptäcka tidigt när en ung person riskerar att dras in i kriminalitet.",
    ),
    "tillganglighet": (
        "Polisen ska synas mer och vara lättare att nå i de mindre orterna.",
        "Invånarna ska veta vart de vänder sig med sin oro.",
    ),
    "brottsforebyggande-arbete": (
        "Förebygga inbrott i bostäder, förråd och fritidshus.",
        "Förebygga våld i krogmiljöerna.",
    ),
}
PLACE_FIRST = (
    "Björk", "Ek", "Gran", "Kvarn", "Sol", "Norr", "Söder", "Äng", "Öster", "Väster", "Hammar", "Kyrk", "Bruks", "Sjö",
    "Lind", "Asp", "Rönn", "Tall", "Hassel", "Måne", "Ljung", "Älv", "Skol", "Strand", "Bäck", "Lärk", "Tvär", "Stor",
)  # fmt: skip
PLACE_LAST = (
    ("backen", "district"), ("hagen", "district"), ("lunden", "district"), ("dalen", "district"),
    ("höjden", "district"), ("torget", "street"), ("gatan", "street"), ("vägen", "road"), ("leden", "road"),
    ("skolan", "venue"), ("parken", "venue"), ("badet", "venue"), ("hallen", "venue"),
    ("by", "locality"), ("torp", "locality"), ("vik", "locality"),
)  # fmt: skip
OPENINGS = (
    "{who} genomför {number} {what} {where}.",
    "{who} genomför {number} {what} {where} {when}.",
    "{number} {what} {where} {when}, tillsammans med {partner}.",
    "{who} planerar och genomför {number} {what}, framför allt {where}.",
    "För att nå löftet genomförs {number} {what} {where}. {partner} bjuds in.",
)
WHO = {"police": "Polisen", "municipality": "Kommunen", "joint": "Kommunen och polisen"}
WHEN = (
    "under vår och höst", "på kvällar och helger", "när mörkret kommer", "vid skolstarten", "under sommarlovet",
    "i samband med skolavslutningen", "under lågsäsongen",
)  # fmt: skip
PARTNERS = {
    "boende": "de boende",
    "fastighetsbolag": "fastighetsbolagen",
    "foreningar": "föreningarna",
    "naringsidkare": "näringsidkarna",
    "skola": "skolorna",
    "socialtjanst": "socialtjänsten",
}
SITUATIONS = (
    "Invånarna upplever mest otrygghet vid {place} och i området omkring {other}.",
    "Hastighetsöverträdelserna på infarterna och vid {place} oroar många.",
    "Anmälningarna om skadegörelse har blivit fler vid {place} och färre vid {other}.",
    "Skolorna och fritidsgårdarna ser att unga samlas sent på kvällarna vid {place}.",
)
EFFECTS = (
    "Fler ska känna sig trygga när de går ut ensamma på kvällen.",
    "Färre trafikolyckor och lägre hastigheter.",
    "Färre unga ska pröva narkotika.",
)
COMMENTS = {
    "ongoing": (
        "Arbetet pågår vid {place} och fortsätter nästa tertial.",
        "Planeringen är klar och de första tillfällena har varit välbesökta, särskilt vid {place}.",
        "Samarbetet med {partner} fungerar bra.",
    ),
    "done": (
        "Genomfört som planerat vid {place}.",
        "Allt är genomfört. {partner} deltog och lämnade förslag på åtgärder, bland annat klippta buskage.",
        "Målet är nått. Flera lampor byttes efter påpekanden vid {place}.",
    ),
    "partly_done": (
        "Delvis genomfört: tillfällena vid {place} ställdes in på grund av vädret.",
        "En del har genomförts, resten flyttas fram.",
    ),
    "not_started": ("Börjar efter sommaren.", "Väntar på att {partner} ska kunna delta."),
    "late": ("Försenat eftersom personal har saknats.", "Upphandlingen tar längre tid än beräknat."),
    "cancelled": ("Utgår, eftersom platsen byggs om.", "Utgår, eftersom {partner} inte längre deltar."),
}
NARRATIVES = (
    "Arbetet har följt planen. Närvaron vid {place} har ökat och samverkan med {partner} har fördjupats.",
    "Perioden har präglats av trafikfrågor. Kontrollerna vid {place} har gett resultat, och dialogen fortsätter.",
    "Tryggheten har ökat något enligt den senaste undersökningen, men vid {place} återstår mycket att göra.",
)
# How it goes from tertial to tertial.
COURSES = (
    ("ongoing", "ongoing", "done"),
    ("ongoing", "done", "done"),
    ("not_started", "ongoing", "done"),
    ("ongoing", "partly_done", "partly_done"),
    ("not_started", "late", "partly_done"),
    ("ongoing", "late", "done"),
    ("not_started", "not_started", "cancelled"),
    ("ongoing", "not_reported", "done"),
)
