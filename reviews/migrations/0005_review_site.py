"""Every review has its plant; apart from the copying, since PostgreSQL changes no column with rows just written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_review_state")]

    operations = [
        migrations.AlterField(
            "review",
            "site",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="accounts.site"
            ),
        ),
    ]
