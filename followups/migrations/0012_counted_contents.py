"""How many answers each edition holds, counted by the database in what is frozen."""

from django.db import migrations, models

from pledges.fields import CountIn


class Migration(migrations.Migration):
    dependencies = [("followups", "0011_reports_by_year")]

    operations = [
        migrations.AddField(
            "followupedition",
            "answer_count",
            models.GeneratedField(
                db_persist=True, expression=CountIn("content", "$.answers[*]"), output_field=models.IntegerField()
            ),
        ),
    ]
