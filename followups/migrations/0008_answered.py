"""Tells an answer from a row that waits for one; what was answered before counts as answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def fill(apps, schema_editor) -> None:
    follow_ups = apps.get_model("followups", "followup").objects.filter(pk=OuterRef("follow_up"))
    answers = apps.get_model("followups", "activityreport").objects.exclude(status="not_reported")
    answers.update(
        answered_at=Subquery(follow_ups.values("updated_at")),
        answered_by=Subquery(follow_ups.values("state_changed_by")),
    )


class Migration(migrations.Migration):
    dependencies = [("followups", "0007_overview"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="activityreport",
            name="answered_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="besvarad"),
        ),
        migrations.AddField(
            model_name="activityreport",
            name="answered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="av",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityreport",
            constraint=models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(answered_at__isnull=False),
                name="activity_report_answered_by_at",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
