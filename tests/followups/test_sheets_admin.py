"""A follow-up is fetched as a spreadsheet, filled in elsewhere, looked through and saved, in the back office."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from followups import answering
from followups.models import ActivityReport, FollowUp
from pledges.models import FormNumber, Membership, Revision
from tests import factories
from tests.followups.sheets.books import HEADINGS, filled_in
from tests.followups.sheets.broken import CSV, FILES
from tests.pledges.admin.conftest import editor, office, page
from tests.pledges.admin.forms import FormParser
from tests.signing_in import sign_in

__all__ = ["editor", "office", "page"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
SHEETS = "/admin/followups/followup/kalkylark/"
FETCH, APPLY = f"{SHEETS}hamta/", f"{SHEETS}genomfor/"


@pytest.fixture
def report():
    """Two activities of which the first is answered."""
    pledge = factories.pledge(activities=2)
    return factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("ongoing", 2)})


def address(report, kind: str = "xlsx") -> str:
    return reverse(f"admin:followups_followup_{kind}", args=[report.pk])


def fetched(client, report) -> bytes:
    return client.get(address(report)).content


def sent(client, data: bytes, name: str = "ark.xlsx") -> "Shown":
    return Shown(client.post(SHEETS, {"file": SimpleUploadedFile(name, data)}, follow=True))


class Shown:
    """A page: its text, and its fields as a browser would send them."""

    def __init__(self, response) -> None:
        self.response = response
        parser = FormParser()
        parser.feed(response.content.decode())
        self.fields, self.text = parser.fields, " ".join("".join(parser.text).split())


def statuses() -> list[str]:
    return list(ActivityReport.objects.order_by("activity__order").values_list("status", flat=True))


def test_from_the_page_of_a_follow_up_to_saved_answers_and_their_history(office, editor, report):
    form, here = (reverse(f"admin:followups_followup_{name}", args=[report.pk]) for name in ("change", "answers"))
    html = office.get(form).content.decode()
    assert [words in html for words in (address(report), address(report, "csv"), SHEETS)] == [True] * 3
    html = office.get(here).content.decode()
    assert [words in html for words in (address(report), SHEETS)] == [True] * 2
    answer = office.get(address(report))
    assert answer["Content-Disposition"] == 'attachment; filename="uppfoljning-gislaved-2025-t1.xlsx"'
    data = filled_in(answer.content, {(2, "Läge"): "Genomförd", (2, "Antal"): 7, (3, "Läge"): "Försenad"})
    shown = sent(office, data)
    assert "Inget är sparat än. 2 svar ändras. 0 rader är oförändrade." in shown.text
    assert "Var Läge: PågårAntal: 2 Blir Läge: GenomfördAntal: 7 Rad 3" in shown.text
    assert 'value="Genomför 2 ändringar"' in shown.response.content.decode()
    assert (statuses(), Revision.objects.count()) == (["ongoing"], 0)
    done = Shown(office.post(APPLY, shown.fields, follow=True))
    assert done.response.redirect_chain == [(here, 302)]
    assert "2 svar ur kalkylarket är sparade." in done.text
    assert statuses() == ["done", "late"]
    made = Revision.objects.of_thing(report).get()
    assert (made.version, made.by) == (2, editor)


def test_sending_twice_saves_once_and_leads_to_the_same_page(office, report):
    shown = sent(office, filled_in(fetched(office, report), {(2, "Läge"): "Genomförd"}))
    first, second = (office.post(APPLY, shown.fields) for _ in range(2))
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert (statuses()[0], FollowUp.objects.get().version, FormNumber.objects.count()) == ("done", 2, 1)


def test_an_untouched_sheet_says_that_there_is_nothing_to_change(office, report):
    for kind in ("xlsx", "csv"):
        shown = sent(office, office.get(address(report, kind)).content)
        assert "Det finns inget att ändra." in shown.text
        assert "records" not in shown.fields


@pytest.mark.parametrize("kind", ["an empty file", "a bomb", "another sheet", "macros"])
def test_a_broken_file_is_told_on_the_page_and_writes_nothing(office, report, kind):
    data, problem = FILES[kind]
    shown = sent(office, data or b"\n")
    assert problem in shown.text
    assert "Inget är sparat." in shown.text
    assert "records" not in shown.fields


def test_no_file_and_a_file_that_is_too_large_are_told_at_the_field(office):
    empty = Shown(office.post(SHEETS))
    assert "Välj filen som ska läsas in." in empty.text
    assert "Filen är större än 2 MB." in sent(office, b"x" * (2 * 2**20 + 1)).text


def test_problems_are_listed_by_row_and_column_and_nothing_can_be_saved(office, report):
    data = filled_in(fetched(office, report), {(2, "Antal"): "15 st", (3, "Läge"): "Utgår"})
    shown = sent(office, data)
    assert "Rad 2, kolumn Antal: Skriv bara ett tal, med siffror, i stället för ”15 st”." in shown.text
    assert "records" not in shown.fields
    shown = sent(office, filled_in(fetched(office, report), {(2, "Läge"): "Klart?", (3, "Läge"): "Utgår"}))
    assert "Rad 2, kolumn Läge: ”Klart?” är inget läge." in shown.text
    assert statuses() == ["ongoing"]


def test_what_somebody_saved_meanwhile_is_shown_with_both_and_written_over_only_when_ticked(office, editor, report):
    data = filled_in(fetched(office, report), {(2, "Läge"): "Genomförd", (3, "Läge"): "Pågår"})
    key = report.pledge.activities.first().pk
    answering.answer(report, key, status="late", done_count=None, comment="Snö.", by=editor)
    shown = sent(office, data)
    assert "1 svar ändras, 1 behöver du ta ställning till." in shown.text
    assert "Läge: Försenad" in shown.text
    office.post(APPLY, shown.fields)
    assert statuses() == ["late", "ongoing"]
    again = sent(office, data)
    office.post(APPLY, {**again.fields, "overwrite": f"{report.pk}-{key}"})
    assert statuses() == ["done", "ongoing"]


def test_a_change_between_looking_and_saving_is_shown_instead_of_overwritten(office, editor, report):
    shown = sent(office, filled_in(fetched(office, report), {(2, "Läge"): "Genomförd"}))
    key = report.pledge.activities.first().pk
    answering.answer(report, key, status="late", done_count=None, comment="Snö.", by=editor)
    again = Shown(office.post(APPLY, shown.fields))
    assert again.response.status_code == 409
    assert "Svaren har ändrats sedan du läste in kalkylarket, så inget är sparat." in again.text
    assert (statuses(), FormNumber.objects.count()) == (["late"], 0)
    office.post(APPLY, {**again.fields, "overwrite": f"{report.pk}-{key}"})
    assert statuses() == ["done"]


def test_what_is_not_carried_whole_is_asked_for_again(office, report):
    shown = sent(office, filled_in(fetched(office, report), {(2, "Läge"): "Genomförd"}))
    for forged in ({"records": shown.fields["records"][:-3]}, {"records": "x"}, {"records": ""}):
        answer = Shown(office.post(APPLY, {**shown.fields, **forged}))
        assert "Läs in det igen. Inget är sparat." in answer.text
    assert office.get(APPLY).status_code == 405
    assert statuses() == ["ongoing"]


def test_drafts_of_an_area_are_fetched_as_one_sheet_and_saved_together(office, report):
    other = factories.municipality("Vaggeryd", "0665")
    area = factories.area("Värnamo", report.municipality, other)
    factories.follow_up(factories.pledge(other), "2025-t1")
    outside = factories.follow_up(factories.pledge(factories.municipality("Sävsjö", "0684")), "2025-t1")
    factories.follow_up(report.pledge, "2025-t2")
    factories.follow_up(
        outside.pledge,
        "2025-t2",
        stage="review",
        stage_changed_at="2026-01-01T00:00Z",
        stage_changed_by=factories.user(),
    )
    chosen = {"area": area.pk, "year": "2025", "span": "t1", "kind": "xlsx"}
    answer = office.get(FETCH, chosen)
    assert answer["Content-Disposition"] == 'attachment; filename="uppfoljningar-varnamo-2025-t1.xlsx"'
    assert places(answer.content) == [("Gislaved", "1"), ("Gislaved", "1"), ("Vaggeryd", "1")]
    done = {(number, "Läge"): "Genomförd" for number in (2, 3, 4)}
    shown = sent(office, filled_in(answer.content, done))
    saved = office.post(APPLY, shown.fields)
    assert saved["Location"] == "/admin/followups/followup/"
    assert statuses() == ["done"] * 3
    every = places(office.get(FETCH, {"kind": "xlsx"}).content)
    assert sorted(set(every)) == [("Gislaved", "1"), ("Gislaved", "2"), ("Sävsjö", "1"), ("Vaggeryd", "1")]
    some = places(office.get(FETCH, {"kind": "xlsx", "municipality": ["0684", "0665"]}).content)
    assert some == [("Sävsjö", "1"), ("Vaggeryd", "1")]


def places(data: bytes) -> list[tuple[str, str]]:
    lines = load_workbook(io.BytesIO(data))["Svar"].iter_rows(min_row=2, values_only=True)
    return [(line[HEADINGS.index("Kommun")], line[HEADINGS.index("Tertial")]) for line in lines]


def test_a_choice_that_fits_nothing_is_told(office, report):
    assert "Inga utkast passar in på valet." in Shown(office.get(FETCH, {"kind": "csv", "span": "t3"})).text
    for odd in ({"kind": "exe"}, {"area": "9" * 30, "kind": "csv"}, {"year": "²", "kind": "csv"}):
        assert office.get(FETCH, odd).status_code == 200


def test_what_is_known_only_as_a_document_has_no_sheet(office, report):
    FollowUp.objects.update(availability="document")
    assert office.get(address(report)).status_code == 404
    assert (
        address(report) not in office.get(reverse("admin:followups_followup_change", args=[report.pk])).content.decode()
    )


def test_another_kommuns_row_is_answered_exactly_as_one_that_does_not_exist(office, client, report):
    data = fetched(office, report)
    missing = filled_in(data, {(2, "Läge"): "Genomförd", (2, "Rad-id"): "U99999-A99999"})
    stranger = factories.user("bo@example.se")
    elsewhere = factories.municipality("Sävsjö", "0684")
    Membership.objects.create(user=stranger, role="coordinator", party="police", municipality=elsewhere)
    sign_in(client, stranger)
    told = [sent(client, tried).text for tried in (filled_in(data, {(2, "Läge"): "Genomförd"}), missing)]
    assert told[0] == told[1]
    assert "Gislaved" not in told[0]
    assert statuses() == ["ongoing"]


def test_the_file_may_be_called_anything(office, report):
    assert "rubrikerna" not in sent(office, CSV, "../\u202eexe.pdf").text
