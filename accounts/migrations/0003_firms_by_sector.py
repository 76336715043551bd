"""Many firms are looked for by sector and size."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_invitations_openings_and_consents")]

    operations = [
        migrations.AddIndex(
            "organization", models.Index(fields=["sector", "headcount_band"], name="firm_by_sector"),
        ),
    ]
