"""The pictures beside links: all their words drawn and none outside, kept by what they show, and forgotten in time."""

import io
import os
import time

import pytest
from django.test import RequestFactory
from PIL import Image, ImageChops

from portal.previews import drawing, serving
from portal.previews.picture import Picture

LONG = "Hastigheterna ska bli lägre där barn rör sig, och fler ska känna sig trygga. " * 12


def picture(**fields) -> Picture:
    words = {"kicker": "Östra Göinge kommun. Gäller nu", "heading": "Medborgarlöfte 2025–2026", "text": "Två löften."}
    return Picture(**{"path": "/ostra-goinge/bild.png", "site": "Medborgarlöften", **words, **fields})


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def differs(one: Picture, other: Picture) -> tuple[int, int, int, int] | None:
    """Where the two pictures are not the same: left, top, right, bottom."""
    return ImageChops.difference(drawing.drawn(one), drawing.drawn(other)).getbbox()


def test_a_picture_is_of_the_size_that_is_asked_for_and_light():
    data = drawing.draw(picture(bar=(("done", 2), ("late", 1)), text=LONG))
    assert opened(data).size == (1200, 630)
    assert len(data) < 60_000


@pytest.mark.parametrize(
    "fields",
    [
        {"heading": LONG, "text": LONG, "kicker": LONG, "bar": (("done", 1),), "mark": "Påhittat för demonstration"},
        {"heading": "Ordutanslut" * 40, "text": "Långtord" * 70, "kicker": "X" * 300},
        {"heading": "Det här lovar polisen och Upplands-Bro kommun", "text": ""},
    ],
)
def test_no_text_however_long_leaves_its_place(fields):
    left, top, right, bottom = differs(picture(heading="", text="", kicker=""), picture(**fields))
    assert (left >= 70, top >= drawing.TOP, right <= 1200 - 70, bottom <= 630 - 15) == (True, True, True, True)
    unmarked = {**fields, "mark": ""}
    assert differs(picture(heading="", text="", kicker=""), picture(**unmarked))[3] < drawing.FOOT - 8


def test_swedish_letters_are_drawn_as_themselves():
    drawn = {letter: drawing.drawn(picture(heading=letter)).tobytes() for letter in "aåäoöÅ"}
    assert len(set(drawn.values())) == 6
    assert drawing.readable("a\u030a\u202eb\x00c\U0001f600 d") == "åbc d"


def test_a_heading_is_as_large_as_there_is_room_for_and_then_cut_with_an_ellipsis():
    fonts = [style.font for style, _ in drawing.HEADINGS]
    assert len(drawing.wrapped("Uppföljning tertial 3 2020", fonts[0], drawing.WIDTH)) == 1
    cut = drawing._fitting(LONG, drawing.HEADINGS[-1][0], 4)
    assert (len(cut), cut[-1].endswith(" …"), LONG.startswith(cut[0])) == (4, True, True)
    assert max(fonts[-1].getlength(line) for line in cut) <= drawing.WIDTH


def test_the_alternative_text_is_all_that_can_be_read_in_it():
    marked = picture(mark="Påhittat för demonstration", text="Två löften.")
    assert marked.alt == (
        "Påhittat för demonstration. Östra Göinge kommun. Gäller nu. Medborgarlöfte 2025–2026. Två löften."
    )


def test_each_word_and_number_makes_another_version_and_the_same_the_same():
    different = [
        picture(),
        picture(text="Tre."),
        picture(bar=(("done", 1),)),
        picture(bar=(("done", 2),)),
        picture(mark="P"),
    ]
    assert len({one.version for one in different}) == 5
    assert picture().version == picture().version
    assert picture().address == f"/ostra-goinge/bild.png?v={picture().version[:8]}"


@pytest.fixture
def place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "previews" / f"{picture().version}.png"


def test_it_is_drawn_once_and_then_read_from_the_disk(place, monkeypatch):
    first = serving.drawn(picture())
    monkeypatch.setattr(serving, "draw", lambda _: pytest.fail("drawn again"))
    assert serving.drawn(picture()) == first == place.read_bytes()
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_one_that_was_half_written_is_drawn_anew(place):
    whole = serving.drawn(picture())
    place.write_bytes(whole[:200])
    assert serving.drawn(picture()) == whole == place.read_bytes()


def test_a_disk_that_takes_nothing_only_makes_it_slower(place):
    place.parent.write_text("not a folder")
    assert opened(serving.drawn(picture())).size == (1200, 630)


def test_what_nobody_has_drawn_for_a_month_is_forgotten(place):
    serving.drawn(picture())
    newer = place.with_name("ny.png")
    newer.write_bytes(b"")
    os.utime(place, (0, time.time() - 31 * 86_400))
    assert serving.sweep() == "Förhandsbilder: 1."
    assert (place.exists(), newer.exists()) == (False, True)


def test_it_is_for_other_sites_and_asked_for_anew_each_time(place):
    answer = serving.picture_response(RequestFactory().get("/"), picture())
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=0"
    again = RequestFactory().get("/", headers={"If-None-Match": answer.headers["ETag"]})
    assert serving.picture_response(again, picture()).status_code == 304
