"""Keeps what is typed in a form and not saved yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pledges", "0009_uploaded_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnsavedWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60, verbose_name="slag")),
                ("key", models.CharField(blank=True, max_length=40, verbose_name="nyckel")),
                ("opened_version", models.CharField(blank=True, max_length=40, verbose_name="öppnades vid version")),
                ("fields", models.JSONField(default=list, verbose_name="fält")),
                ("saved_at", models.DateTimeField(db_index=True, verbose_name="sparat")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="konto",
                    ),
                ),
            ],
            options={
                "verbose_name": "osparat arbete",
                "verbose_name_plural": "osparat arbete",
                "constraints": [models.UniqueConstraint(fields=("user", "kind", "key"), name="unsaved_work_once")],
            },
        ),
    ]
