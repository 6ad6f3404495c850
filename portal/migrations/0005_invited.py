"""Remembers when somebody was invited; who may work follows from memberships alone, so `is_staff` is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_search_facets")]

    operations = [
        migrations.RemoveField(model_name="user", name="is_staff"),
        migrations.AddField(
            model_name="user",
            name="invited_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="inbjuden"),
        ),
    ]
