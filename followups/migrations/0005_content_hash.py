"""Gives each edition the SHA-256 of its content, those that were published before too."""

import hashlib
import json

from django.db import migrations, models


def fill(apps, schema_editor) -> None:
    for edition in apps.get_model("followups", "followupedition").objects.iterator(chunk_size=50):
        written = json.dumps(edition.content, sort_keys=True, ensure_ascii=False).encode()
        edition.content_sha256 = hashlib.sha256(written).hexdigest()
        edition.save(update_fields=["content_sha256"])


class Migration(migrations.Migration):
    dependencies = [("followups", "0004_version")]

    operations = [
        migrations.AddField(
            model_name="followupedition",
            name="content_sha256",
            field=models.CharField(default="", max_length=64, verbose_name="innehållets SHA-256"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="followupedition",
            constraint=models.CheckConstraint(
                condition=models.Q(content_sha256__regex="^[0-9a-f]{64}$"), name="followupedition_content_hash"
            ),
        ),
    ]
