"""Reading old addresses from a file in the back office: looked at first, for those who look after the whole portal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.models import OldAddress
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import FormParser
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/portal/oldaddress/las-in/"
TOP = "gammal adress;ny adress;vad\n"


def send(client, text: str):
    return client.post(ADDRESS, {"file": SimpleUploadedFile("adresser.csv", text.encode())})


def test_a_file_is_shown_first_and_saved_once_however_often_it_is_sent(office):
    factories.municipality()
    shown = send(office, f"{TOP}/gammal/;/gislaved/;\n").content.decode()
    assert "Inget är sparat än. Nya: 1. Ny beskrivning: 0. Tas bort: 0. Oförändrade: 0." in shown
    assert OldAddress.objects.count() == 0
    parser = FormParser()
    parser.feed(shown)
    told = [office.post(ADDRESS, parser.fields, follow=True).content.decode() for _ in range(2)]
    assert "De gamla adresserna är inlästa. Nya: 1." in told[0]
    assert "De gamla adresserna är inlästa. Nya: 0." in told[1]
    assert OldAddress.objects.get().target == "/gislaved/"


def test_what_is_wrong_is_told_by_row_and_nothing_is_saved(office):
    shown = send(office, f"{TOP}/gammal/;//annan.se/;\n/a/;/finns-inte/;\n").content.decode()
    assert "Rad 2: den nya adressen ”//annan.se/” ska vara en sida här" in shown
    assert OldAddress.objects.count() == 0


def test_what_was_not_looked_at_here_is_not_saved(office):
    told = office.post(ADDRESS, {"moves": "något annat"}, follow=True).content.decode()
    assert "Inget är sparat." in told
    assert OldAddress.objects.count() == 0


def test_editors_of_a_kommun_do_not_get_in(client):
    local = sign_in(client, person("bo", "administrator", "police", municipality=factories.municipality()))
    assert (local.get(ADDRESS).status_code, send(local, TOP).status_code) == (403, 403)
