"""A line for each change of something public, and a first one, so that no two databases have the same versions."""

from django.db import migrations, models

from portal.store.watches import NEW_LINE, SWEDEN, watch


class Migration(migrations.Migration):
    dependencies = [("portal", "0008_several_from_one")]
    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=40)),
                ("mark", models.DecimalField(decimal_places=0, max_digits=60)),
            ],
            options={"verbose_name": "offentlig ändring", "verbose_name_plural": "offentliga ändringar"},
        ),
        migrations.RunSQL(f"{NEW_LINE} (SELECT '{SWEDEN}' AS name) AS names", migrations.RunSQL.noop),
        watch("portal_searchentry", "'sok'"),
    ]
