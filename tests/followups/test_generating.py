"""The generated country: as much as it says, within what the database allows, and labelled wherever it shows."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from followups.models import ActivityReport, FollowUp, FollowUpEdition, MunicipalityOverview
from followups.publishing import published_answers
from followups.standings import standing_of
from pledges.models import Activity, Pledge, PledgeEdition
from pledges.pages.base import today
from portal.search.entry import SearchEntry
from tests import factories

pytestmark = pytest.mark.django_db
BAND, NOTICE = "Påhittat för demonstration.", "genererade för mätning"


def test_it_is_refused_beside_what_people_have_written_unless_told():
    factories.pledge(factories.municipality("Eksjö", "0686"))
    factories.municipality()
    with pytest.raises(CommandError, match="inte är genererade"):
        call_command("load_national", years=1)
    assert Pledge.objects.count() == 1


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """Two kommuner with two years, and one older copy of all of it; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.municipality()
        factories.municipality("Sävsjö", "0684")
        call_command("load_national", years=2, times=2, seed=7, verbosity=0)
        yield today().year
        transaction.set_rollback(True)


def test_there_is_as_much_as_was_asked_for_and_all_of_it_is_public(country):
    assert (Pledge.objects.published().count(), PledgeEdition.objects.current().count()) == (8, 8)
    assert Activity.objects.count() == 88
    assert FollowUp.objects.published().count() == FollowUp.objects.count() == FollowUpEdition.objects.count() > 8
    assert ActivityReport.objects.count() == 11 * FollowUp.objects.count()
    assert MunicipalityOverview.objects.count() == 2


def test_copies_are_five_years_older_and_never_in_force(country):
    slugs = Pledge.objects.of("0662").values_list("slug", "starts_on__year", "part")
    assert set(slugs) == {
        (str(country), country, ""),
        (str(country - 1), country - 1, ""),
        (f"{country - 5}-del-1", country - 5, "Del 1"),
        (f"{country - 6}-del-1", country - 6, "Del 1"),
    }
    assert set(SearchEntry.objects.filter(is_recent=False).values_list("year", flat=True)) == {country - 5, country - 6}


def test_where_each_activity_stands_is_what_its_reports_say(country):
    for pledge in Pledge.objects.all():
        answers = published_answers(FollowUp.objects.published().of_pledge(pledge))
        for activity in pledge.activities.all():
            derived = standing_of([one for one in answers if one.activity == activity.pk], activity.target_per)
            stored = (activity.status, activity.status_period, activity.done_count, activity.done_period)
            assert stored == (derived.status, derived.period, derived.count, derived.covers)


def test_the_database_accepts_it_all(country):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_page_that_shows_it_says_that_it_is_invented(country):
    reports = [one.get_absolute_url() for one in FollowUp.objects.select_related("municipality")]
    pledges = [one.get_absolute_url() for one in Pledge.objects.select_related("municipality")]
    for address in ("/gislaved/", "/gislaved/?alla=1", *pledges, *reports):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert BAND in answer.content.decode(), address
    for address in ("/", "/oversikt/", "/kommuner/", "/teman/", "/sok/?q=trygghetsvandring", "/lan/jonkopings-lan/"):
        assert NOTICE in Client().get(address).content.decode(), address


def test_a_search_leads_to_what_is_generated_old_copies_included(country):
    for address in SearchEntry.objects.values_list("address", flat=True).distinct():
        if "#" not in address:
            assert Client().get(address).status_code == 200, address
    text = Client().get(f"/sok/?q=polisen&ar={country - 5}").content.decode()
    assert f"/gislaved/{country - 5}-del-1/" in text


def test_asking_again_changes_nothing_and_another_country_is_refused(country, capsys):
    counted = Pledge.objects.count()
    call_command("load_national", years=2, times=2, seed=7)
    assert capsys.readouterr().out == "Genererat land: inget nytt att läsa in.\n"
    with pytest.raises(CommandError, match="redan ett genererat land"):
        call_command("load_national", years=2, times=1, seed=8)
    assert Pledge.objects.count() == counted


def test_the_same_seed_tells_the_same():
    from followups.generating.texts import Teller

    first, second, other = (Teller(seed, "0662").pledge(10, is_first=True) for seed in (1, 1, 2))
    assert first == second != other
