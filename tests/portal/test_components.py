"""The components: marks with word and colour, bars whose geometry is right, the gallery, and the budgets of weight."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from fontTools.ttLib import TTFont

from followups.panels import STATE_TEXT
from pledges.models.activity import ActivityStatus
from pledges.pages.base import Page
from pledges.summaries import STATUS_TEXT, summary
from portal.env import BASE_DIR
from portal.templatetags import components
from tests.portal import chart_samples

CSS = BASE_DIR / "static" / "css"
SHEETS = [CSS / f"{name}.css" for name in ("tokens", "base", "layout", "components", "lists", "print")]
COMPONENTS = BASE_DIR / "templates" / "components"
STATES = {**STATUS_TEXT, **{state.value: text for state, text in STATE_TEXT.items()}}

# --- marks, bars and words ------------------------------------------------------------------------


def test_every_status_and_state_of_coverage_has_mark_word_and_colour():
    assert set(STATUS_TEXT) == set(ActivityStatus.values)
    tones = (CSS / "tokens.css").read_text()
    for name, text in STATES.items():
        made = components.chip(name, text)
        assert made.startswith(f'<span class="chip {components.tone(name)}"><svg class="icon"')
        assert made.endswith(f"</svg>{text}</span>")
        assert re.search(rf"\.{components.tone(name)}\b", tones), f"{name} saknar färg"


def test_statuses_differ_in_drawing_and_not_only_in_colour():
    assert len({components.icon(status) for status in ActivityStatus.values}) == len(ActivityStatus.values)


def test_text_in_a_chip_is_escaped():
    assert components.chip("done", "<b>").endswith("&lt;b&gt;</span>")


def test_the_bar_is_filled_by_its_parts_and_says_what_they_are():
    counts = summary(["done", "done", "ongoing", "not_reported"])
    bar = components.status_bar(counts["rows"], counts["total"])
    parts = re.findall(r'<rect class="(is-[a-z-]+)" x="([\d.]+)" width="([\d.]+)"', bar)
    assert parts == [("is-done", "0", "50"), ("is-ongoing", "50", "25"), ("is-not-reported", "75", "25")]
    said = "Av 4 aktiviteter: 2\u00a0genomförd, 1\u00a0pågår och 1\u00a0ingen redovisning"
    assert f'role="img" aria-label="{said}"' in bar


def test_without_activities_there_is_no_bar():
    assert components.status_bar([], 0) == ""


@pytest.mark.parametrize(("share", "width"), [(0, "0"), (1 / 3, "33.33"), (1, "100"), (1.4, "100")])
def test_a_meter_never_leaves_its_track(share, width):
    assert f'<rect width="{width}" height="4"/>' in components.meter(share, "done")


def test_the_canonical_address_leaves_the_query_out(settings):
    settings.PUBLIC_URL = "https://loften.example"
    request = RequestFactory().get("/kommuner/?q=habo")
    assert Template("{% canonical %}").render(Context({"request": request})) == "https://loften.example/kommuner/"
    assert Template("{% canonical %}").render(Context()) == ""


def test_numbers_are_written_as_people_read_them():
    shown = Template("{{ 3|in_words }} {{ 12500|in_figures }} {{ 84000|file_size }}").render(Context())
    assert shown == "tre 12\u00a0500 84\u00a0kB"


# --- the gallery -----------------------------------------------------------------------------------


def target(**fields) -> dict:
    return {"text": "minst 15 insatser", "share_text": "varav minst 20 procent kvällstid", **fields}


def activity(number: int, status: str, **fields) -> dict:
    standing = {"status": status, "status_text": STATUS_TEXT[status], "period": "Tertial 3 2024", "is_demo": False}
    empty = dict.fromkeys(("responsible_text", "extent_text", "development_text", "relation_text", "relation_note"), "")
    lists: dict = {"partners": [], "places": [], "methods": [], "promises": [1]}
    return {
        **empty,
        **lists,
        "number": number,
        "text": f"Aktivitet {number}.",
        "target": None,
        "happens": None,
        "standing": {**standing, "progress_text": "", "progress_share": None, "covers": "", "comment_paragraphs": []},
        **fields,
    }


def full_activity() -> dict:
    made = activity(90, "late", responsible_text="Polisen", places=["Reftele"], target=target(), promises=[1, 2])
    made["partners"] = [{"name": "skolan", "slug": "skolan"}]
    made["methods"] = [{"name": "Effektiv samordning för trygghet", "slug": "est", "abbreviation": "EST"}]
    made["development_text"], made["relation_note"] = "Fortsätter", "Från förra löftet."
    made["happens"] = {"text": "3 maj 2024"}
    made["standing"] |= {"progress_text": "17 av minst 15", "progress_share": 1.0, "covers": "tertial 1–3 2024"}
    made["standing"] |= {"comment_paragraphs": ["En kommentar."], "is_demo": True}
    return made


def promise(number: int, **fields) -> dict:
    empty = dict.fromkeys(("lead_in", "target_group", "ages", "relation_text", "relation_note"), "")
    return {**empty, "number": number, "text": "Ett löfte.", "promised_by": "joint", "predecessor": None, **fields}


def content(promises: list[dict], **fields) -> dict:
    return {
        "municipality": {"slug": "savsjo", "official_name": "Sävsjö kommun"},
        "slug": "2023-2024",
        "title": "Medborgarlöfte 2023–2024",
        "availability": "full",
        "promises": promises,
        "dropped_promises": [],
        **fields,
    }


QUOTE = {"paragraphs": ["Ett.", "Två."], "person": "Bo Ek", "title": "kommunpolis", "organisation": "", "agrees": ""}
PHOTO = {"file": "", "alt": "Två personer skakar hand.", "caption": "Löftet undertecknas."}


def full_content() -> dict:
    earlier = {"label": "2020", "slug": "2020"}
    day = {"on": "2024-05-08", "text": "8 maj 2024"}
    return content(
        [promise(1, lead_in="Vi lovar:"), promise(2, lead_in="Vi lovar:", predecessor=earlier, ages="15–20 år")],
        dropped_promises=[{"text": "Ett gammalt.", "label": "2020", "slug": "2020", "reason": "Det är uppfyllt."}],
        groups=[
            {"lead_in": "Bland annat", "promise": 1, "is_open_list": True, "activities": [full_activity()]},
            {
                "lead_in": "",
                "promise": None,
                "is_open_list": False,
                "activities": [activity(number, status) for number, status in enumerate(STATUS_TEXT, 91)],
            },
        ],
        sections=[{"kind": "situation", "title": "Lägesbild", "paragraphs": ["Så är det."]}],
        statements=[{"text": "Det är otryggt.", "source": "mätningen", "figures": "40 procent", "promise": 1}],
        effects=["Tryggheten ökar."],
        focus_areas=[{"name": "Centrum", "description": "Synlig polis."}],
        quotes=[],
        links=[{"label": "Kommunen", "url": "https://www.savsjo.se/"}, {"label": "Utan adress", "url": ""}],
        photo=None,
        period={"text": "2023–2024", "note": []},
        area=None,
        area_as_written="Höglandet",
        parties=[{"kind": "police", "name": "Polisen"}],
        decided={"by": "kommunstyrelsen", "text": "3 maj 2023"},
        signed=day,
        signatories=[{"name": "Bo Ek", "title": "kommunpolis", "party": "police"}],
        record={"page_owner": "Anna", "first_published": day, "last_updated": day, "source": "https://polisen.se/"},
    )


ROW = {"address": "/savsjo/2023-2024/utgava-1/", "published_text": "8 maj 2024"}


def samples() -> dict:
    counts = summary(list(STATUS_TEXT))
    body = SimpleNamespace(content=full_content(), state="ended", summary=counts, has_demo_answers=True, latest=None)
    answer = {"number": 81, "text": "En aktivitet.", "promises": [1], "responsible_text": "Polisen", "status": "done"}
    answer |= {"status_text": "Genomförd", "target_text": "minst 2", "done_text": "2 under tertial 1 2024"}
    answer |= {"progress_text": "2 av minst 2", "progress_share": 1.0, "covers": "tertial 1 2024"}
    document = {"title": "Uppföljning", "kind_text": "Uppföljning", "address": "", "size_text": "", "pages": None}
    habo = SimpleNamespace(name="Habo", slug="habo", pledge_count=0, latest_end=None)
    savsjo = SimpleNamespace(name="Sävsjö", slug="savsjo", pledge_count=2, latest_end=datetime.date(2024, 12, 31))
    return {
        "crumbs": [("Start", "/"), ("Jönköpings län", "/lan/jonkopings-lan/")],
        "notices": [{"text": "Portalen flyttar."}],
        "body": body,
        "statuses": list(STATUS_TEXT.items()),
        "coverage": [(state.value, text) for state, text in STATE_TEXT.items()],
        "icons": list(components._ICONS),
        "summaries": [counts, summary(["not_reported"])],
        "nothing": summary([]),
        "latest": {"label": "Tertial 3 2024", "address": "/savsjo/uppfoljning/2024-t3/"},
        "promise_sets": [
            content([promise(71)]),
            content([], availability="document"),
            content([], availability="full"),
        ],
        "photos": [PHOTO, {**PHOTO, "file": "/bild.jpg"}],
        "quotes": [{**QUOTE, "is_paraphrase": False}, {**QUOTE, "is_paraphrase": True, "agrees": "Eva Al"}],
        "follow_up": {"promises": [1, 2], "answers": [{**answer, "comment_paragraphs": ["En kommentar."]}]},
        "documents": [document, {**document, "address": "/d.pdf", "size_text": "84 kB", "pages": 2}],
        "file": {"edition": 2, "published_text": "8 maj 2024", "change_note": "Ett tal rättat.", "sha256": "9f" * 32},
        "municipalities": [habo, savsjo],
        "charts": chart_samples.samples(),
        "editions": [{**ROW, "number": 2, "change_note": "Ett tal rättat."}, {**ROW, "number": 1, "change_note": ""}],
        "changes": [{"label": "Löfte 1", "parts": [("gone", "Förr"), ("new", "Nu")]}],
        "easy": [{"kind": "easy", "title": "Lättläst", "paragraphs": ["Polisen går på torget.\nVarje kväll."]}],
    }


def gallery() -> str:
    context = {"samples": samples(), "page": Page(title="Komponenter", heading="Komponenter", description="")}
    return render_to_string("components/gallery.html", context, RequestFactory().get("/"))


def test_the_gallery_shows_every_component():
    shown = set(re.findall(r'"components/(\w+)\.html"', (COMPONENTS / "gallery.html").read_text()))
    # Those that are whole pages' frames, or shown by including them in a page.
    elsewhere = {"gallery", "htmx", "htmx_settings", "pledge_body", "feedback", "shared_link", "data_links"}
    assert shown == {path.stem for path in COMPONENTS.glob("*.html")} - elsewhere


def test_every_component_says_first_what_it_is_and_takes():
    for path in COMPONENTS.glob("*.html"):
        first = path.read_text().splitlines()[0]
        assert re.fullmatch(r"\{# .+ #\}", first), path.name


def test_the_gallery_has_no_style_or_script_of_its_own():
    html = gallery()
    assert "style=" not in html
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]* src=)", html) == []


def test_what_is_only_sometimes_there_is_there():
    html = gallery()
    for text in ("Finns inte i portalen.", "17 av minst 15", "”Ett.", "Återgivet med andra ord", "Eva Al instämmer"):
        assert text in html
    assert "Bilden finns inte i portalen." in html
    assert '<img src="/bild.jpg" alt="Två personer skakar hand."' in html


def test_a_sum_over_places_is_said_once():
    follow_up = samples()["follow_up"]
    follow_up["answers"][0] |= {"progress_text": "7 sammanlagt", "progress_share": None}
    html = render_to_string("components/answers.html", {"content": follow_up, "pledge_address": ""})
    assert html.lower().count("sammanlagt") == 1


# --- budgets and contrast ---------------------------------------------------------------------------


def test_the_style_sheets_are_small():
    assert sum(sheet.stat().st_size for sheet in SHEETS) < 25_000
    assert [sheet.name for sheet in SHEETS if len(sheet.read_text().splitlines()) >= 300] == []


def test_the_script_is_short():
    assert len((BASE_DIR / "static" / "js" / "portal.js").read_text().splitlines()) <= 60


def test_the_fonts_are_light_and_can_write_swedish():
    files = [BASE_DIR / "static" / "fonts" / f"{name}.woff2" for name in ("sans", "serif")]
    assert sum(file.stat().st_size for file in files) < 45_000
    for file in files:
        assert {ord(letter) for letter in "åäöÅÄÖéüø–”’…§·›0123456789\u00a0"} - set(TTFont(file).getBestCmap()) == set()


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2, 1–21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_lies_behind_it(scheme):
    light, dark = (CSS / "tokens.css").read_text().split("prefers-color-scheme: dark")
    found = {name: value for text in (light, dark)[: 1 + (scheme == "dark")] for name, value in colours(text)}
    tones = ("done", "ongoing", "partly", "todo", "late", "cancelled", "silent")
    pairs = [(tone, behind) for tone in tones for behind in (f"{tone}-wash", "paper", "surface")]
    pairs += [(text, behind) for text in ("ink", "ink-soft", "link") for behind in ("paper", "surface")]
    pairs += [("accent-ink", "accent-wash"), ("hero-soft", "hero"), ("ink", "todo-wash")]
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def colours(text: str) -> list[tuple[str, str]]:
    return re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", text)
