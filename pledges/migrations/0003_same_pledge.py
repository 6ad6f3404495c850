"""Rows that belong together belong to the same kommun and the same pledge; the database itself says so.

Django has no foreign key of two columns, so these are written in SQL. They are checked at commit,
like Django's own.
"""

from django.db import migrations


def pair(name: str, table: str, column: str, owner: str, target: str) -> migrations.RunSQL:
    """That `table`.(column, owner) names a row of `target`.(id, owner)."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}, {owner}) "
        f"REFERENCES {target} (id, {owner}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def unique(name: str, table: str, owner: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE (id, {owner})",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("pledges", "0002_domain")]
    operations = [
        unique("pledge_with_municipality", "pledges_pledge", "municipality_id"),
        unique("promise_with_pledge", "pledges_promise", "pledge_id"),
        unique("group_with_pledge", "pledges_activitygroup", "pledge_id"),
        unique("focus_area_with_pledge", "pledges_focusarea", "pledge_id"),
        pair("document_same_municipality", "pledges_document", "pledge_id", "municipality_id", "pledges_pledge"),
        pair("news_same_municipality", "pledges_newsitem", "pledge_id", "municipality_id", "pledges_pledge"),
        pair("activity_same_pledge", "pledges_activity", "group_id", "pledge_id", "pledges_activitygroup"),
        pair("group_same_pledge", "pledges_activitygroup", "promise_id", "pledge_id", "pledges_promise"),
        pair("statement_same_pledge", "pledges_situationstatement", "motivates_id", "pledge_id", "pledges_promise"),
    ]
