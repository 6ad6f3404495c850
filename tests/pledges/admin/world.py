"""What the back office holds when every door of it is tried: two kommuner's things, and people of every kind."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from pledges.models import Document, Membership, Notice, Place
from portal.models import OldAddress, User
from tests import factories
from tests.signing_in import sign_in

MARK = "HEMLIGT-I-ANNAN-KOMMUN"
PAGE = "Medborgarlöfte 2019\n • Vi lovar ökad trygghet.\n"


def made_world() -> dict:
    ContentType.objects.get_for_models(*apps.get_models())
    own, other = (
        factories.municipality(),
        factories.municipality("Sävsjö", "0684", website=f"https://{MARK.lower()}.se/"),
    )
    things = {"own": made_in(own, "Eget"), "other": made_in(other, MARK)}
    national = {
        "pledges.municipality": [other.pk],
        "pledges.county": [own.county_id],
        "pledges.policeregion": [own.county.region_id],
        "pledges.localpolicearea": [factories.area("Värnamo", own).pk],
        "portal.oldaddress": [OldAddress.objects.create(path=f"/{MARK}/", target="/").pk],
        "portal.user": [factories.user("nagon@example.se").pk],
        "followups.export": [factories.export("nagon@example.se", place=MARK).pk],
    }
    for name in ("theme", "method", "partner", "glossaryterm"):
        made = apps.get_model("pledges", name).objects.create(name=f"Ord {name}", slug=name)
        national[f"pledges.{name}"] = [made.pk]
    found = {model: {"own": things["own"][model], "other": things["other"][model]} for model in things["own"]}
    found |= {model: {"own": [], "other": ids} for model, ids in national.items()}
    found["pledges.municipality"]["own"] = [own.pk]
    found |= work_of(own, other)
    return found


def work_of(own, other) -> dict:
    """Memberships, where the back office has routes for them."""
    somebody = factories.user("nagon@example.se")
    made = [
        Membership.objects.create(user=somebody, role="editor", party="police", municipality=m) for m in (own, other)
    ]
    return {"pledges.membership": {"own": [], "other": [one.pk for one in made]}}


def made_in(where, text: str) -> dict[str, list[int]]:
    from followups import publishing as follow_up_publishing
    from pledges import publishing, trash
    from pledges.importing.receiving import receive

    by = factories.user("robot@example.se")
    shown = factories.pledge(where, first=2026, last=2026, source=text)
    draft = factories.pledge(where, first=2028, last=2028, source=text)
    for pledge in (shown, draft):
        pledge.promises.update(text=f"{text} löfte")
        pledge.activities.update(text=f"{text} aktivitet")
    publishing.publish(shown, by=by)
    report = factories.follow_up(shown, "2026-t1", {shown.activities.get(): ("done", None)}, title=text)
    follow_up_publishing.publish(report, by=by)
    unreported = factories.follow_up(shown, "2026-t2", title=text)
    document = Document.objects.create(municipality=where, title=text, kind="other", source=text)
    return {
        "pledges.pledge": [shown.pk, draft.pk],
        "followups.followup": [report.pk, unreported.pk],
        "pledges.newsitem": [factories.news_item(where, title=text).pk],
        "pledges.deletedthing": [trash.put(factories.news_item(where, title=text, slug="bort"), by=by).pk],
        "pledges.document": [document.pk],
        "pledges.notice": [Notice.objects.create(municipality=where, text=text).pk],
        "pledges.place": [Place.objects.create(municipality=where, name=text).pk],
        "pledges.hiddenname": [factories.hidden_name(where, name=text).pk],
        "pledges.importedpage": [receive(municipality=where, text=f"{text}\n{PAGE}", by=by).page.pk],
        "pledges.feedback": [factories.feedback(where, text=text).pk],
    }


def signed_in(client, who: str):
    """The client as that person. All local people work in Gislaved alone."""
    own = factories.municipality()
    if who == "anonymous":
        return client
    if who == "operator":
        return sign_in(client, User.objects.create_superuser("drift@example.se"))
    person = factories.user(f"{slugged(who)}@example.se")
    work = {"user": person, "party": "police", "municipality": own, "role": "editor"}
    changed = {
        "ended": {"last_day": "2020-01-01"},
        "reviewer": {"role": "reviewer"},
        "coordinator": {"role": "coordinator", "municipality": None, "area": factories.area("Värnamo")},
        "administrator of one kommun": {"role": "administrator"},
        "administrator": {"role": "administrator", "municipality": None, "whole_country": True},
    }
    if who != "without work":
        Membership.objects.create(**{**work, **changed.get(who, {})})
    if who == "no second factor":
        client.force_login(person)
        return client
    signed = sign_in(client, person)
    if who == "closed":
        User.objects.filter(pk=person.pk).update(is_active=False)
    return signed


def slugged(who: str) -> str:
    return who.replace(" ", "-")
