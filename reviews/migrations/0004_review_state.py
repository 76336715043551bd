"""Reviews keep plant and state of their assessment: a long queue is filtered and counted without looking at each."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy(apps, _schema_editor):
    of_review = apps.get_model("assessments", "Assessment").objects.filter(pk=OuterRef("assessment"))
    apps.get_model("reviews", "Review").objects.update(
        site=Subquery(of_review.values("site")), state=Subquery(of_review.values("state"))
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_site_visits"), ("accounts", "0003_firms_by_sector")]

    operations = [
        migrations.AddField("review", "state", models.CharField(default="in_review", max_length=15)),
        migrations.AddField(
            "review",
            "site",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reviews",
                to="accounts.site",
            ),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
