"""What the kommun's page tells of reports beside each other."""

import datetime

import pytest

from followups import publishing
from followups.admin.mine import blocks
from followups.panels import municipality_panel
from followups.reporting import begin_address
from pledges import publishing as pledge_publishing
from pledges.models import Document, PledgeEdition
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def pledge():
    made = factories.pledge()
    pledge_publishing.publish(made, by=factories.user())
    return made


def report(pledge, span):
    made = factories.follow_up(pledge, span, {pledge.activities.get(): ("done", None)})
    publishing.publish(made, by=factories.user())
    return made


def cells(pledge) -> list[tuple]:
    """The year 2025: (text, what is said of each report)."""
    panel = municipality_panel(pledge.municipality, PledgeEdition.objects.current(), DAY)
    year = next(row for row in panel.years if row["year"] == 2025)
    return [(cell["text"], [one["beside_text"] for one in cell["follow_ups"]]) for cell in year["cells"]]


def test_a_whole_year_says_what_it_sums_up(pledge):
    for span in ("2025-t1", "2025-t2", "2025-t1-3"):
        report(pledge, span)
    assert cells(pledge) == [("Redovisad", ["", "Sammanfattar tertial 1–2 2025", ""])]


def test_half_a_year_leaves_the_other_half_to_be_told_of_and_begun_as_a_half_year(pledge):
    made = report(pledge, "2025-h1")
    assert cells(pledge) == [("Redovisad", [""]), ("Väntas", [""])]
    panel = municipality_panel(pledge.municipality, PledgeEdition.objects.current(), DAY)
    details = next(row["cells"] for row in panel.years if row["year"] == 2025)
    assert [cell["detail"].replace("\xa0", " ") for cell in details] == [
        "", "En del är redovisad. Ska publiceras senast 31 januari 2026",
    ]  # fmt: skip
    made.refresh_from_db()
    waiting = next(block for block in blocks(pledge, [made], DAY) if block.span.year == 2025)
    assert begin_address(7, waiting.span) == "/admin/followups/followup/add/?pledge=7&year=2025&span=h2"


def test_how_many_activities_stood_where_is_shown_report_by_report_newest_first(pledge):
    for span in ("2025-t1", "2025-t2"):
        report(pledge, span)
    panel = municipality_panel(pledge.municipality, PledgeEdition.objects.current(), DAY)
    assert [(one["label"], one["summary"]["text"]) for one in panel.shares] == [
        ("Tertial 2 2025", "En aktivitet: en är genomförd."),
        ("Tertial 1 2025", "En aktivitet: en är genomförd."),
    ]


def test_a_report_that_is_only_a_document_has_no_shares(pledge):
    report(pledge, "2025-t1")
    document = Document.objects.create(municipality=pledge.municipality, title="D", kind="other", source="Prov")
    known = factories.follow_up(pledge, "2026-t3", availability="document", document=document)
    publishing.publish(known, by=factories.user())
    panel = municipality_panel(pledge.municipality, PledgeEdition.objects.current(), DAY)
    assert [one["label"] for one in panel.shares] == ["Tertial 1 2025"]


def test_the_whole_history_is_one_chart_whose_sums_say_of_which_time(client, pledge):
    report(pledge, "2025-t1")
    panel = municipality_panel(pledge.municipality, PledgeEdition.objects.current(), DAY)
    assert [row["year"] for row in panel.course.rows] == [2025, 2026]
    assert panel.course.text == (
        "Av två tertial, från tertial 1 2025 till tertial 2 2025: ett är redovisat i tid och ett är försenat."
    )
    html = client.get(pledge.municipality.get_absolute_url()).content.decode()
    assert html.count('class="chart year"') == 2
