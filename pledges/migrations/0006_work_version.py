"""Lets two who change the same work at once learn of each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pledges", "0005_versions_and_history")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False, verbose_name="version"),
        ),
    ]
