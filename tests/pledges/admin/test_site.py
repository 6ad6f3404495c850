"""The start page, and lists of words and of Sweden."""

import pytest

from pledges.models import County, Method, Municipality, Notice, Place
from pledges.pages.finder import finding
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_the_start_page_lists_in_the_order_of_the_work(page):
    text = page("/admin/").text
    order = [
        "Medborgarlöften", "Uppföljningar", "Dokument", "Nyheter", "Meddelanden", "Läsarsvar", "Dolda namn",
        "Teman", "Metoder", "Medverkande", "Platser", "Ordlista",
        "Kommuner", "Lokalpolisområden", "Polisregioner", "Län",
        "Konton", "Uppdrag", "Gamla adresser",
    ]  # fmt: skip
    places = [text.index(f" {name} ", text.index("Arbetet")) for name in order]
    assert places == sorted(places)


SHARED = ("theme", "method", "partner", "glossaryterm", "county", "policeregion", "localpolicearea")


def test_who_works_in_one_kommun_is_shown_what_it_may_change_and_chooses_among_the_rest(client):
    pledge = factories.pledge()
    method = Method.objects.create(name="Fotpatrull", slug="fotpatrull")
    local = sign_in(client, person("bo", "editor", "police", municipality=pledge.municipality))
    text = Page(local, "/admin/").text
    groups = text[text.index("Arbetet") : text.index("Det du gjorde senast")]
    assert groups.strip() == (
        "Arbetet Medborgarlöften Ny Uppföljningar Ny Importerade sidor Ny Dokument Ny Nyheter Ny Meddelanden Ny "
        "Läsarsvar Dolda namn Ny Papperskorg "
        "Ordlistor Platser Ny Sverige Kommuner"
    )
    assert {local.get(f"/admin/pledges/{name}/").status_code for name in SHARED} == {403}
    assert local.get("/admin/pledges/municipality/add/").status_code == 403
    form = Page(local, f"/admin/pledges/pledge/{pledge.pk}/change/")
    assert form.fill(activities__0__methods=[str(method.pk)]).send().errors == []
    assert list(pledge.activities.get().methods.all()) == [method]


def test_there_are_no_groups(office):
    assert office.get("/admin/auth/group/").status_code == 404


def test_every_list_and_empty_form_opens(office, editor):
    factories.pledge()
    editor.is_superuser = True
    editor.save()
    from django.contrib import admin

    for model in admin.site._registry:
        stem = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert office.get(stem, {"q": "gis"}).status_code == 200, stem
        answers = {"deletedthing": 403, "user": 302, "feedback": 403}  # made by deleting, by inviting, by readers
        assert office.get(f"{stem}add/").status_code == answers.get(model._meta.model_name, 200), stem


def test_a_word_gets_its_address_from_its_name_and_one_in_use_stays(page, office):
    page("/admin/pledges/method/add/").fill(name="Grannsamverkan på gång").send("_save")
    method = Method.objects.get()
    assert method.slug == "grannsamverkan-pa-gang"
    pledge = factories.pledge()
    pledge.activities.get().methods.add(method)
    assert office.post(f"/admin/pledges/method/{method.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "Kan inte raderas, för det används." in page(f"/admin/pledges/method/{method.pk}/change/").text


def test_a_place_twice_in_a_kommun_is_told(page):
    where = factories.municipality()
    Place.objects.create(municipality=where, name="Torget")
    form = page("/admin/pledges/place/add/").fill(municipality="Gislaved", name="Torget").send("_save")
    assert form.errors == ["Platsen finns redan i kommunen."]


def test_a_notice_for_the_whole_site_needs_no_kommun(page):
    page("/admin/pledges/notice/add/").fill(text="Vi uppdaterar.", first_day="2026-11-01").send("_save")
    assert Notice.objects.get().municipality is None


def test_the_days_of_a_kommuns_police_area_may_not_overlap(page):
    where = factories.municipality()
    area = factories.area("Värnamo", where)
    form = page(f"/admin/pledges/municipality/{where.pk}/change/")
    form.fill(area_memberships__1__area=str(area.pk), area_memberships__1__source="Prov").send()
    assert form.errors == ["Kommunen hör redan till det området under en del av tiden."]


def test_who_renames_an_area_or_a_kommun_lets_it_be_found_by_both_names_at_once(page):
    where = factories.municipality()
    area = factories.area("Västra Småland", where)
    form = page(f"/admin/pledges/localpolicearea/{area.pk}/change/")
    assert form.fill(name="Västerbo", other_names="Västra Småland\nFinnveden").send().errors == []
    assert page(f"/admin/pledges/municipality/{where.pk}/change/").fill(other_names="Gislow").send().errors == []
    names = {typed: finding(typed).straight.name for typed in ("västerbo", "Finnveden", "västra små", "gislow")}
    assert names == {"västerbo": "Västerbo", "Finnveden": "Västerbo", "västra små": "Västerbo", "gislow": "Gislaved"}


def test_reference_data_is_never_deleted(office):
    where = factories.municipality()
    for item in (where, where.county, where.county.region):
        stem = f"/admin/pledges/{item._meta.model_name}/{item.pk}/"
        assert office.post(f"{stem}delete/", {"post": "yes"}).status_code == 403
    assert (Municipality.objects.count(), County.objects.count()) == (1, 1)


def test_a_nul_in_a_field_is_refused_before_any_form_sees_it(office):
    assert office.post("/admin/pledges/pledge/add/", {"label": "a\x00b"}).status_code == 400


def test_the_handbook_tells_each_role_what_to_do_and_me_what_my_work_is(page):
    shown = page("/admin/handbok/")
    for role in ("Redaktör", "Granskare", "Samordnare", "Administratör"):
        assert f">{role}</h2>" in shown.html
    assert "Dina uppdrag: Administratör för polisen, hela landet; Samordnare för polisen, hela landet." in shown.text
    assert "/admin/handbok/" in page("/admin/").html
