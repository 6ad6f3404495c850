"""Uploaded files get names that nobody can guess."""

from django.db import migrations, models

import pledges.models.uploads


class Migration(migrations.Migration):
    dependencies = [("pledges", "0004_loaded_item")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="file",
            field=models.FileField(
                blank=True, max_length=200, upload_to=pledges.models.uploads.document_path, verbose_name="fil"
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="photo",
            field=models.ImageField(blank=True, upload_to=pledges.models.uploads.photo_path, verbose_name="foto"),
        ),
        migrations.AlterField(
            model_name="pledge",
            name="photo",
            field=models.ImageField(blank=True, upload_to=pledges.models.uploads.photo_path, verbose_name="foto"),
        ),
    ]
