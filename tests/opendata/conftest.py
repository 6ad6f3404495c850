"""A small country with what is public and, marked, what is not; made once for all tests here."""

import datetime
import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from followups import publishing as reports
from followups.models import FollowUp
from pledges import publishing
from pledges.models import Activity, Document, Pledge, Promise, Signatory, Theme
from tests import factories
from tests.fixtures.loaded import loaded

SECRET = "HEMLIGT-7F3A"  # stands in everything that is not public
INVENTED = "PAHITTAT-4C8E"  # belongs to the demonstration, which pages show and no data
WITHDRAWN = "DRAGEN-2B1A"  # in titles of what is withdrawn, which the public history tells of
NAMED = "PERSON-5D2B"  # a name that the page and the PDF show, but no data
TODAY = datetime.date(2026, 11, 25)
FORMULA = '=SUMMA(A1) "citat", komma\nny rad'


@pytest.fixture(scope="package")
def public(django_db_setup, django_db_blocker, tmp_path_factory):
    """The things, in a transaction that is rolled back in the end; what a test does is rolled back after it."""
    media: Path = tmp_path_factory.mktemp("files")
    with loaded(django_db_blocker, media), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.localdate", day_of)
        yield country()


def day_of(value=None, *_rest) -> datetime.date:
    return value.date() if value else TODAY


def country() -> SimpleNamespace:
    robot = factories.user(f"{SECRET.lower()}@example.se", name=f"{SECRET} Andersson")
    gislaved, savsjo = factories.municipality(), factories.municipality("Sävsjö", "0684")
    factories.area("Värnamo", gislaved)
    pledge = factories.pledge(gislaved, promises=2, activities=2)
    counted = factories.counted_activity(pledge, order=3, text=FORMULA)
    Promise.objects.get(pledge=pledge, order=1).themes.add(Theme.objects.create(name="Trafik", slug="trafik"))
    Signatory.objects.create(pledge=pledge, name=NAMED, role="area_chief", party="police")
    publish(pledge, robot)
    other = factories.pledge(savsjo, first=2024, last=2024, activities=4)
    publish(other, robot)
    done, quiet = list(Activity.objects.of(pledge).order_by("order")[:2])
    report = factories.follow_up(pledge, "2025-t1", {done: ("done", None), counted: ("ongoing", 6)})
    reports.publish(report, by=robot)
    later = factories.follow_up(pledge, "2025-t2", {counted: ("ongoing", 5)})
    reports.publish(later, by=robot)
    document = document_of(gislaved, "Lägesbild", robot)
    secrets(gislaved, savsjo, pledge, robot)
    return SimpleNamespace(
        pledge=Pledge.objects.get(pk=pledge.pk),
        other=other,
        report=FollowUp.objects.get(pk=report.pk),
        later=later,
        document=document,
        counted=counted,
        quiet=quiet,
    )


def publish(pledge: Pledge, by) -> None:
    publishing.publish(pledge, by=by)


def document_of(where, title: str, by, *, is_public: bool = True) -> Document:
    data = b"%PDF-1.7"
    known = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    made = Document(municipality=where, title=title, kind="situation", source="Prov", **known)
    made.file.save("d.pdf", ContentFile(data), save=False)
    made.save()
    if is_public:
        publishing.make_public(made, by=by)
    return made


def secrets(gislaved, savsjo, pledge, robot) -> None:
    """What nobody may find: drafts, what is withdrawn, and what is edited since it was published."""
    factories.pledge(gislaved, first=2028, last=2029, part=SECRET)
    withdrawn = factories.pledge(savsjo, first=2022, last=2023, part=WITHDRAWN)
    Promise.objects.of(withdrawn).update(text=SECRET)
    publish(withdrawn, robot)
    publishing.withdraw(withdrawn, by=robot, reason="Fel.")
    Promise.objects.filter(pledge=pledge).update(text=SECRET)
    Activity.objects.filter(pledge=pledge).update(text=SECRET)
    factories.activity(pledge, text=SECRET, order=9)
    factories.follow_up(pledge, "2025-t3", title=SECRET)
    document_of(gislaved, SECRET, robot, is_public=False)
    document = document_of(savsjo, WITHDRAWN, robot)
    told = {"title": WITHDRAWN, "availability": "document", "municipality": savsjo, "document": document}
    gone = factories.follow_up(None, "2019-t1", **told)
    reports.publish(gone, by=robot)
    for withdrawn in (gone, document):
        publishing.withdraw(withdrawn, by=robot, reason="Fel.")
    demo = factories.municipality("Exempelby", "9999", is_demo=True)
    publish(factories.pledge(demo, part=INVENTED), robot)
    factories.area(f"{INVENTED} område", demo)
