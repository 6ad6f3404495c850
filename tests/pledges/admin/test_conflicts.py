"""Two at the same thing: the second sees both texts, loses nothing, and chooses."""

import pytest
from django.test import RequestFactory

from pledges.admin.conflicts import Stale, require_version
from pledges.models import DeletedThing, GlossaryTerm, Membership, Pledge, Revision
from portal.local.testtools import html_errors
from portal.models import OldAddress
from tests import factories
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(client, office):
    """Opens pages as Bo, who works with the same kommuner."""
    made = factories.user("bo@example.se")
    made.full_name = "Bo Ek"
    made.save()
    Membership.objects.create(user=made, role="reviewer", party="municipality", whole_country=True)
    other = sign_in(type(client)(), made)
    return lambda address: Page(other, address)


def change(item) -> str:
    return f"/admin/{item._meta.app_label}/{item._meta.model_name}/{item.pk}/change/"


def test_the_second_saver_sees_who_saved_when_and_both_texts(page, colleague):
    pledge = factories.pledge(promises=2)
    mine = page(change(pledge))
    colleague(change(pledge)).fill(promises__1__text="Vi lovar Bos sak.", source="Bos källa").send()
    mine.fill(promises__1__text="Vi lovar min sak.", page_owner="Jag").send()
    assert mine.response.status_code == 409
    assert "Bo Ek sparade den " in mine.text
    for words in (
        "Löfte 2: löfte Vi lovar Bos sak. Vi lovar min sak.", "sidansvarig (tomt) Jag", "källa Bos källa (tomt)",
    ):  # fmt: skip
        assert words in mine.text
    pledge.refresh_from_db()
    assert (pledge.version, pledge.page_owner, pledge.promises.all()[1].text) == (2, "", "Vi lovar Bos sak.")


def test_writing_over_saves_all_that_was_typed_and_counts_once(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge))
    colleague(change(pledge)).fill(promises__0__text="Bos.").send()
    mine.fill(promises__0__text="Mitt\r\nlöfte.", activities__0__text="Min aktivitet.").send()
    mine.address = change(pledge)
    mine.send("")
    assert mine.response.status_code == 200
    assert mine.address == change(pledge)
    pledge.refresh_from_db()
    assert (pledge.version, pledge.promises.get().text) == (3, "Mitt\r\nlöfte.")
    assert pledge.activities.get().text == "Min aktivitet."


def test_a_third_who_saved_meanwhile_stops_the_writing_over(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge))
    colleague(change(pledge)).fill(source="Ett").send()
    mine.fill(source="Mitt").send()
    colleague(change(pledge)).fill(source="Två").send()
    mine.address = change(pledge)
    assert mine.send("").response.status_code == 409
    assert "källa Två Mitt" in mine.text
    assert Pledge.objects.get().source == "Två"


def test_a_row_that_was_taken_away_meanwhile_comes_back_with_my_text(page, colleague):
    pledge = factories.pledge(promises=3)
    mine = page(change(pledge))
    colleague(change(pledge)).fill(promises__1__DELETE="on").send()
    mine.fill(promises__1__text="Den behövs.", promises__2__text="Den tredje.", promises__3__text="Ny.").send()
    assert "Löfte, ny rad: löfte (tomt) Den behövs." in mine.text
    mine.address = change(pledge)
    mine.send("")
    assert mine.errors == []
    assert sorted(promise.text for promise in pledge.promises.all()) == [
        "Den behövs.", "Den tredje.", "Ny.", "Vi lovar sak 1.",
    ]  # fmt: skip


def test_a_row_that_was_added_meanwhile_is_shown_and_stays(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge))
    colleague(change(pledge)).fill(promises__1__text="Bos nya.").send()
    mine.fill(promises__0__text="Mitt.").send()
    assert "Löfte: ny rad Bos nya. (raden finns inte i det du skickade; den ligger kvar)" in mine.text
    mine.address = change(pledge)
    mine.send("")
    assert sorted(promise.text for promise in pledge.promises.all()) == ["Bos nya.", "Mitt."]


def test_saving_without_changing_anything_counts_nothing(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge))
    colleague(change(pledge)).send()
    mine.fill(source="Mitt").send()
    assert mine.response.status_code == 200
    pledge.refresh_from_db()
    assert (pledge.version, pledge.source) == (2, "Mitt")


def test_a_form_without_its_version_is_not_saved(office):
    term = GlossaryTerm.objects.create(name="Tertial", slug="tertial")
    answer = office.post(change(term), {"name": "X", "slug": "x", "explanation": "", "version": "7"})
    assert answer.status_code == 409
    term.refresh_from_db()
    assert (term.name, term.version) == ("Tertial", 1)


def test_the_version_cannot_be_set_from_outside(page):
    term = GlossaryTerm.objects.create(name="Tertial", slug="tertial")
    page(change(term)).fill(version="70", explanation="En tredjedel av ett år.").send()
    term.refresh_from_db()
    assert (term.version, term.explanation) == (2, "En tredjedel av ett år.")


def test_what_was_deleted_meanwhile_keeps_my_text_in_the_page(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge))
    colleague(change(pledge).replace("change", "delete")).send("x")
    assert not Pledge.objects.exists()
    mine.fill(source="Min källa", promises__0__text="Mitt löfte.").send()
    assert mine.response.status_code == 409
    assert "Bo Ek raderade medborgarlöfte ”Gislaved: Medborgarlöfte 2025–2026”" in mine.text
    for words in ("Källa Min källa", "Löfte, löfte Mitt löfte."):
        assert words in mine.text


def test_what_was_saved_after_i_opened_the_deletion_is_not_deleted(page, colleague):
    pledge = factories.pledge()
    mine = page(change(pledge).replace("change", "delete"))
    colleague(change(pledge)).fill(source="Bos").send()
    assert mine.send("x").response.status_code == 409
    assert "så inget har raderats" in mine.text
    assert Pledge.objects.get() == pledge


def test_a_step_wants_the_version_that_was_read(office, editor, page, colleague):
    pledge = factories.pledge()
    sent = RequestFactory().post("/", {"_version": "1"})
    require_version(pledge, sent)
    colleague(change(pledge)).fill(source="Bos").send()
    with pytest.raises(Stale) as refusal:
        require_version(pledge, sent)
    assert str(refusal.value).startswith("Bo Ek sparade den ")
    with pytest.raises(Stale):
        require_version(pledge, RequestFactory().post("/"))
    pk = pledge.pk
    pledge.delete()
    pledge.pk = pk
    with pytest.raises(Stale, match="raderad"):
        require_version(pledge, sent)


def test_each_save_is_one_revision(page):
    pledge = factories.pledge()
    page(change(pledge)).fill(source="En", promises__0__text="Två.", promises__1__text="Tre.").send()
    assert [(made.verb, made.version) for made in Revision.objects.order_by("pk")] == [("found", 1), ("saved", 2)]


def test_the_pages_of_conflicts_and_of_the_trash_are_valid_html(page, colleague, office, tmp_path):
    pledge, gone = factories.pledge(), factories.news_item()
    mine = [page(change(pledge)).fill(source='"Mitt" & <b>'), page(change(gone)).fill(title="Min")]
    mine += [page(change(pledge).replace("change", "delete")), page("/admin/pledges/newsitem/add/")]
    colleague(change(pledge)).fill(source="Bos").send()
    deleted = colleague(change(gone).replace("change", "delete")).send("x")
    twice = mine[3].fill(municipality="Gislaved", title="Ny")
    office.post(twice.address, {**twice.fields, "_continue": "1"})
    twice.fill(title="Nyare")
    answers = [form.send("x").response for form in mine]
    assert [answer.status_code for answer in answers] == [409] * 4
    trash = "/admin/pledges/deletedthing/"
    answers += [office.get(trash), office.get(f"{trash}{DeletedThing.objects.get().pk}/change/")]
    answers += [office.get(change(pledge).replace("change", "history")), deleted.response]
    files = []
    for number, answer in enumerate(answers):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(answer.content)
    assert html_errors(files) == []


def test_accounts_their_work_and_old_addresses_are_as_safe(page, editor):
    editor.is_superuser = True
    editor.save()
    person = factories.user("person@example.se")
    work = Membership.objects.create(user=person, role="editor", party="police", whole_country=True)
    moved = OldAddress.objects.create(path="/gammal/", target="/ny/")
    tries = [(person, "full_name", "A B"), (work, "first_day", "2026-01-01 2026-02-01"), (moved, "target", "/a/ /b/")]
    for item, name, typed in tries:
        theirs, mine = typed.split()
        first, second = page(change(item)), page(change(item))
        assert first.fill(**{name: theirs}).send().errors == []
        assert second.fill(**{name: mine}).send().response.status_code == 409
        assert f"{theirs} {mine}" in second.text
        second.address = change(item)
        assert second.send("_continue").response.status_code == 200
        item.refresh_from_db()
        assert str(getattr(item, name)) == mine
    for item in (work, moved):
        page(change(item).replace("change", "delete")).send("x")
        assert not type(item).objects.filter(pk=item.pk).exists()
    assert not DeletedThing.objects.exists()
