"""How often somebody has asked within the minute: written often, worth nothing after a crash, so in no log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_public_change")]
    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("minute", models.BigIntegerField(db_index=True)),
                ("times", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL("ALTER TABLE portal_pace SET UNLOGGED", "ALTER TABLE portal_pace SET LOGGED"),
    ]
