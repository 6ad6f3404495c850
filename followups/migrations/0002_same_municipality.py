"""A follow-up and its pledge belong to the same kommun; the database itself says so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial"), ("pledges", "0003_same_pledge")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE followups_followup ADD CONSTRAINT follow_up_same_municipality "
            "FOREIGN KEY (pledge_id, municipality_id) REFERENCES pledges_pledge (id, municipality_id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE followups_followup DROP CONSTRAINT follow_up_same_municipality",
        )
    ]
