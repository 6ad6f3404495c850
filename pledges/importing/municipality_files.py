"""One file per kommun: everything that its sources say, loaded as one."""

from pathlib import Path

from pledges.models import Municipality, Place
from portal.models import User

from .loading import Loading
from .pledge_shapes import PLEDGE
from .pledges import load_pledge
from .shapes import Entry, Shape, entries, one_of, text
from .surroundings import DOCUMENT, NEWS, NOTICE, load_document, load_news, load_notice
from .vocabulary import Vocabulary

PLACE = Shape("plats", {"name": text, "kind": one_of(Place.Kind), "within": text}, ("name", "kind"))
FILE = Shape(
    "kommun",
    {
        "municipality": text,
        "source": text,
        "places": entries(PLACE),
        "notices": entries(NOTICE),
        "pledges": entries(PLEDGE),
        "documents": entries(DOCUMENT),
        "news": entries(NEWS),
    },
    ("municipality", "source"),
)


def loading_of(prefix: str, path: Path, read: Entry, robot: User) -> Loading:
    """The loading of a file that has been read. Raises ImportProblem when its kommun does not exist."""
    municipality = Municipality.objects.in_bulk([read["municipality"]]).get(read["municipality"])
    if municipality is None:
        raise read.problem(f"kommunen {read['municipality']} finns inte. Kör load_sweden först.")
    return Loading(
        prefix=f"{prefix}/{path.stem}",
        municipality=municipality,
        source=read["source"],
        robot=robot,
        vocabulary=Vocabulary(),
        places={place["name"]: place for place in read.get("places", [])},
    )


def load_municipality(loading: Loading, read: Entry) -> None:
    """Create and publish what the file has and was never loaded. Call inside a transaction."""
    for number, notice in enumerate(read.get("notices", []), 1):
        load_notice(loading, number, notice)
    for pledge in read.get("pledges", []):
        load_pledge(loading, pledge)
    for document in read.get("documents", []):
        load_document(loading, document)
    for item in read.get("news", []):
        load_news(loading, item)
