"""Plain makers of the domain's things, with the fewest values that the database accepts; each may be overridden."""

import datetime

from django.utils import timezone

from followups.models import ActivityReport, Export, FollowUp
from pledges.models import (
    Activity,
    AreaMembership,
    County,
    Feedback,
    HiddenName,
    LocalPoliceArea,
    Municipality,
    NewsItem,
    Party,
    Pledge,
    PoliceRegion,
    Promise,
)
from pledges.tertial import ReportingRange
from portal.models import User
from portal.swedish import slug


def user(email: str = "anna@example.se", name: str = "Anna Andersson", **fields) -> User:
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, full_name=name, **fields)


def county(code: str = "06", name: str = "Jönköpings län") -> County:
    region, _ = PoliceRegion.objects.get_or_create(name="Öst", defaults={"slug": "ost"})
    found, _ = County.objects.get_or_create(code=code, defaults={"name": name, "slug": slug(name), "region": region})
    return found


def municipality(name: str = "Gislaved", code: str = "0662", **fields) -> Municipality:
    fields = {"official_name": f"{name}s kommun", "slug": slug(name), "county": county(), **fields}
    found, _ = Municipality.objects.get_or_create(code=code, defaults={"name": name, **fields})
    return found


def area(name: str = "Värnamo", *municipalities: Municipality) -> LocalPoliceArea:
    found, _ = LocalPoliceArea.objects.get_or_create(
        name=name, defaults={"slug": slug(name), "region": county().region}
    )
    for covered in municipalities:
        AreaMembership.objects.create(municipality=covered, area=found, source="Prov")
    return found


def pledge(
    where: Municipality | None = None,
    first: int = 2025,
    last: int = 2026,
    *,
    promises: int = 1,
    activities: int = 1,
    **fields,
) -> Pledge:
    """A complete draft for whole years, ready to publish."""
    label = str(first) if first == last else f"{first}–{last}"
    made = Pledge.objects.create(
        municipality=where or municipality(),
        **{
            "label": label,
            "slug": label.replace("–", "-"),
            "starts_on": datetime.date(first, 1, 1),
            "ends_on": datetime.date(last, 12, 31),
            **fields,
        },
    )
    Party.objects.create(pledge=made, kind="police", name="Polisen", order=1)
    Party.objects.create(pledge=made, kind="municipality", name=made.municipality.official_name, order=2)
    for number in range(1, promises + 1):
        Promise.objects.create(pledge=made, order=number, text=f"Vi lovar sak {number}.")
    for number in range(1, activities + 1):
        activity(made, order=number)
    return made


def activity(of: Pledge, **fields) -> Activity:
    return Activity.objects.create(pledge=of, **{"text": f"Gör sak {fields.get('order', 1)}.", **fields})


def counted_activity(of: Pledge, count: int = 15, **fields) -> Activity:
    target = {"extent": "counted", "target_count": count, "target_unit": "insatser", "target_at_least": True}
    return activity(of, **{**target, **fields})


def follow_up(of: Pledge | None, span: str = "2025-t1", answers: dict | None = None, **fields) -> FollowUp:
    """A draft; `answers` are {activity: (status, count)}."""
    reported = ReportingRange.from_slug(span)
    assert reported is not None
    made = FollowUp.objects.create(
        **{
            "municipality": of.municipality if of else municipality(),
            "pledge": of,
            "year": reported.year,
            "first_tertial": reported.first,
            "last_tertial": reported.last,
            "half_year": reported.half,
            "slug": span,
            **fields,
        }
    )
    for answered, (status, count) in (answers or {}).items():
        ActivityReport.objects.create(
            follow_up=made,
            activity=answered,
            status=status,
            done_count=count,
            comment=f"Så gick det: {status}.",
            answered_at=timezone.now(),
        )
    return made


def news_item(where: Municipality | None = None, **fields) -> NewsItem:
    values = {"title": "En nyhet", "slug": "en-nyhet", "lead": "Det har hänt något.", **fields}
    return NewsItem.objects.create(municipality=where or municipality(), **values)


def feedback(where: Municipality | None = None, **fields) -> Feedback:
    values = {"page": "/", "helped": True, "given_on": datetime.date(2026, 11, 20), **fields}
    return Feedback.objects.create(municipality=where, **values)


def hidden_name(where: Municipality | None = None, **fields) -> HiddenName:
    values = {"name": "Bo Ek", "reason": "Uppdraget är slut.", "hidden_on": datetime.date(2026, 11, 20), **fields}
    return HiddenName.objects.create(municipality=where or municipality(), hidden_by=user(), **values)


def export(owner: str, **fields) -> Export:
    """One that waits, of the account with that address."""
    asked = {"kind": "kommun", "key": "0662", "place": "Gislaved", "year": 2025, "tertials": [3], "form": "zip"}
    return Export.objects.create(owner=user(owner), **{**asked, **fields})
