"""What an export holds: the place's published follow-ups, kommun by kommun, and what is missing said plainly."""

import pytest

from followups.exports.places import NoSuchPlace, named, offered, places
from followups.exports.selection import select
from pledges.models import Membership
from portal.models import User
from tests import factories
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("exports")]


def chosen(word: str, *tertials: int, year: int = 2025):
    return select(named(word, places(TODAY)), year, tertials, TODAY)


def test_a_place_has_its_published_follow_ups_kommun_by_kommun_in_order_of_time(reports):
    found = chosen("omrade:varnamo", 1, 2, 3)
    assert [str(one).replace("\xa0", " ") for one in found.follow_ups] == [
        "Gislaved: Tertial 1–2 2025",
        "Gislaved: Tertial 3 2025",
        "Värnamo: Tertial 3 2025",
    ]


def test_a_report_of_several_tertials_is_there_when_one_of_them_is_asked_for(reports):
    assert [one.slug for one in chosen("kommun:0662", 2).follow_ups] == ["2025-t1-2"]
    assert [one.slug for one in chosen("kommun:0662", 3).follow_ups] == ["2025-t3"]
    assert chosen("kommun:0662", 3, year=2024).follow_ups == []


def test_the_whole_country_leaves_out_the_demonstration(reports):
    demo = factories.municipality("Exempelby", "9999", is_demo=True)
    assert demo.pk not in named("landet", places(TODAY)).codes
    assert [one.municipality.name for one in chosen("landet", 3).follow_ups] == ["Gislaved", "Sävsjö", "Värnamo"]


def test_it_tells_which_kommuner_lack_a_follow_up_and_how_late_each_is(reports):
    factories.municipality("Ydre", "0512")
    gaps = [
        (gap.municipality.name, gap.tertials, gap.in_words.replace("\xa0", " ")) for gap in chosen("lan:06", 1, 2).gaps
    ]
    missing = [
        ((1,), "Saknas. Skulle ha publicerats 31 maj 2025"),
        ((2,), "Saknas. Skulle ha publicerats 30 september 2025"),
    ]
    assert gaps == [
        *[("Sävsjö", *gap) for gap in missing],
        *[("Värnamo", *gap) for gap in missing],
        ("Ydre", (1, 2), "Inget löfte"),
    ]


def test_a_tertial_that_is_late_and_one_that_is_going_on_are_told_apart(reports):
    gaps = chosen("kommun:0662", 2, 3, year=2026).gaps
    assert [(gap.tertials, gap.state_text) for gap in gaps] == [((2,), "Försenad"), ((3,), "Pågår")]


def words(user) -> list[str]:
    return [place.word for place in offered(User.objects.get(pk=user.pk), TODAY)]


def test_a_coordinator_chooses_its_area_and_its_kommuner_and_nothing_wider(reports, coordinator):
    assert words(coordinator) == ["omrade:varnamo", "kommun:0662", "kommun:0683"]


def test_only_who_works_with_the_whole_country_may_choose_it(reports):
    person = factories.user("landet@example.se")
    Membership.objects.create(user=person, role="coordinator", party="police", whole_country=True)
    assert words(person) == [
        "landet",
        "region:ost",
        "lan:06",
        "omrade:varnamo",
        "kommun:0662",
        "kommun:0684",
        "kommun:0683",
    ]


def test_who_works_with_every_kommun_of_a_lan_may_choose_the_lan(reports):
    person = factories.user("regionen@example.se")
    Membership.objects.create(user=person, role="coordinator", party="police", region=factories.county().region)
    assert words(person)[:3] == ["region:ost", "lan:06", "omrade:varnamo"]


def test_a_place_that_does_not_exist_is_told_in_swedish(reports):
    with pytest.raises(NoSuchPlace, match=r"^Det finns inget på platsen kommun:1234\.$"):
        named("kommun:1234", places(TODAY))
