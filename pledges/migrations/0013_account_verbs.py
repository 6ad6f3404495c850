"""What history says was done with accounts: somebody was invited, a second factor was reset."""

from django.db import migrations, models

VERBS = [
    ("found", "Så såg det ut innan"),
    ("created", "Skapade"),
    ("saved", "Sparade"),
    ("sent", "Skickade för granskning"),
    ("approved", "Godkände"),
    ("returned", "Skickade tillbaka"),
    ("scheduled", "Satte tid för publicering"),
    ("published", "Publicerade"),
    ("withdrawn", "Drog tillbaka"),
    ("deleted", "Raderade"),
    ("restored", "Återställde"),
    ("invited", "Bjöd in"),
    ("reset", "Återställde andra steget"),
]


class Migration(migrations.Migration):
    dependencies = [("pledges", "0012_thread")]

    operations = [
        migrations.AlterField(
            model_name="revision",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=10, verbose_name="vad som gjordes"),
        ),
    ]
