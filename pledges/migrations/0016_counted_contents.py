"""How many promises and activities each edition holds, counted by the database in what is frozen."""

from django.db import migrations, models

from pledges.fields import CountIn


def counted(path: str) -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True, expression=CountIn("content", path), output_field=models.IntegerField()
    )


class Migration(migrations.Migration):
    dependencies = [("pledges", "0015_other_names")]

    operations = [
        migrations.AddField("pledgeedition", "promise_count", counted("$.promises[*]")),
        migrations.AddField("pledgeedition", "activity_count", counted("$.groups[*].activities[*]")),
    ]
