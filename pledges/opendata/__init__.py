"""Which of the domain's things are open data (settings.OPEN_DATA)."""

from pledges.opendata.documents import DOCUMENTS
from pledges.opendata.places import AREAS, MUNICIPALITIES
from pledges.opendata.pledges import PLEDGES
from pledges.opendata.promises import ACTIVITIES, PROMISES
from portal.opendata.datasets import Dataset


def datasets() -> list[Dataset]:
    return [MUNICIPALITIES, AREAS, PLEDGES, PROMISES, ACTIVITIES, DOCUMENTS]
