"""The exports' pages: asked for by a form, watched with and without script, fetched by their owner alone."""

import pytest
from django.urls import reverse

from followups.models import Export
from pledges.models import Membership
from portal.models import User
from tests import factories
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "reports"), pytest.mark.xdist_group("exports")]

ADDRESS = "/admin/exporter/"


@pytest.fixture
def office(client, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def form(office):
    return Page(office, ADDRESS).fill(place="omrade:varnamo", year="2025", tertials=["1", "3"], form="zip")


def progress_of(client, export, **headers):
    return client.get(reverse("admin:export", args=[export.pk]), headers=headers)


def test_the_start_page_leads_there_and_the_last_whole_tertial_is_proposed(office):
    assert f'href="{ADDRESS}"' in office.get("/admin/").content.decode()
    fields = Page(office, ADDRESS).fields
    assert (fields["year"], fields["tertials"], fields["form"]) == ("2026", ["2"], ["pdf"])


def test_an_export_is_asked_for_made_and_fetched(form, office, queue, coordinator):
    form.send()
    export = Export.objects.get()
    assert (export.owner, export.kind, export.key, export.tertials) == (coordinator, "omrade", "varnamo", [1, 3])
    assert form.address == reverse("admin:export", args=[export.pk])
    assert "Lokalpolisområde Värnamo, tertial 1 och 3 2025" in form.text.replace("\xa0", " ")
    assert "Väntar på sin tur." in form.text
    queue()
    done = Page(office, form.address)
    assert "Klar. Filen sparas till " in done.text
    answer = office.get(reverse("admin:export_file", args=[export.pk]))
    export.refresh_from_db()
    with export.file.open("rb") as stored:
        assert b"".join(answer.streaming_content) == stored.read()
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == (
        'attachment; filename="uppfoljningar-lokalpolisomrade-varnamo-2025-t1-3.zip"'
    )
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_form_sent_twice_makes_one_export_even_when_the_first_is_finished(form, office, queue):
    first = office.post(ADDRESS, form.fields)
    queue()
    assert office.post(ADDRESS, form.fields)["Location"] == first["Location"]
    assert Export.objects.count() == 1


def test_nothing_is_chosen_is_told_and_what_was_chosen_is_kept(form):
    form.fill(tertials=[]).send()
    assert form.errors == ["Välj minst en tertial."]
    assert (form.fields["place"], form.fields["form"]) == ("omrade:varnamo", ["zip"])
    assert "<title>Fel: Exporter" in form.html
    assert not Export.objects.exists()


@pytest.mark.parametrize("place", ["kommun:0684", "lan:06", "landet", "kommun:9999", "'"])
def test_a_place_where_one_does_not_work_is_not_offered_and_a_forged_one_is_refused(form, place):
    assert f'value="{place}"' not in form.html
    form.fill(place=place).send()
    assert len(form.errors) == 1
    assert not Export.objects.exists()


def test_another_persons_export_is_as_if_it_did_not_exist(form, client, queue):
    form.send()
    queue()
    export = Export.objects.get()
    other = factories.user("annan@example.se")
    Membership.objects.create(user=other, role="coordinator", party="police", whole_country=True)
    sign_in(client, User.objects.get(pk=other.pk))
    for name, ask in (("export", client.get), ("export_file", client.get), ("export_cancel", client.post)):
        theirs, missing = (reverse(f"admin:{name}", args=[pk]) for pk in (export.pk, 999999))
        answers = [(answer.status_code, answer.content) for answer in (ask(theirs), ask(missing))]
        assert answers[0] == (404, answers[1][1].replace(missing.encode(), theirs.encode()))
    assert "Lokalpolisområde" not in Page(client, ADDRESS).text.partition("Mina exporter")[2]


def test_the_page_tells_how_far_it_has_come_with_and_without_script(form, office):
    form.send()
    export = Export.objects.get()
    Export.objects.update(state="running", run="x", done=1200, total=2000)
    whole, part = progress_of(office, export), progress_of(office, export, hx_request="true")
    for answer in (whole, part):
        assert '<progress id="come" max="2000" value="1200"></progress> 1 200 av 2 000 steg är klara.' in (
            answer.content.decode().replace("\xa0", " ")
        )
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Refresh" not in part


def test_the_live_part_asks_for_the_whole_page_when_the_export_has_ended(form, office, queue):
    form.send()
    queue()
    assert progress_of(office, Export.objects.get(), hx_request="true")["HX-Refresh"] == "true"
    assert "http-equiv" not in progress_of(office, Export.objects.get()).content.decode()


def test_an_export_is_cancelled_by_a_button(form, office):
    form.send()
    export = Export.objects.get()
    assert office.get(reverse("admin:export_cancel", args=[export.pk])).status_code == 405
    answer = office.post(reverse("admin:export_cancel", args=[export.pk]), follow=True)
    assert "Exporten är avbruten." in answer.content.decode()
    assert Export.objects.get().state == "cancelled"


def test_an_error_is_told_and_an_unfinished_export_has_no_file(form, office):
    form.send()
    export = Export.objects.get()
    assert office.get(reverse("admin:export_file", args=[export.pk])).status_code == 404
    Export.objects.update(
        state="failed", error="Det gick inte.", finished_at=export.created_at, expires_at=export.created_at
    )
    assert "Det gick inte." in progress_of(office, export).content.decode()


def test_a_file_that_has_vanished_is_told_in_swedish(form, office, queue):
    form.send()
    queue()
    export = Export.objects.get()
    export.file.storage.delete(export.file.name)
    answer = office.get(reverse("admin:export_file", args=[export.pk]))
    assert answer.status_code == 503
    assert "Filen är tillfälligt otillgänglig" in answer.content.decode()
