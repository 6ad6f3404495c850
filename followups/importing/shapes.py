"""The shapes of a follow-up in a fixture: its range, its answers, its corrections."""

from followups.models import FollowUp, Respondent
from pledges.importing.shapes import Shape, day, entries, flag, number, one_of, prose, text
from pledges.models.activity import ActivityStatus

RESPONDENT = Shape("svarande", {"party": one_of(Respondent.Party), "name": text, "title": text}, ("party", "name"))

# About one promise (its number), one focus area (its name) or, with neither, the whole.
NARRATIVE = Shape("berättande text", {"promise": number, "focus_area": text, "text": prose}, ("text",))

# The activity is known by how its text begins.
ANSWER = Shape(
    "svar",
    {"activity": text, "status": one_of(ActivityStatus), "count": number, "comment": prose},
    ("activity", "status"),
)

CORRECTION = Shape("rättelse", {"day": day, "note": text, "answers": entries(ANSWER)}, ("day", "note", "answers"))

FOLLOW_UP = Shape(
    "uppföljning",
    {
        "range": text,
        "pledge": text,
        "title": text,
        "availability": one_of(FollowUp.Availability),
        "document": text,
        "reported_on": day,
        "presented_to": text,
        "presented_on": day,
        "is_demo": flag,
        "respondents": entries(RESPONDENT),
        "narratives": entries(NARRATIVE),
        "answers": entries(ANSWER),
        "corrections": entries(CORRECTION),
    },
    ("range",),
)
