"""What the public sees of the follow-ups' tables is watched: whose version rises when it changes (portal.store)."""

from django.db import migrations

from portal.store.watches import watch, without

KOMMUN = "'kommun:' || one.municipality_id"
OF_FOLLOW_UP = "'kommun:' || (SELECT municipality_id FROM followups_followup WHERE id = one.follow_up_id)"
KEPT = ("version", "updated_at", "stage", "stage_changed_at", "stage_changed_by_id", "review_comment", "change_note")


class Migration(migrations.Migration):
    dependencies = [("followups", "0012_counted_contents"), ("pledges", "0021_watches")]
    operations = [
        watch("followups_followup", KOMMUN, seen=without(*KEPT, "publish_at"), where="one.state <> 'draft'"),
        watch("followups_followupedition", OF_FOLLOW_UP),
        watch("followups_municipalityoverview", KOMMUN),
    ]
