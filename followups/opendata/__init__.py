"""Which of the follow-ups' things are open data (settings.OPEN_DATA)."""

from followups.opendata.answers import ANSWERS
from followups.opendata.coverage import COVERAGE
from followups.opendata.reports import FOLLOW_UPS
from portal.opendata.datasets import Dataset


def datasets() -> list[Dataset]:
    return [FOLLOW_UPS, ANSWERS, COVERAGE]
