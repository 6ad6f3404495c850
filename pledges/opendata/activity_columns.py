"""The columns of the activities: what will be done, how much of it, and where it stands."""

from pledges.models.activity import ActivityStatus
from portal.opendata.fields import Field, Kind

STATUS = Field(
    "status",
    Kind.TEXT,
    "Status",
    "Hur det går. not_reported betyder att ingen har redovisat, inte att inget har gjorts.",
    "How it goes. not_reported means that nobody has reported, not that nothing was done.",
    "ongoing",
    required=True,
    choices=tuple(ActivityStatus.values),
)
STATUS_TEXT = Field(
    "statusText", Kind.TEXT, "Status i ord", "Statusen på svenska.", "The status in Swedish.", "Pågår", required=True
)
IS_DEMO = Field(
    "isDemo",
    Kind.BOOLEAN,
    "Påhittat svar",
    "Sant när svaret är påhittat för demonstration. Finns bara där demonstrationen är inläst.",
    "True when the answer is invented for demonstration. Only where the demonstration is loaded.",
    False,
    required=True,
)
RESPONSIBLE_TEXT = Field(
    "responsibleText",
    Kind.TEXT,
    "Ansvarig i ord",
    "Vem som ansvarar, som det står på sidan.",
    "Who is responsible, as the page says it.",
    "Polisen (områdespoliserna)",
)
TARGET_TEXT = Field(
    "targetText", Kind.TEXT, "Mål i ord", "Målet som det står på sidan.", "The target in words.", "minst 15 insatser"
)

ACTIVITY_FIELDS = (
    Field("number", Kind.INTEGER, "Nummer", "Nummer i medborgarlöftet.", "Number in the pledge.", 3, required=True),
    Field("text", Kind.TEXT, "Aktivitet", "Aktiviteten, ordagrant.", "Verbatim.", "Fotpatrull i centrum.", True),
    Field(
        "promiseNumbers",
        Kind.TEXTS,
        "Hör till löfte",
        "Numren på de löften som aktiviteten hör till.",
        "The numbers of the promises that it belongs to.",
        ["1", "2"],
        required=True,
    ),
    Field(
        "responsible",
        Kind.TEXT,
        "Ansvarig",
        "police: polisen. municipality: kommunen. joint: båda. body: gemensamt organ. Tomt när det inte är angivet.",
        "police, municipality, joint, body (a joint body); empty when not stated.",
        "police",
        choices=("police", "municipality", "joint", "body"),
    ),
    RESPONSIBLE_TEXT,
    Field("partners", Kind.TEXTS, "Medverkande", "Andra som medverkar.", "Others who take part.", ["Skola"], True),
    Field("places", Kind.TEXTS, "Platser", "Var det görs.", "Where it is done.", ["Centrum"], required=True),
    Field("methods", Kind.TEXTS, "Metoder", "Arbetssätt.", "Ways of working.", ["Fotpatrull"], required=True),
    Field(
        "extent",
        Kind.TEXT,
        "Omfattning",
        "counted: ett antal. continuous: löpande. conditional: vid behov. Tomt när det inte är angivet.",
        "counted: a number. continuous: all the time. conditional: when needed. Empty when not stated.",
        "counted",
        choices=("counted", "continuous", "conditional"),
    ),
    Field("targetCount", Kind.INTEGER, "Mål, antal", "Hur många som är lovade.", "How many are promised.", 15),
    Field("targetUnit", Kind.TEXT, "Mål, av vad", "Vad som räknas.", "What is counted.", "trafikinsatser"),
    Field("targetAtLeast", Kind.BOOLEAN, "Mål, minst", "Sant om antalet är det minsta.", "True if a minimum.", True),
    Field(
        "targetPer",
        Kind.TEXT,
        "Mål, räknat",
        "Tiden som antalet gäller: total, year, half_year, tertial, quarter eller month.",
        "The time that the number is for.",
        "year",
        choices=("total", "year", "half_year", "tertial", "quarter", "month"),
    ),
    Field("targetPerPlace", Kind.BOOLEAN, "Mål, på varje plats", "Sant om antalet gäller varje plats.", "Per place."),
    Field("targetSharePercent", Kind.INTEGER, "Varav minst, procent", "Lovad andel i procent.", "Promised share.", 20),
    Field("targetShareOf", Kind.TEXT, "Andelen avser", "Vad andelen avser.", "What the share is of."),
    TARGET_TEXT,
    Field("happensOn", Kind.DAY, "Första dag", "Första dagen, om det är en händelse.", "First day of an event."),
    Field("happensUntil", Kind.DAY, "Sista dag", "Sista dagen, om det är en händelse.", "Last day of an event."),
    STATUS,
    STATUS_TEXT,
    Field("statusPeriod", Kind.TEXT, "Status efter", "Tiden som statusen gäller.", "As of.", "Tertial 3 2020"),
    Field("doneCount", Kind.INTEGER, "Gjort hittills", "Hur många som är gjorda.", "How many are done.", 17),
    Field(
        "donePeriod",
        Kind.TEXT,
        "Antalet avser",
        "Tiden som antalet gäller.",
        "What time it covers.",
        "Tertial 1–2 2020",
    ),
    IS_DEMO,
)
