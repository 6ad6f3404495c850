"""Lets history keep the rows that were saved alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pledges", "0007_content_hash")]

    operations = [
        migrations.AddField(
            model_name="revision", name="parts", field=models.JSONField(null=True, verbose_name="rader")
        ),
    ]
