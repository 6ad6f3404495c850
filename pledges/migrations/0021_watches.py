"""What the public sees of the domain's tables is watched: whose version rises when it changes (portal.store)."""

from django.db import migrations

from portal.store.watches import watch, without

KOMMUN = "'kommun:' || one.municipality_id"
OF_PLEDGE = "'kommun:' || (SELECT municipality_id FROM pledges_pledge WHERE id = one.pledge_id)"
OF_NEWS = "'kommun:' || (SELECT municipality_id FROM pledges_newsitem WHERE id = one.news_item_id)"
OF_EVENT = "'kommun:' || (SELECT municipality_id FROM pledges_publicevent WHERE id = one.publicevent_id)"
SWEDEN = "'sverige'"
ONCE_PUBLIC = "one.state <> 'draft'"
# Of a pledge the public reads the edition; these columns are the working copy's alone.
WORK = ("stage", "stage_changed_at", "stage_changed_by_id", "review_comment", "change_note", "publish_at")
KEPT = ("version", "updated_at")
IN_EDITIONS = (
    "area_as_written", "period_basis", "validity_note", "extension_reason", "signed_on", "signed_precision",
    "decided_by", "decided_on", "page_owner", "first_published", "last_updated", "source",
    "photo", "photo_alt", "photo_caption",
)  # fmt: skip
STANDING = "status, one.status_period, one.status_comment, one.done_count, one.done_period, one.standing_is_demo"
HAS_STANDING = "(one.status <> 'not_reported' OR one.status_period <> '' OR one.done_count IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [("pledges", "0020_imported_page"), ("portal", "0009_public_change")]
    operations = [
        *(
            watch(f"pledges_{table}", SWEDEN, seen=without("version"))
            for table in (
                "policeregion",
                "county",
                "municipality",
                "localpolicearea",
                "theme",
                "method",
                "glossaryterm",
            )
        ),
        watch("pledges_areamembership", SWEDEN),
        watch("pledges_notice", KOMMUN, seen=without("version")),
        watch("pledges_pledge", KOMMUN, seen=without(*WORK, *KEPT, *IN_EDITIONS), where=ONCE_PUBLIC),
        watch("pledges_pledgeedition", OF_PLEDGE),
        watch("pledges_activity", OF_PLEDGE, seen=f"(one.id, one.{STANDING})", where=HAS_STANDING),
        watch("pledges_promise", OF_PLEDGE, seen="(one.id, one.thread, one.dropped_by_id)", where="one.thread <> ''"),
        watch("pledges_newsitem", KOMMUN, seen=without(*KEPT), where=ONCE_PUBLIC),
        watch(
            "pledges_quote",
            OF_NEWS,
            where="EXISTS (SELECT 1 FROM pledges_newsitem WHERE id = one.news_item_id AND state <> 'draft')",
        ),
        watch("pledges_document", KOMMUN, seen=without(*KEPT, "text"), where=ONCE_PUBLIC),
        watch("pledges_hiddenname", KOMMUN),
        watch("pledges_publicevent", KOMMUN),
        watch("pledges_publicevent_themes", OF_EVENT),
    ]
