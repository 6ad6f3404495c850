"""The door for uploaded PDFs: a child takes the blow of each hostile file, and the server neither waits nor grows."""

import fcntl
import hashlib
import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from portal.pdf import intake
from portal.pdf.refusals import Refused
from tests.portal.breaking_pdfs import BOMBS
from tests.portal.hostile_pdfs import TRICKS, benign, saved
from tests.portal.raw_pdfs import MARK


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        intake.clean([data])
    return refused.value.code


def test_a_file_comes_back_clean_with_what_is_known_of_it():
    data = TRICKS["Launch on a link"]()
    pdf = intake.clean([data[:100], data[100:]])
    with pdf.file:
        stored = pdf.file.read()
    assert MARK.encode() not in stored
    assert (pdf.size, pdf.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())
    assert pdf.uploaded_sha256 == hashlib.sha256(data).hexdigest()
    assert (pdf.pages, pdf.text.split(), pdf.is_tagged) == (2, ["Sida", "1", "Sida", "2"], False)
    assert pdf.removed == ["åtgärder som startar program"]


@pytest.mark.parametrize("name", ["packed twice", "packed objects", "LZW"])
def test_a_bomb_is_refused_and_nothing_of_it_reaches_the_server(name):
    make, code = BOMBS[name]
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(data) == code
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # kB


def test_a_large_file_costs_the_server_no_memory():
    pdf = benign()
    pdf.pages[0].Resources.X = pdf.make_stream(os.urandom(24 * 2**20))
    data = saved(pdf)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with intake.clean(io.BytesIO(data)).file as clean:
        assert clean.seek(0, 2) > 24 * 2**20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_the_same_file_gives_the_same_clean_bytes():
    data = saved(benign())
    found = set()
    for _ in range(2):
        pdf = intake.clean([data])
        pdf.file.close()
        found.add(pdf.sha256)
    assert len(found) == 1


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(intake, "CHILD_SECONDS", 0.05)
    assert refusal(saved(benign())) == "too_slow"


@pytest.mark.parametrize("told", [b"", b"{", b'{"refused": "hittepa"}'])
def test_what_a_child_that_went_astray_says_is_not_believed(told):
    with pytest.raises(Refused) as refused:
        intake._understood(told, -9)
    assert refused.value.code in ("too_large", "broken")


def test_when_all_places_are_taken_one_is_asked_to_come_back(monkeypatch, tmp_path):
    monkeypatch.setattr(intake, "QUEUE_SECONDS", 0)
    saved_file = saved(benign())
    places = []
    (tmp_path / "intake").mkdir()
    for number in range(intake.AT_ONCE):
        place = (tmp_path / "intake" / str(number)).open("w")
        fcntl.flock(place, fcntl.LOCK_EX)
        places.append(place)
    assert refusal(saved_file) == "busy"
    places[0].close()
    intake.clean([saved_file]).file.close()
    places[1].close()


def test_the_child_can_open_neither_file_nor_connection():
    code = (
        "import socket\nfrom portal.pdf import limits\nlimits.open_nothing_more()\n"
        "for opening in (lambda: open('/etc/passwd'), socket.socket):\n"
        "    try: opening()\n"
        "    except OSError as error: print(error.errno)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["24", "24"]


def test_the_server_itself_never_opens_an_uploaded_file():
    code = (
        "import sys, django, os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'\ndjango.setup()\n"
        "from pledges.admin import document\n"
        "print([name for name in sys.modules if name.startswith(('pikepdf', 'pypdfium2'))])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_file_without_anything_to_take_away_is_told_so():
    pdf = intake.clean([saved(benign())])
    with pdf.file, pikepdf.open(pdf.file) as clean:
        assert len(clean.pages) == 2
    assert pdf.removed == []
