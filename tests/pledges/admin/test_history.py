"""Every save, step and deletion is written down, and reads as what changed."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from pledges import trash
from pledges.contents import pledge_content
from pledges.differences import NAMES, changes, parts
from pledges.models import DeletedThing, FormNumber, Pledge, Revision, Theme
from tests import factories
from tests.approving import approve_by_both, reviewers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def address(item, step: str) -> str:
    return f"/admin/{item._meta.app_label}/{item._meta.model_name}/{item.pk}/{step}/"


def test_a_change_reads_word_by_word_and_not_by_colour_alone(page, office):
    pledge = factories.pledge(promises=2)
    page(address(pledge, "change")).fill(promises__1__text="Vi lovar trygga sak 2.", page_owner="Karin Berg").send()
    shown = page(address(pledge, "history"))
    assert "Sparade av Anna Andersson, " in shown.text
    assert "Löfte 2 Vi lovar Nytt: trygga sak 2." in re.sub(r"\s+", " ", shown.text)
    assert "Om sidan, sidansvarig" in shown.text
    assert "<ins>" in shown.html
    assert "Så såg det ut innan" in shown.text


def test_each_step_and_each_edition_is_in_the_history(page, editor):
    pledge = factories.pledge()
    approve_by_both(pledge)
    verbs = list(Revision.objects.of_thing(pledge).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["sent", "approved", "approved"]
    from pledges import workflow

    workflow.publish(workflow.PLEDGES, pledge, by=reviewers()["police"])
    assert Revision.objects.of_thing(pledge).order_by("-pk").first().verb == "published"
    versions = list(Revision.objects.of_thing(pledge).order_by("pk").values_list("version", flat=True))
    assert versions == [2, 3, 4, 5]
    assert "Utgåva 1, " in page(address(pledge, "history")).text


def test_what_changed_between_two_editions_is_shown(page):
    from pledges import publishing

    pledge = factories.pledge()
    publishing.publish(pledge, by=factories.user())
    pledge.promises.update(text="Vi lovar något annat.")
    publishing.publish(pledge, by=factories.user(), note="Rättat löfte.")
    text = re.sub(r"\s+", " ", page(address(pledge, "history")).text)
    assert "Utgåva 2, " in text
    assert "Rättat löfte. Löfte 1" in text.partition("Utgåvorna")[2]


def test_news_and_words_have_a_history_of_their_fields(page):
    theme = Theme.objects.create(name="Trafik", slug="trafik")
    page(address(theme, "change")).fill(explanation="Allt på vägen.").send("_continue")
    text = page(address(theme, "history")).text
    assert "Förklaring Nytt: Allt på vägen." in re.sub(r"\s+", " ", text)


def test_deleting_and_restoring_are_in_the_history(editor):
    item = factories.news_item()
    restored = trash.restore(trash.put(item, by=editor), by=editor)
    found = Revision.objects.of_thing(restored).order_by("pk")
    assert [(made.verb, made.version, made.by) for made in found] == [("deleted", 2, editor), ("restored", 3, editor)]


def test_a_promise_that_moved_is_the_same_promise():
    pledge = factories.pledge(promises=3)
    before = pledge_content(Pledge.objects.for_content().get())
    last = pledge.promises.last()
    last.order = 0
    last.save()
    after = pledge_content(Pledge.objects.for_content().get())
    assert changes(before, after) == []
    last.delete()
    gone = changes(after, pledge_content(Pledge.objects.for_content().get()))
    assert [change.parts for change in gone if change.label == "Löfte 1"] == [[("gone", "Vi lovar sak 3.")]]


def test_every_key_of_a_content_has_a_name():
    from followups.models import FollowUp
    from followups.publishing import draft_content
    from pledges import publishing

    pledge = factories.pledge(activities=0)
    activity = factories.counted_activity(pledge)
    publishing.publish(pledge, by=factories.user())
    factories.follow_up(pledge, answers={activity: ("done", 3)})
    contents = [
        pledge_content(Pledge.objects.for_content().get()),
        draft_content(FollowUp.objects.for_content().get()),
    ]

    def keys(value) -> set[str]:
        if isinstance(value, dict):
            inside = {key for name, inner in value.items() if NAMES.get(name, "") is not None for key in keys(inner)}
            return set(value) | inside
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    assert {key for content in contents for key in keys(content)} - set(NAMES) == set()


def test_a_very_long_text_is_shown_whole():
    was, now = "ord " * 3000, "ord " * 2999 + "nytt "
    assert parts(was, now) == [("gone", was), ("new", now)]


def test_old_form_numbers_and_old_trash_are_swept(editor, settings, capsys):
    for days in (1, 8):
        made = FormNumber.objects.create(user=editor, number=f"{days}" * 24)
        FormNumber.objects.filter(pk=made.pk).update(at=timezone.now() - datetime.timedelta(days=days))
    kept = [trash.put(factories.news_item(slug=slug), by=editor) for slug in ("en", "tva")]
    DeletedThing.objects.filter(pk=kept[0].pk).update(deleted_at=timezone.now() - datetime.timedelta(days=91))
    call_command("sweep")
    told = capsys.readouterr().out.splitlines()
    assert "Formulärnummer: 1. Ur papperskorgen: 1. Osparat arbete: 0." in told
    assert len(told) == len(settings.SWEEPS)
    assert (FormNumber.objects.get().number, DeletedThing.objects.get()) == ("1" * 24, kept[1])
