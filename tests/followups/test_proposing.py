"""What a document answers is proposed on the page of the answers, and is no answer until somebody says so."""

import pytest

from followups.contents import follow_up_content
from followups.models import AnswerProposal, FollowUp
from followups.proposing import propose_from
from pledges.models import Document, Revision
from portal.pdf.refusals import Refused
from tests import factories
from tests.followups.answers import earlier, form, key, pledge, report, said, sent_row, typed
from tests.pledges.importing.test_pdf_tables import HEADINGS, line

__all__ = ["earlier", "form", "pledge", "report"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

TABLE = [
    *HEADINGS,
    *line(30, (40, "Polisen patrullerar."), (220, "Genomförd"), (300, "Varje helg.")),
    *line(60, (40, "Minst femton."), (220, "Pågår"), (300, "Åtta än så länge.")),
    *line(90, (40, "Måla om skolan."), (220, "Utgår")),
]


@pytest.fixture(autouse=True)
def table(monkeypatch):
    """The words of any file, without the child process that finds them."""
    found = list(TABLE)
    monkeypatch.setattr("followups.proposing.words_of", lambda _file: found)
    return found


@pytest.fixture
def document(pledge, settings, tmp_path) -> Document:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.pdf").write_bytes(b"%PDF-")
    return Document.objects.create(
        municipality=pledge.municipality,
        title="Rapporten",
        kind="follow_up",
        year=2026,
        first_tertial=3,
        last_tertial=3,
        file="documents/a.pdf",
        size=5,
        sha256="0" * 64,
    )


def proposals() -> list[tuple]:
    rows = AnswerProposal.objects.order_by("activity__order")
    return list(rows.values_list("activity__order", "status", "comment", "page", "doubt"))


READ = [(1, "done", "Varje helg.", 1, ""), (2, "ongoing", "Åtta än så länge.", 1, "")]


def test_the_rows_of_a_document_are_proposed_once_for_the_activities_that_they_are_like(document, report):
    for _ in range(2):
        found = propose_from(document, by=factories.user())
        assert (found.follow_up, found.is_new, found.answers) == (report, False, 2)
        assert proposals() == READ
    assert said(1) == ("not_reported", None, "", False)
    assert FollowUp.objects.get().version == 1


def test_where_the_kommun_has_no_follow_up_a_draft_is_begun(document, pledge):
    found = propose_from(document, by=factories.user())
    assert (found.is_new, found.follow_up.state, found.follow_up.slug) == (True, "draft", "2026-t3")
    assert (found.follow_up.document, found.follow_up.reports.count()) == (document, 4)
    assert [one.verb for one in Revision.objects.of_thing(found.follow_up)] == ["created"]
    assert propose_from(document, by=factories.user()).is_new is False


@pytest.mark.parametrize("kind", ["pledge", "other"])
def test_only_follow_ups_are_read_for_answers(document, kind):
    document.kind = kind
    assert propose_from(document, by=factories.user()) is None


def test_nothing_is_begun_when_nothing_is_found_or_several_pledges_may_be_meant(document, table, pledge):
    table.clear()
    assert propose_from(document, by=factories.user()) is None
    table += TABLE
    factories.pledge(pledge.municipality, part="Norr", slug="2025-2026-norr")
    assert propose_from(document, by=factories.user()) is None
    assert not FollowUp.objects.exists()


def test_running_text_is_read_where_there_is_no_table(document, report, table):
    table.clear()
    document.text = "Patrullera.\nJa, detta har genomförts under tertial 2.\n"
    document.text = f"Medborgarlöfte 2026\nAktiviteter\n\n • {document.text.replace('Ja', ' Ja')}"
    assert propose_from(document, by=factories.user()).answers == 1
    said = "Ja, detta har genomförts under tertial 2."
    doubt = "Raden nämner tertial 2, men uppföljningen gäller en annan tid."
    assert proposals() == [(1, "done", said, None, doubt)]


@pytest.mark.parametrize(("words", "comment"), [("Pågår", ""), ("Ej påbörjad.", ""), ("Pågår, våren 2027", None)])
def test_a_status_alone_is_no_comment(document, report, table, words, comment):
    table[:] = []
    document.text = f"Medborgarlöfte 2026\nAktiviteter\n\n • Patrullera.\n {words}\n"
    propose_from(document, by=factories.user())
    assert [one[2] for one in proposals()] == [words if comment is None else comment]


def test_a_proposal_is_shown_in_its_row_and_saved_when_it_is_confirmed(document, report, form, earlier):
    propose_from(document, by=factories.user())
    page = form()
    assert "Förslag, inte bekräftat ännu. Ur Rapporten, sida 1: ”Polisen patrullerar.”." in page.text
    assert "Ur Rapporten, sida 1. Förslaget stämmer" in page.text
    assert (page.fields[key(1, "status")], page.fields[key(1, "comment")]) == ("done", "Varje helg.")
    assert "Leta efter svar" not in page.text
    assert sent_row(page, 1, confirm="on").status_code == 200
    assert said(1) == ("done", None, "Varje helg.", True)
    assert "Skriv hur många under perioden" in sent_row(page, 2, confirm="on").content.decode()
    typed(page, 2, done_count="8").send("_save")
    assert said(2) == ("ongoing", 8, "Åtta än så länge.", True)
    assert "Förslag, inte" not in form().text
    assert propose_from(document, by=factories.user()).answers == 0


def test_leaving_the_rest_as_last_time_confirms_no_proposal_and_nothing_public_reads_one(
    document, report, form, earlier
):
    AnswerProposal.objects.create(
        follow_up=report, activity=report.reports.first().activity, document=document, row="Rad", status="done"
    )
    form().send("_resten")
    assert [said(number)[3] for number in (1, 2)] == [False, False]
    content = follow_up_content(FollowUp.objects.for_content().get(pk=report.pk), [])
    assert {answer["status"] for answer in content["answers"]} == {"not_reported"}


def test_an_editor_may_look_for_answers_and_is_told_what_came_of_it(document, report, form, monkeypatch):
    assert "Leta efter svar" not in form().text
    report.document = document
    report.save()
    page = form()
    assert "Leta efter svar i Rapporten" in page.html

    def busy(_file):
        raise Refused("busy")

    with monkeypatch.context() as patched:
        patched.setattr("followups.proposing.words_of", busy)
        answer = page.client.post(page.address, {"_forslag": "1"}, follow=True)
        assert "Portalen går igenom flera andra filer just nu" in answer.content.decode()
    answer = page.client.post(page.address, {"_forslag": "1"}, follow=True)
    assert "Portalen hittade två svar i handlingen." in answer.content.decode()
    assert proposals() == READ
